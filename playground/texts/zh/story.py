"""一遍前向与反向的各个阶段，以及此刻在发生什么。"""

TEXTS = {
    "phase.input": "输入",
    "phase.forward.z": "加权和",
    "phase.forward.a": "激活",
    "phase.output": "输出",
    "phase.loss": "损失",
    "phase.backward": "反向",
    "phase.update": "更新",
    "now.start": "网络还没有学习。点“训练”，看它怎样改变权重。",
    "now.running": "训练中：蓝线是正权重，橙线是负权重；紫红的箭头是往回走的梯度。",
    "now.stopped": "停在第 {step} 步。ŷ = {output}，y = {target}，L = {loss}。",
    "now.diverged": "发散了：第 {step} 步的损失冲到 {loss}。已回到最后一个有限的状态；把学习率调小再继续，或重置。",
    "now.hidden": "页面在后台，训练已暂停；回到这里会接着训练。",
    "now.input": "输入：样本 x₁ = {x1}，x₂ = {x2} 进入网络。",
    "now.forward.z": "前向，第 {layer} 层：每个神经元把输入乘以权重再相加，z = W·a + b。",
    "now.forward.a": "前向，第 {layer} 层：把 z 送进激活函数，a = {activation}(z)。",
    "now.loss": "输出 ŷ = {output}，目标 y = {target}，损失 L = {loss}。",
    "now.backward": "反向，第 {layer} 层：δ = ∂L/∂z，梯度 ∂L/∂W = 上一层的 a × δ；这里 ‖∂L/∂W‖ = {norm}。",
    "now.update": "更新：每个权重沿着 −∂L/∂w 走一小步，步长由学习率 {lr} 决定。",
}
