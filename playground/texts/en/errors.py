"""Errors, and names of the figures for those who hear the page."""

TEXTS = {
    "error.ignored": "{key}={value} in the address was ignored; allowed: {allowed}",
    "error.setting": "{key} cannot be {value}; allowed: {allowed}",
    "error.locked": "{key} is locked here and stays {value}",
    "error.interrupted": "interrupted before all steps were done",
    "error.program": "The program made an error and did not finish that: {detail}",
    "figure.network.layers": "Neural network: {layers}. Step {step}.",
    "figure.network": "Neural network: {layers}. Step {step}, training loss {loss}.",
}
