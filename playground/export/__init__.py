"""What a learner takes away: the run as JSON and CSV, and as scripts that give the same numbers and train on.

    config_json(config)                    # what `configure()` takes back
    parameters_json(network)               # what `setParameters()` takes back
    history_csv(record.curves())
    data_csv(dataset)
    numpy_code(training, say), torch_code(training, say)  # the network as it is now; `say` gives the words of the comments
    given = read_json(text)                # the way back; Unreadable where the text is something else
    parameters_in(given, network.sizes)    # (weights, biases), also of PyTorch and NumPy, or None: then they are settings
"""

from playground.export.numpy_script import numpy_code
from playground.export.parameters import parameters_in
from playground.export.tables import Unreadable, config_json, data_csv, history_csv, parameters_json, read_json
from playground.export.torch_script import torch_code

__all__ = [
    "Unreadable", "config_json", "data_csv", "history_csv", "numpy_code", "parameters_in", "parameters_json", "read_json", "torch_code",
]  # fmt: skip
