"""Settings and buttons."""

TEXTS = {
    "control.run": "Train",
    "control.pause": "Pause",
    "control.step": "One step",
    "control.reset": "Reset",
    "control.tell": "Slow pass",
    "control.tell.stop": "Pause",
    "data.circle": "Circle",
    "data.xor": "XOR",
    "data.gauss": "Gauss",
    "data.spiral": "Spiral",
    "data.moons": "Moons",
    "data.plane": "Plane",
    "data.hills": "Hills",
    "data.custom": "Drawn",
    "act.mixed": "different per layer",
    "pace.step": "a step a frame",
    "pace.epoch": "an epoch a frame",
    "pace.max": "as fast as it can",
}
