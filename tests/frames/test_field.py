"""The output field told apart into plain colours: what is drawn is what the network decides."""

import numpy as np
import pytest

from playground.config import Config
from playground.engine import Training, inputs_of
from playground.frames.buffer import FrameBuffer
from playground.frames.colours import DARK, LIGHT
from playground.frames.field import CLASS_BANDS, REGRESSION_BANDS, FieldFrame, banded, grid_points


def field_of(config, bands, palette=LIGHT, steps=50):
    """(outputs at the centres of the cells (n,), their colours (n×4)) of a run some steps old."""
    training = Training(config)
    training.advance(steps)
    frame = FieldFrame(config.features)
    out = FrameBuffer(frame.fields())
    frame.fill(out, training.network, 0.5 if config.output == "sigmoid" else 0.0, palette, bands)
    outputs = training.network.predict(inputs_of(grid_points(), config.features))
    return outputs, out["field.image"].view(np.uint8).reshape(-1, 4)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("settings", [{}, {"out": "sigmoid"}, {"data": "xor", "act": "relu"}], ids=str)
def test_two_bands_are_the_two_decisions(settings, palette):
    config = Config(**settings)
    outputs, colours = field_of(config, CLASS_BANDS, palette)
    positive = outputs > (0.5 if config.output == "sigmoid" else 0.0)
    assert 0 < positive.sum() < positive.size
    assert len(np.unique(colours, axis=0)) == 2
    assert len(np.unique(colours[positive], axis=0)) == len(np.unique(colours[~positive], axis=0)) == 1


def test_a_regression_is_told_apart_in_five_steps_of_equal_width():
    outputs, colours = field_of(Config(data="plane"), REGRESSION_BANDS, steps=2000)
    steps = np.digitize(outputs, [-0.6, -0.2, 0.2, 0.6])
    assert set(steps) == set(range(5))
    shown = [np.unique(colours[steps == step], axis=0) for step in range(5)]
    assert [len(colour) for colour in shown] == [1] * 5 and len(np.unique(np.concatenate(shown), axis=0)) == 5


def test_without_bands_every_shade_is_shown():
    _, colours = field_of(Config(), 0)
    assert len(np.unique(colours, axis=0)) > 50


def test_a_band_is_shown_at_its_middle_and_a_border_belongs_to_the_band_below():
    assert banded(np.array([-9.0, -1.0, -0.1, 0.0, 0.1, 1.0, 9.0]), 2).tolist() == [-0.5, -0.5, -0.5, -0.5, 0.5, 0.5, 0.5]
    assert banded(np.array([-1.0, -0.59, 0.0, 0.21, 0.61]), 5) == pytest.approx([-0.8, -0.4, 0.0, 0.4, 0.8])
    assert banded(np.array([-np.inf, np.inf]), 2).tolist() == [-0.5, 0.5]
