"""What happens now."""

TEXTS = {
    "now.start": "The network has not learned yet. Press “Train” and watch it change its weights.",
    "now.running": "Training: blue edges are positive weights, orange negative; magenta arrows are gradients on their way back.",
    "now.running.weights": "Training: blue edges are positive weights, orange negative.",
    "now.untrained": "The sample in view: x₁ = {x1}, x₂ = {x2}. The network answers ŷ = {output}.",
    "now.stopped.output": "Stopped at step {step}. For the sample in view, ŷ = {output}.",
    "now.stopped": "Stopped at step {step}. ŷ = {output}, y = {target}, L = {loss}.",
    "now.diverged": "Diverged: at step {step} the loss shot up to {loss}. Back at the last finite state. {cure}",
    "now.diverged.slower_or_again": "Lower the learning rate and go on, or reset.",
    "now.diverged.slower": "Lower the learning rate and go on.",
    "now.diverged.again": "Press “Reset” to begin again.",
    "now.diverged.regulariser": "Diverged at step {step}: η·λ = {product}, and above {limit}, L2 throws the weights past 0 and farther out at every step. Back at the last finite state. {cure}",
    "now.hidden": "The page is in the background, so training pauses; it goes on when you come back.",
}
