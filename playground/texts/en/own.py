"""Data of one's own."""

TEXTS = {
    "own.problem.cells": "Line {line}: {count} values instead of x, y and label.",
    "own.problem.number": "Line {line}: {column} is “{value}”, not a number.",
    "own.problem.label": "Line {line}: the label “{value}” is none of {allowed}.",
    "own.remark.cut": "The text was cut off after {length} characters.",
    "own.remark.scaled": "{column} goes beyond ±6, so it is scaled: {shift} subtracted, then multiplied by {factor}.",
    "own.remark.thinned": "{kept} of {all} rows are used, evenly spread.",
    "own.remark.classes": "“{first}” is class A, “{second}” is class B.",
    "own.refused.few": "A network needs at least two points.",
    "own.refused.one_class": "A network needs points of both classes.",
}
