"""The card that explains what is in hand, and the network as buttons."""

TEXTS = {
    "inspect.invitation": "Point at a unit, an edge or a bias and see the sum behind it; click to keep it.",
    "inspect.hold": "Click to keep it.",
    "inspect.previous": "Previous one",
    "inspect.next": "Next one",
    "inspect.release": "Let go",
    "inspect.digits": "{digits} digits",
    "inspect.digits.fewer": "Fewer digits",
    "inspect.digits.more": "More digits",
    "inspect.copy": "Copy the NumPy line",
    "inspect.slope": "f = {activation}, slope f′({z}) = {slope}",
    "inspect.saturated": "On flat parts of the curve: {share} of the training set.",
    "inspect.dead": "Dead: the slope is 0 for the whole training set, so it can learn nothing.",
    "inspect.histogram": "Grey: {z} for the {count} training samples.",
    "inspect.loss": "L as ŷ varies, slope ∂L/∂ŷ = {slope}",
    "inspect.parameter": "L as {symbol} varies; the gradient {slope} is the slope here.",
    "inspect.type": "New value of {symbol}",
    "outline.label": "The network: arrow keys walk, Enter keeps",
}
