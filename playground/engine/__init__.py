"""The engine: data, network, training and what can be measured in them. NumPy and the standard library only.

The whole of it in use:

    training = Training(Config(data="spiral", hidden=(8, 8)))
    training.advance(1000)              # → steps done; fewer if training has diverged
    training.step, training.epoch, training.batch_loss, training.diverged
    training.evaluate()                 # → Evaluation(train_loss, test_loss, train_accuracy, test_accuracy)
    training.network.weights[k][i][j]   # joins unit i of layer k to unit j of layer k+1; .biases[k][j]
    training.network.plain()            # → {"weights": …, "biases": …}
    training.network.predict(inputs_of(points, config.features))         # → outputs (n,)
    training.network.activations_on(inputs_of(points, config.features))  # → per weight layer (units × n)
    training.dataset.train.x, .y, .inputs; training.dataset.plain()
    training.reset(); training.set_parameters(weights, biases); training.reconfigure(config)
    state = training.state(); training.restore(state)
    Diagnostics(training).measure()     # → Diagnosis(gradient_norms, delta_norms, spreads, dead_units, saturation, …)
    check_gradient(training); compare_gradients(training)

    history = History.of_states(training)           # snapshots; History(512) for rows of metrics
    train(training, history, steps)                 # advance, recording
    change(training, history, config)               # live change, recorded
    training.set_parameters(…); mark(training, history)  # any other intervention, recorded
    seek(training, history, step)                   # → step reached; later entries stay until a change


Arrays of samples have one column per sample, (features × n), points one row per point, (n × 2).
"""

from playground.engine.activations import ACTIVATIONS
from playground.engine.curvature import STABLE, pulls_too_far
from playground.engine.datasets import Dataset, Samples, make_dataset
from playground.engine.diagnostics import Diagnosis, Diagnostics
from playground.engine.features import inputs_of
from playground.engine.gradient_check import Comparison, GradientError, check_gradient, compare_gradients
from playground.engine.history import History, change, mark, seek, train
from playground.engine.initialisers import INITIALISERS
from playground.engine.losses import LOSSES
from playground.engine.network import Forward, Network
from playground.engine.optimisers import OPTIMISERS
from playground.engine.records import Divergence, Evaluation, State
from playground.engine.regularisers import REGULARISERS
from playground.engine.training import Training

__all__ = [
    "ACTIVATIONS", "INITIALISERS", "LOSSES", "OPTIMISERS", "REGULARISERS", "STABLE", "Comparison", "Dataset", "Diagnosis",
    "Diagnostics", "Divergence", "Evaluation", "Forward", "GradientError", "History", "Network", "Samples", "State",
    "Training", "change", "check_gradient", "compare_gradients", "inputs_of", "make_dataset", "mark",
    "pulls_too_far", "seek", "train",
]  # fmt: skip
