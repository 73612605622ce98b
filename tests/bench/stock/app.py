"""What `panel convert` is given: a small playground written the usual way, of the same parts as ours (NumPy, Bokeh, Panel).

A network with a map of what each unit makes of the plane, the output over the data, the loss, four widgets.
"""

import numpy as np
import panel as pn
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

SIZES, CELLS = (2, 4, 2, 1), 20
COLORS = ["#f59322", "#e8eaeb", "#0877bd"]
ACTIVATIONS = {
    "tanh": (np.tanh, lambda a: 1 - a**2),
    "relu": (lambda z: np.maximum(z, 0), lambda a: (a > 0) * 1.0),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a)),
}
random = np.random.default_rng(0)
points = random.uniform(-6, 6, (500, 2))
labels = np.where(np.hypot(*points.T) < 3.5, 1.0, -1.0)[:, None]
side = np.linspace(-6, 6, CELLS)
plane = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
weights = [random.normal(0, 0.5, (m, n)) for m, n in zip(SIZES, SIZES[1:])]
biases = [np.zeros(n) for n in SIZES[1:]]
losses = []

activation = pn.widgets.Select(name="Activation", options=list(ACTIVATIONS))
rate = pn.widgets.FloatSlider(name="Learning rate", start=0.001, end=0.3, value=0.03, step=0.001)
running = pn.widgets.Toggle(name="Train", button_type="primary")
step = pn.widgets.Button(name="One step")
told = pn.pane.Markdown()


def forward(x):
    """The activations of every layer."""
    f, passes = ACTIVATIONS[activation.value][0], [x]
    for k, (w, b) in enumerate(zip(weights, biases)):
        z = passes[-1] @ w + b
        passes.append(np.tanh(z) if k == len(weights) - 1 else f(z))
    return passes


def train():
    """One epoch in batches of ten."""
    for batch in random.permutation(len(points)).reshape(-1, 10):
        passes = forward(points[batch])
        delta = (passes[-1] - labels[batch]) * (1 - passes[-1] ** 2)
        for k in reversed(range(len(weights))):
            gradient = passes[k].T @ delta / len(batch), delta.mean(axis=0)
            if k:
                delta = delta @ weights[k].T * ACTIVATIONS[activation.value][1](passes[k])
            weights[k] -= rate.value * gradient[0]
            biases[k] -= rate.value * gradient[1]
    losses.append(float(np.mean((forward(points)[-1] - labels) ** 2) / 2))


places = [[(k, (n - 1) / 2 - i) for i in range(n)] for k, n in enumerate(SIZES)]
pairs = [(*a, *b) for left, right in zip(places, places[1:]) for a in left for b in right]
ends = dict(zip(("x0", "y0", "x1", "y1"), map(list, zip(*pairs))))
corners = {"x": [x - 0.2 for layer in places for x, _ in layer], "y": [y - 0.2 for layer in places for _, y in layer]}
edges, units, output, curve = (ColumnDataSource() for _ in range(4))


def show():
    """Puts the network's numbers into the figures."""
    flat = np.concatenate([w.ravel() for w in weights])
    edges.data = ends | {"color": [COLORS[0 if w < 0 else 2] for w in flat], "width": 0.5 + 4 * np.abs(flat)}
    maps = [column.reshape(CELLS, CELLS) for layer in forward(plane) for column in layer.T]
    units.data = corners | {"image": maps}
    output.data = {"image": maps[-1:]}
    curve.data = {"epoch": list(range(len(losses))), "loss": losses}
    told.object = f"Epoch **{len(losses)}**, loss **{losses[-1]:.4f}**" if losses else "Not trained yet"


show()
network = figure(width=620, height=360, toolbar_location=None, title="Network")
network.segment("x0", "y0", "x1", "y1", color="color", line_width="width", source=edges)
network.image("image", "x", "y", dw=0.4, dh=0.4, palette=COLORS, source=units)
field = figure(width=300, height=300, toolbar_location=None, x_range=(-6, 6), y_range=(-6, 6), title="Output")
field.image("image", -6, -6, dw=12, dh=12, palette=COLORS, source=output)
field.scatter(*points.T, color=[COLORS[0 if label < 0 else 2] for label in labels[:, 0]], line_color="white", size=5)
chart = figure(width=300, height=180, toolbar_location=None, title="Loss")
chart.line("epoch", "loss", source=curve)


def advance(*_):
    train()
    show()


step.on_click(advance)
clock = pn.state.add_periodic_callback(advance, period=50, start=False)
running.link(clock, value="running")
pn.Row(pn.Column(running, step, activation, rate, told), network, pn.Column(field, chart)).servable()
