"""曲线、时间旅行、梯度流，以及更深入的图。"""

TEXTS = {
    "figure.loss": "损失曲线，训练 {train}，测试 {test}。",
    "figure.accuracy": "准确率曲线，训练 {train}，测试 {test}。",
    "figure.gradient": "各层 ‖∂L/∂W‖ 的曲线，此刻从第一层起：{values}。",
    "figure.update": "各层 ‖ΔW‖ / ‖W‖ 的曲线，此刻从第一层起：{values}。",
    "figure.norms": "每层梯度的大小，从第一层起：{norms}。",
}
