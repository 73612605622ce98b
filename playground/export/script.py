"""What the NumPy and the PyTorch script share: how one is put together, and the parts that are the same in both.

Templates are Python as it will be read; «words» in them stand for comments in the learner's language (texts/*/code.py).
"""

import re
import textwrap
from collections.abc import Callable, Iterable

import numpy as np

from playground.engine import Training
from playground.settings import SETTINGS, to_text

Say = Callable[..., str]

WIDTH = 116
STEPS = 1000  # that a script trains on when it is not told how many

BATCHES = '''
def batches_from(epoch, position):
    """«batches»"""
    while True:
        generator = np.random.default_rng([SEED, 2, epoch // 32])  # «batches.block»
        for _ in range(epoch % 32 + 1):
            order = generator.permutation(len(TRAIN))
        for start in range(position, len(order), BATCH_SIZE):
            yield order[start : start + BATCH_SIZE]
        epoch, position = epoch + 1, 0
'''

MAIN = f'''
if __name__ == "__main__":
    end = STEP + (int(sys.argv[1]) if len(sys.argv) > 1 else {STEPS})
    report(STEP)
    for step in range(STEP, end, 100):
        train(min(100, end - step))
        report(min(step + 100, end))
'''


def put_together(blocks: Iterable[str], say: Say) -> str:
    """The blocks that are not empty, two lines between them, with every «word» said."""
    text = "\n\n\n".join(block.strip("\n") for block in blocks if block) + "\n"
    return re.sub("«(.+?)»", lambda word: say(f"code.{word[1]}"), text)


def heading(title: str, training: Training, say: Say) -> str:
    """The script's docstring: what it is, how to run it, and every setting of the run."""
    lines = textwrap.wrap("  ".join(_settings(training.config)), 100, break_on_hyphens=False)
    settings = textwrap.indent("\n".join(lines), "    ")
    title, use = say(title, step=training.step), say("code.use", steps=STEPS)
    return f'"""{title}\n\n{use}\n\n{say("code.settings")}\n\n{settings}\n"""\n\n'


def _settings(config) -> Iterable[str]:
    """`key=value` of what makes this run, as in an address; drawn points stand in the data."""
    for key, value in config.plain().items():
        if SETTINGS[key].effect != "view" and key not in ("points", "versus"):
            yield f"{key}={to_text(value)}"


def constants(training: Training) -> str:
    """The numbers that training needs, by name."""
    config, state, samples = training.config, training.state(), len(training.dataset.train.y)
    lines = [
        f"LEARNING_RATE = {config.lr!r}",
        f"BATCH_SIZE = {samples if config.batch == 'all' else min(config.batch, samples)}",
        f"SEED = {config.seed}",
        f"RATE = {config.rate!r}  # «rate»" if config.reg != "none" else "",
        f"CLIP = {config.clip!r}  # «clip.constant»" if config.clip else "",
        f"STEP, EPOCH, POSITION = {state.step}, {state.position[0]}, {state.position[1]}  # «position»",
    ]
    return "\n".join(filter(None, lines))


def inputs(training: Training, module: str) -> str:
    """x1, x1**2, np.sin(x1), …: an expression for each input."""
    names = (name.replace("^", "**").replace("*x", " * x") for name in training.config.features)
    return ", ".join(name.replace("sin", f"{module}.sin") for name in names)


def samples_of(training: Training) -> str:
    """The arrays of TRAIN, and of TEST where there is one."""
    test = "test_inputs, test_targets = samples(TEST)\n" if training.dataset.tested else ""
    return f"inputs, targets = samples(TRAIN)\n{test}"


def numbers(training: Training, memories: tuple[str, ...]) -> str:
    """TRAIN and (unless all is trained on) TEST, lists of (x1, x2, y); WEIGHTS and BIASES of the network, and of what its optimiser remembers
    under the given names, lists with one entry per layer."""
    parts = {"TRAIN": training.dataset.train} | ({"TEST": training.dataset.test} if training.dataset.tested else {})
    texts = ["# «numbers»", *(_table(name, np.column_stack([part.x, part.y])) for name, part in parts.items())]
    network, remembered = training.network, remembered_by(training, memories)
    for prefix, flat in {"": network.parameters, **{f"{name.upper()}_": flat for name, flat in remembered.items()}}.items():
        layers = network.as_layers(flat)
        texts.append(_arrays(f"{prefix}WEIGHTS", [layer[:-1] for layer in layers]))
        texts.append(_arrays(f"{prefix}BIASES", [layer[-1] for layer in layers]))
    return "\n\n".join(texts)


def remembered_by(training: Training, memories: tuple[str, ...]) -> dict[str, np.ndarray]:
    """The optimiser's memory, a flat vector by each name; nothing while all of it is still 0."""
    state = training.state()
    begun = state.count or state.memory.any()
    return dict(zip(memories, state.memory, strict=True)) if begun else {}


def _table(name: str, rows: np.ndarray) -> str:
    glued = (repr(tuple(row)).replace(" ", "\xa0") for row in rows.tolist())  # no line ends within a row
    return f"{name} = [\n{_wrapped(', '.join(glued))},\n]".replace("\xa0", " ")


def _arrays(name: str, arrays: list) -> str:
    return f"{name} = [\n" + ",\n".join(map(_array, arrays)) + ",\n]"


def _array(array: np.ndarray) -> str:
    """A vector in one piece, a matrix row by row."""
    if array.ndim == 1:
        return _wrapped(_literal(array))
    return "    [\n" + "".join(f"{_wrapped(_literal(row), 8)},\n" for row in array) + "    ]"


def _literal(array: np.ndarray) -> str:
    """To the last bit; an optimiser may even remember numbers that are not finite."""
    return re.sub("inf|nan", r'float("\g<0>")', repr(array.tolist()))


def _wrapped(text: str, depth: int = 4) -> str:
    first, others = " " * depth, " " * (depth + 1)
    wrapper = textwrap.TextWrapper(WIDTH, initial_indent=first, break_long_words=False, break_on_hyphens=False)
    wrapper.subsequent_indent = others if text.startswith("[") else first
    return wrapper.fill(text)
