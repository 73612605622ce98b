"""The network as one script in plain NumPy."""

from itertools import pairwise

from playground.engine import Training
from playground.explain.functions import FORMULAS
from playground.export import script
from playground.export.script import Say

IMPORTS = """
import sys

import numpy as np

np.seterr(all="ignore")  # «numpy.warnings»

"""

# Functions that the expressions in FORMULAS call.
HELPERS = {
    "sigmoid": """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
""",
    "Phi": '''
def Phi(z):
    """«Phi»"""
    return np.vectorize(lambda x: math.erfc(-x / math.sqrt(2)) / 2)(z)
''',
    "phi": '''
def phi(z):
    """«phi»"""
    return np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
''',
}

SAMPLES = '''
def samples(table):
    """«samples»"""
    x1, x2, y = np.array(table).T
    return np.column_stack([{inputs}]), y[:, None]
'''

FORWARD = '''
def forward(inputs):
    """«forward»"""
    zs, activations = [], [inputs]
    for W, b, (f, _) in zip(weights, biases, LAYERS):
        zs.append(activations[-1] @ W + b)
        activations.append(f(zs[-1]))
    return zs, activations
'''

# Per loss: its value, and ∂L/∂ŷ; of the cross-entropy ∂L/∂z.
LOSSES = {
    "mse": ("np.mean((output - y) ** 2)", "2 * (output - y) / len(y)"),
    "half_mse": ("np.mean((output - y) ** 2) / 2", "(output - y) / len(y)"),
    "bce": ("np.mean(np.logaddexp(0, z) - y * z)", "(output - y) / len(y)"),
}

LOSS = '''
def loss(z, output, y):
    """«loss.{name}»"""
    return {value}


def output_delta(z, output, y):
    """«delta{cancels}»"""
    return {delta}
'''

BACKWARD = '''
def backward(zs, activations, y):
    """«backward»"""
    dW, db = [], []
    dz = output_delta(zs[-1], activations[-1], y)
    for k in reversed(range(len(weights))):
        dW.insert(0, activations[k].T @ dz)
        db.insert(0, dz.sum(axis=0))
        if k > 0:
            _, slope = LAYERS[k - 1]
            dz = (dz @ weights[k].T) * slope(zs[k - 1], activations[k])
    return dW, db
'''

GRADIENTS = '''
def gradients(inputs, y):
    """«gradients»"""
    zs, activations = forward(inputs)
    dW, db = backward(zs, activations, y)
{penalty}    return {result}
'''

PENALTIES = {
    "none": "",
    "l1": "    dW = [g + RATE * np.sign(W) for g, W in zip(dW, weights)]  # «penalty.l1»\n",
    "l2": "    dW = [g + RATE * W for g, W in zip(dW, weights)]  # «penalty.l2»\n",
}

CLIP = '''
def clipped(gradients):
    """«clip»"""
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    return [g * (CLIP / norm) for g in gradients] if norm > CLIP else gradients
'''

UPDATES = {
    "sgd": '''
def update(gradients):
    """«sgd»"""
    for p, g in zip(weights + biases, gradients):
        p -= LEARNING_RATE * g
''',
    "momentum": '''
def update(gradients):
    """«momentum»"""
    for p, g, v in zip(weights + biases, gradients, velocity):
        v *= 0.9
        v += g
        p -= LEARNING_RATE * v
''',
    "nesterov": '''
def update(gradients):
    """«nesterov»"""
    for p, g, v in zip(weights + biases, gradients, velocity):
        v *= 0.9
        v += g
        p -= LEARNING_RATE * (g + 0.9 * v)
''',
    "rmsprop": '''
def update(gradients):
    """«rmsprop»"""
    for p, g, s in zip(weights + biases, gradients, square):
        s *= 0.99
        s += 0.01 * g**2
        p -= LEARNING_RATE * g / (np.sqrt(s) + 1e-8)
''',
    "adam": '''
def update(gradients):
    """«adam»"""
    t = next(adam_steps)
    for p, g, m, s in zip(weights + biases, gradients, mean, square):
        m *= 0.9
        m += 0.1 * g
        s *= 0.999
        s += 0.001 * g**2
        p -= LEARNING_RATE * (m / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)
''',
}

TRAINING = '''
def train(steps):
    """«train»"""
    for _ in range(steps):
        rows = next(batches)
        update(gradients(inputs[rows], targets[rows]))


'''

