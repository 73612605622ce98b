"""自己的数据。"""

TEXTS = {
    "own.problem.cells": "第 {line} 行有 {count} 个值，应为 x、y、标签三个。",
    "own.problem.number": "第 {line} 行的 {column} 是“{value}”，不是数。",
    "own.problem.label": "第 {line} 行的标签“{value}”不在 {allowed} 之中。",
    "own.remark.cut": "文本超过 {length} 个字符，后面的没有读。",
    "own.remark.scaled": "{column} 超出 ±6，已缩放：先减 {shift}，再乘 {factor}。",
    "own.remark.thinned": "共 {all} 行，均匀取用其中 {kept} 行。",
    "own.remark.classes": "“{first}”是 A 类，“{second}”是 B 类。",
    "own.refused.few": "至少要有两个点。",
    "own.refused.one_class": "两个类别都要有点。",
}
