"""练习纸：2-3-1 网络，手算前向和反向传播。"""

TEXTS = {
    "worksheet.title": "练习纸：2-3-1 网络",
    "worksheet.solved": "带答案",
    "worksheet.print": "打印",
    "worksheet.name": "姓名：",
    "worksheet.date": "日期：",
    "worksheet.net": "两个输入、三个隐藏神经元、一个输出，层与层之间两两相连。",
    "worksheet.given": "2 个输入，3 个隐藏神经元（sigmoid），1 个输出（没有激活函数）；损失 L = (ŷ − y)²，学习率 η = {rate}。向量写成行：z = a·W + b。σ(z) = 1/(1 + exp(−z))，exp(−1.5) ≈ 0.2231，exp(2) ≈ 7.389。答案保留四位有效数字。",
    "worksheet.first": "1. 隐藏层",
    "worksheet.second": "2. 输出",
    "worksheet.loss": "3. 损失和它的导数",
    "worksheet.output": "4. 退回第 2 层",
    "worksheet.hidden": "5. 退回第 1 层",
    "worksheet.update": "6. 走一步",
}