REPORT = '''
def report(step):
    """«report»"""
    values = []
    for x, y in ((inputs, targets), (test_inputs, test_targets)):
        zs, activations = forward(x)
        values.append(loss(zs[-1], activations[-1], y))
    print("step {} train_loss {:.15g} test_loss {:.15g}".format(step, *values))
'''

REPORT_UNTESTED = '''
def report(step):
    """«report.untested»"""
    zs, activations = forward(inputs)
    print("step {} train_loss {:.15g}".format(step, loss(zs[-1], activations[-1], targets)))
'''

START = """
weights, biases = [np.array(W) for W in WEIGHTS], [np.array(b) for b in BIASES]
batches = batches_from(EPOCH, POSITION)
"""

# What each optimiser remembers, row by row of its memory.
MEMORIES = {"sgd": (), "momentum": ("velocity",), "nesterov": ("velocity",), "rmsprop": ("square",), "adam": ("mean", "square")}


def numpy_code(training: Training, say: Say) -> str:
    """A script that needs NumPy only: it prints the losses of a training as it is now, and trains on as the page does.

    `say(key, **values)` gives the words of its comments ("code.…").
    """
    config = training.config
    functions = _functions(training)
    imports = "".join(f"import {name}\n" for name, call in (("itertools", "adam_steps"), ("math", "math."))
                      if call in functions + UPDATES[config.opt])  # fmt: skip
    blocks = [
        script.heading("code.title.numpy", training, say) + imports + IMPORTS.lstrip("\n") + script.constants(training),
        SAMPLES.format(inputs=script.inputs(training, "np")),
        functions,
        _layers(training),
        FORWARD,
        _loss(config),
        BACKWARD,
        CLIP if config.clip else "",
        GRADIENTS.format(penalty=PENALTIES[config.reg], result="clipped(dW + db)" if config.clip else "dW + db"),
        UPDATES[config.opt],
        script.BATCHES,
        TRAINING,
        REPORT if training.dataset.tested else REPORT_UNTESTED,
        script.numbers(training, MEMORIES[config.opt]),
        script.samples_of(training) + START.lstrip("\n") + _memories(training),
        script.MAIN,
    ]
    return script.put_together(blocks, say)


def _functions(training: Training) -> str:
    """Every activation that the network uses, its slope, and what they call."""
    names = dict.fromkeys(activation.name for activation in training.network.activations)
    own = {name: _activation(name) for name in names}
    called = [name for name in HELPERS if name in names or any(f"{name}(z)" in text for text in own.values())]
    texts = [HELPERS[name] for name in called] + list(own.values())
    return "# «activations»\n" + "\n\n\n".join(text.strip("\n") for text in texts)


def _activation(name: str) -> str:
    """f(z) and f′(z) as functions; sigmoid itself is a helper."""
    value, slope = (text.format(z="z", a="a") for text in (FORMULAS[name].numpy, FORMULAS[name].numpy_slope))
    function = "" if name in HELPERS else f"def {name}(z):\n    return {value}\n\n\n"
    return f"{function}def {name}_slope(z, a):\n    return {slope}"


def _layers(training: Training) -> str:
    """LAYERS: f and f′ of each, with the numbers of its inputs and units."""
    network = training.network
    layers = zip((activation.name for activation in network.activations), pairwise(network.sizes), strict=True)
    lines = "".join(f"    ({name}, {name}_slope),  # {n_in} → {n_out}\n" for name, (n_in, n_out) in layers)
    return f"# «layers»\nLAYERS = [\n{lines}]"


def _loss(config) -> str:
    value, delta = LOSSES[config.loss_name]
    cancels = config.loss_name == "bce"
    if not cancels and config.output != "identity":
        delta += f" * {config.output}_slope(z, output)"
    return LOSS.format(name=config.loss_name, value=value, delta=delta, cancels=".bce" if cancels else "")


def _memories(training: Training) -> str:
    """What the optimiser remembers, as arrays in the order of weights + biases."""
    names = MEMORIES[training.config.opt]
    if script.remembered_by(training, names):
        lines = [f"{name} = [np.array(p) for p in {name.upper()}_WEIGHTS + {name.upper()}_BIASES]" for name in names]
    else:
        lines = [f"{name} = [np.zeros_like(p) for p in weights + biases]" for name in names]
    if training.config.opt == "adam":
        lines.append(f"adam_steps = itertools.count({training.optimiser.count + 1})")
    return "\n".join(lines)
