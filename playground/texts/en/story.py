"""What happens now."""

TEXTS = {
    "now.start": "The network has not learned yet. Press “Train” and watch it change its weights.",
    "now.start.pass": "The network has not learned yet. Press “Slow pass” and watch the light of the error on its way back.",
    "now.running": "Training: blue edges are positive weights, orange negative; magenta arrows are gradients on their way back.",
    "now.running.lit": "Training, by the light of the error alone: an edge is as bright and wide as |∂L/∂w| is large, a unit’s outline as |δ|.",
    "now.running.weights": "Training: blue edges are positive weights, orange negative.",
    "now.lit.fades": "The light of the error fades on its way back: ‖∂L/∂a‖ is {last} in layer {layers} and {first} in layer 1.",
    "now.lit.grows": "The light of the error grows on its way back: ‖∂L/∂a‖ is {last} in layer {layers} and {first} in layer 1.",
    "now.lit.stays": "The light of the error comes through: ‖∂L/∂a‖ is {last} in layer {layers} and {first} in layer 1.",
    "now.lit.nothing": "No light of the error comes to layer 1 for this sample: ‖∂L/∂a‖ is 0 there.",
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
