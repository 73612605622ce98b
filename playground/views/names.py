"""Names that are the same in every language: functions, optimisers and losses as the literature writes them."""

_NAMES = {
    "relu": "ReLU", "leaky_relu": "Leaky", "elu": "ELU", "gelu": "GELU", "silu": "SiLU",
    "sgd": "SGD", "momentum": "Momentum", "nesterov": "Nesterov", "rmsprop": "RMSprop", "adam": "Adam",
    "mse": "MSE", "half_mse": "½ MSE", "bce": "BCE", "l1": "L1", "l2": "L2",
}  # fmt: skip


def name_of(choice: str) -> str:
    """How a choice of the table of settings is written: relu → ReLU; most are written as they are."""
    return _NAMES.get(choice, choice)
