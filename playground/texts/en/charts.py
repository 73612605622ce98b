"""Curves, time travel, gradient flow, and what lies deeper."""

TEXTS = {
    "figure.loss": "Loss curves, training {train}, test {test}.",
    "figure.accuracy": "Accuracy curves, training {train}, test {test}.",
    "figure.gradient": "Curves of ‖∂L/∂W‖ for each layer, now, from the first: {values}.",
    "figure.update": "Curves of ‖ΔW‖ / ‖W‖ for each layer, now, from the first: {values}.",
    "figure.norms": "Size of the gradient of each layer, from the first: {norms}.",
}
