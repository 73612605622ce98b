"""The phases of a pass, and what happens now."""

TEXTS = {
    "phase.input": "input",
    "phase.forward.z": "sum",
    "phase.forward.a": "bend",
    "phase.output": "output",
    "phase.loss": "loss",
    "phase.backward": "back",
    "phase.update": "update",
    "now.start": "The network has not learned yet. Press “Train” and watch it change its weights.",
    "now.running": "Training: blue edges are positive weights, orange negative; magenta arrows are gradients on their way back.",
    "now.stopped": "Stopped at step {step}. ŷ = {output}, y = {target}, L = {loss}.",
    "now.diverged": "Diverged: at step {step} the loss shot up to {loss}. Back at the last finite state; lower the learning rate and go on, or reset.",
    "now.hidden": "The page is in the background, so training pauses; it goes on when you come back.",
    "now.input": "Input: the sample x₁ = {x1}, x₂ = {x2} enters the network.",
    "now.forward.z": "Forward, layer {layer}: each unit multiplies its inputs by its weights and adds up, z = W·a + b.",
    "now.forward.a": "Forward, layer {layer}: z goes through the activation, a = {activation}(z).",
    "now.loss": "Output ŷ = {output}, target y = {target}, loss L = {loss}.",
    "now.backward": "Backward, layer {layer}: δ = ∂L/∂z, and the gradient ∂L/∂W = the a before × δ; here ‖∂L/∂W‖ = {norm}.",
    "now.update": "Update: each weight takes a small step along −∂L/∂w; the learning rate {lr} says how small.",
}
