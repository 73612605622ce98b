"""嵌入课程页面的元素自己说的话，以及框架里页面的按钮。"""

TEXTS = {
    "embed.title": "看见梯度：可以动手的神经网络",
    "embed.unknown": "没有属性 {name}；可用：{names}",
    "embed.called": "属性 {name} 在这里叫 {instead}",
    "page.go": "打开这个网络",
    "page.whole": "看见梯度：在完整页面里打开这个状态",
    "page.folds": "更多",
    "page.fold.inspector": "公式",
    "page.fold.deeper": "深入",
    "page.fold.legend": "图例",
}
