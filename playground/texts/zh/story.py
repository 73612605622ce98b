"""此刻在发生什么。"""

TEXTS = {
    "now.start": "网络还没有学习。点“训练”，看它怎样改变权重。",
    "now.start.pass": "网络还没有学习。点“慢放一遍”，看误差的光怎样往回走。",
    "now.running": "训练中：蓝线是正权重，橙线是负权重；紫红的箭头是往回走的梯度。",
    "now.running.lit": "训练中，这里只看误差的光：|∂L/∂w| 越大，边越亮越宽；|δ| 越大，神经元的轮廓越亮越宽。",
    "now.running.weights": "训练中：蓝线是正权重，橙线是负权重。",
    "now.lit.fades": "误差的光往回走，越走越弱：第 {layers} 层的 ‖∂L/∂a‖ 是 {last}，第 1 层是 {first}。",
    "now.lit.grows": "误差的光往回走，越走越强：第 {layers} 层的 ‖∂L/∂a‖ 是 {last}，第 1 层是 {first}。",
    "now.lit.stays": "误差的光一路传到了第 1 层：第 {layers} 层的 ‖∂L/∂a‖ 是 {last}，第 1 层是 {first}。",
    "now.lit.nothing": "对这个样本，误差的光没有传到第 1 层：那里的 ‖∂L/∂a‖ 是 0。",
    "now.untrained": "图中的样本是 x₁ = {x1}，x₂ = {x2}，网络输出 ŷ = {output}。",
    "now.stopped.output": "停在第 {step} 步。对图中的样本，ŷ = {output}。",
    "now.stopped": "停在第 {step} 步。ŷ = {output}，y = {target}，L = {loss}。",
    "now.diverged": "发散了：第 {step} 步的损失冲到 {loss}。已回到最后一个有限的状态。{cure}",
    "now.diverged.slower_or_again": "把学习率调小再继续，或重置。",
    "now.diverged.slower": "把学习率调小再继续。",
    "now.diverged.again": "点“重置”从头再来。",
    "now.diverged.regulariser": "第 {step} 步发散了：η·λ = {product}，超过 {limit} 时，L2 每一步都让权重越过 0，而且越甩越远。已回到最后一个有限的状态。{cure}",
    "now.hidden": "页面在后台，训练已暂停；回到这里会接着训练。",
}
