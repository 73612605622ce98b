"""The network as one script for PyTorch, in its own terms: nn.Sequential, loss.backward(), torch.optim."""

from itertools import pairwise

from playground.engine import Training
from playground.export import script
from playground.export.script import Say

IMPORTS = """
import sys

import numpy as np  # «torch.numpy»
import torch
from torch import nn

torch.set_default_dtype(torch.float64)  # «torch.double»

"""

MODULES = {
    "identity": "nn.Identity()",
    "sigmoid": "nn.Sigmoid()",
    "tanh": "nn.Tanh()",
    "relu": "nn.ReLU()",
    "leaky_relu": "nn.LeakyReLU(0.01)",
    "elu": "nn.ELU()",
    "gelu": "nn.GELU()",
    "silu": "nn.SiLU()",
    "softplus": "nn.Softplus(threshold=40)",  # PyTorch's own 20 leaves out 2e-9
}

LOSSES = {
    "mse": "nn.functional.mse_loss(output, y)",
    "half_mse": "nn.functional.mse_loss(output, y) / 2",
    "bce": "nn.functional.binary_cross_entropy_with_logits(output, y)",
}

SAMPLES = '''
def samples(table):
    """«samples»"""
    x1, x2, y = torch.tensor(table).T
    return torch.stack([{inputs}], dim=1), y[:, None]
'''

LOSS = '''
def loss(output, y):
    """«{words}»"""
    return {value}
'''

PENALTIES = {
    "none": "",
    "l1": '''
def penalty():
    """«torch.l1»"""
    return RATE * sum(layer.weight.abs().sum() for layer in model if isinstance(layer, nn.Linear))
''',
    "l2": '''
def penalty():
    """«torch.l2»"""
    return RATE / 2 * sum((layer.weight**2).sum() for layer in model if isinstance(layer, nn.Linear))
''',
}

CLIP = '''
def clip_gradients():
    """«torch.clip»"""
    norm = torch.sqrt(sum((p.grad**2).sum() for p in model.parameters()))
    if norm > CLIP:
        for p in model.parameters():
            p.grad *= CLIP / norm
'''

TRAINING = '''
def train(steps):
    """«train»"""
    for _ in range(steps):
        rows = torch.from_numpy(next(batches))
        objective = loss(model(inputs[rows]), targets[rows]){penalty}
        optimiser.zero_grad()
        objective.backward(){clip}
        optimiser.step()


'''

REPORT = '''
@torch.no_grad()
def report(step):
    """«report»"""
    values = [loss(model(x), y).item() for x, y in ((inputs, targets), (test_inputs, test_targets))]
    print("step {} train_loss {:.15g} test_loss {:.15g}".format(step, *values))
'''

REPORT_UNTESTED = '''
@torch.no_grad()
def report(step):
    """«report.untested»"""
    print("step {} train_loss {:.15g}".format(step, loss(model(inputs), targets).item()))
'''

OPTIMISERS = {
    "sgd": "torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)",
    "momentum": "torch.optim.SGD(model.parameters(), lr=LEARNING_RATE, momentum=0.9)",
    "nesterov": "torch.optim.SGD(model.parameters(), lr=LEARNING_RATE, momentum=0.9, nesterov=True)",
    "rmsprop": "torch.optim.RMSprop(model.parameters(), lr=LEARNING_RATE, alpha=0.99, eps=1e-8)",
    "adam": "torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8)",
}

# What torch.optim calls the rows of each optimiser's memory.
MEMORIES = {
    "sgd": (),
    "momentum": ("momentum_buffer",),
    "nesterov": ("momentum_buffer",),
    "rmsprop": ("square_avg",),
    "adam": ("exp_avg", "exp_avg_sq"),
}
COUNTING = ("rmsprop", "adam")

ARRANGED = '''
def arranged(weights, biases):
    """«torch.arranged»"""
    for W, b in zip(weights, biases):
        yield torch.tensor(W).T.contiguous()
        yield torch.tensor(b)
'''

START = """
batches = batches_from(EPOCH, POSITION)
with torch.no_grad():
    for p, value in zip(model.parameters(), arranged(WEIGHTS, BIASES)):
        p.copy_(value)
"""


def torch_code(training: Training, say: Say) -> str:
    """A script for PyTorch: it prints the losses of a training as it is now, and trains on as the page does.

    `say(key, **values)` gives the words of its comments ("code.…").
    """
    config = training.config
    blocks = [
        script.heading("code.title.torch", training, say) + IMPORTS.lstrip("\n") + script.constants(training),
        SAMPLES.format(inputs=script.inputs(training, "torch")),
        _model(training),
        LOSS.format(words="torch.bce" if config.loss_name == "bce" else f"loss.{config.loss_name}", value=LOSSES[config.loss_name]),
        PENALTIES[config.reg],
        CLIP if config.clip else "",
        script.BATCHES,
        TRAINING.format(
            penalty=" + penalty()" if config.reg != "none" else "",
            clip="\n        clip_gradients()" if config.clip else "",
        ),
        REPORT if training.dataset.tested else REPORT_UNTESTED,
        ARRANGED,
        script.numbers(training, MEMORIES[config.opt]),
        script.samples_of(training) + START.strip("\n") + f"\noptimiser = {OPTIMISERS[config.opt]}" + _remembered(training),
        script.MAIN,
    ]
    return script.put_together(blocks, say)


def _model(training: Training) -> str:
    """One line per layer; the cross-entropy takes the last z, so there is no sigmoid after it."""
    network = training.network
    layers = zip(pairwise(network.sizes), (MODULES[activation.name] for activation in network.activations), strict=True)
    lines = [f"    nn.Linear({n_in}, {n_out}), {module}," for (n_in, n_out), module in layers]
    if training.loss.of_logits:
        lines[-1] = f"    nn.Linear({network.sizes[-2]}, 1),  # «torch.logits»"
    return "model = nn.Sequential(\n" + "\n".join(lines) + "\n)"


def _remembered(training: Training) -> str:
    """Puts what the optimiser remembers where torch.optim looks for it."""
    names = MEMORIES[training.config.opt]
    if not script.remembered_by(training, names):
        return ""
    step = f'"step": torch.tensor({float(training.optimiser.count)}), ' if training.config.opt in COUNTING else ""
    rows = "".join(f"    arranged({name.upper()}_WEIGHTS, {name.upper()}_BIASES),\n" for name in names)
    entries = ", ".join(f'"{name}": {name}' for name in names)
    return f"""
# «memory»
memory = zip(
    model.parameters(),
{rows})
for p, {", ".join(names)} in memory:
    optimiser.state[p] = {{{step}{entries}}}"""
