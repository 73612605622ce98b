"""解释手中之物的卡片，以及由按钮组成的网络。"""

TEXTS = {
    "inspect.invitation": "指向任何神经元、边或偏置，看它背后的算式；点一下就固定它。",
    "inspect.hold": "点一下就固定它。",
    "inspect.previous": "上一个",
    "inspect.next": "下一个",
    "inspect.release": "放下",
    "inspect.digits": "{digits} 位数字",
    "inspect.digits.fewer": "少一位",
    "inspect.digits.more": "多一位",
    "inspect.copy": "复制这行 NumPy",
    "inspect.slope": "f = {activation}，坡度 f′({z}) = {slope}",
    "inspect.saturated": "训练集中有 {share} 落在曲线的平坦部分。",
    "inspect.dead": "死了：对整个训练集坡度都是 0，什么也学不到。",
    "inspect.histogram": "灰色：{count} 个训练样本的 {z}。",
    "inspect.loss": "L 随 ŷ 变化，坡度 ∂L/∂ŷ = {slope}",
    "inspect.parameter": "L 随 {symbol} 变化；这里的坡度就是梯度 {slope}。",
    "inspect.type": "{symbol} 的新值",
    "outline.label": "网络：方向键移动，回车固定",
}
