"""The panels of curves, gradient flow, time travel and closer looks: what they say follows from the run, what they do changes it."""

import asyncio
import base64
import re
import zlib
from functools import partial

import numpy as np
import pytest

from playground.config import Config
from playground.frames.colours import DARK, LIGHT, rgb
from playground.lessons.activations import KILLED
from playground.session import Session
from playground.texts import say as say_in
from playground.views.panels import charts, deeper, flow, time
from playground.views.panels.deeper import pixels
from playground.views.panels.flow import ranges
from playground.views.panels.time import branches
from playground.views.png import png
from playground.views.words import sentence

NETS = [{}, {"hidden": ""}, {"hidden": (16,) * 24}, {"data": "plane"}, {"init": "zeros"}, {"loss": "bce"},
        {"lr": 100, "out": "identity", "act": "relu", "init": "he_normal"}, {"act": "relu", "hidden": (8,) * 10, "gain": 100}]  # fmt: skip
PANELS = (charts, flow, time, deeper)


def session(steps=0, lang="en", **settings):
    made = Session(Config(lang=lang, **settings))
    made.surround(reduced_motion=True)
    asyncio.run(made.step(steps))
    return made


def html(panel, made):
    return str(panel.html(made, lambda key, **values: say_in(made.language, key, **values)))


def text(panel, made):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html(panel, made)))


def act(panel, made, name, value):
    done = panel.ACTIONS[name](made, value)
    if asyncio.iscoroutine(done):
        asyncio.run(done)


def look(made, *parts):
    async def story():
        for part in parts:
            act(deeper, made, "look", [part, True])
        async with asyncio.timeout(20):
            while made.deeper._stale():
                await asyncio.sleep(0.01)

    asyncio.run(story())


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("settings", NETS)
def test_every_panel_has_something_to_say_of_every_run(settings, lang):
    made = session(30, lang, **settings)
    look(made, "numbers", "histograms", "surface")
    for panel in PANELS:
        shown = text(panel, made)
        assert shown.strip() and not re.search(r"\b(nan|None)\b", shown)


# -- charts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["loss", "accuracy", "gradient", "update"])
def test_the_radio_buttons_choose_the_chart_and_follow_it(name):
    made = session()
    act(charts, made, "chart", name)
    assert made.config.chart == name
    chosen = re.findall(r'<input[^>]*value="(\w+)"[^>]*checked', html(charts, made))
    assert chosen == [name]


def test_the_switch_of_the_axis_is_the_loss_s_alone():
    made = session()
    act(charts, made, "scale", False)
    assert made.config.scale == "linear" and "checked" not in re.search(r'<input[^>]*id="chart-log"[^>]*>', html(charts, made))[0]
    act(charts, made, "chart", "gradient")
    box = re.search(r'<input[^>]*id="chart-log"[^>]*>', html(charts, made))[0]
    assert "checked" in box and "disabled" in box


def test_a_regression_offers_no_accuracy():
    assert "disabled" in re.search(r'<input[^>]*id="chart-accuracy"[^>]*>', html(charts, session(data="plane")))[0]
    assert "disabled" not in re.search(r'<input[^>]*id="chart-accuracy"[^>]*>', html(charts, session()))[0]


def test_the_legend_names_the_earlier_run_when_there_is_one():
    made = session(60)
    assert "earlier run" not in text(charts, made)
    act(time, made, "seek", "20")
    assert "earlier run" not in text(charts, made)
    made.configure(lr=0.3)
    assert "earlier run" in text(charts, made)


# -- gradient flow ---------------------------------------------------------------------------------


def test_the_verdict_is_that_of_the_network_with_its_numbers():
    deep = {"hidden": (8,) * 10, "act": "tanh", "init": "normal", "gain": 0.1, "out": "identity", "data": "xor"}
    assert "vanishing Layers 1–11" in text(flow, session(**deep))
    assert "healthy" in text(flow, session())
    alone = text(flow, session(hidden=""))
    assert re.search(r"reaches every layer: [\d.]+ times", alone)
    assert "exploding" in text(flow, session(**deep | {"act": "relu", "gain": 2}))
    assert "梯度消失" in text(flow, session(lang="zh", **deep))


@pytest.mark.parametrize(("settings", "en", "zh"), [
    ({"reg": "l2", "rate": 1}, r"λ too large L2 \(λ = 1\) has shrunk the weights, in layer 2 to 0\.0\d+ of what they were\. So only .+ in layers 1–2",
     r"λ 太大 L2（λ = 1）把权重压小了"),
    ({"reg": "l1", "rate": 1}, r"λ dominates L1 \(λ = 1\) pulls at the weights \d+–\d+ times", "λ 主导 L1（λ = 1）对权重的拉力"),
    ({"reg": "l1", "rate": 1, "lr": 1}, r"η·λ too large η·λ = 1: in every step L1 by itself moves the weights by \d", "η·λ 太大 η·λ = 1：单是 L1"),
    ({"reg": "l2", "rate": 10, "lr": 0.3, "opt": "nesterov"}, r"η·λ too large η·λ = 3: above 1\.4, L2 by itself throws", "η·λ = 3：超过 1.4 时"),
])  # fmt: skip
def test_a_regulariser_that_is_too_strong_is_named_with_its_numbers(settings, en, zh):
    made = session(300, **settings)
    assert re.search(en, text(flow, made)) and "vanishing" not in text(flow, made)
    made.configure(lang="zh")
    assert zh in text(flow, made)


@pytest.mark.parametrize(("language", "said"), [("en", "Diverged at step 511: η·λ = 3, and above 2, L2"), ("zh", "第 511 步发散了：η·λ = 3，超过 2 时，L2")])
def test_where_l2_has_made_the_run_diverge_the_sentence_says_so_and_does_not_blame_the_loss(language, said):
    made = session(600, reg="l2", rate=10, lr=0.3, lang=language)
    assert made.training.diverged and sentence(made, partial(say_in, language)).startswith(said)
    plain = session(600, lr=100, act="identity", out="identity", lang=language)
    assert plain.training.diverged and "λ" not in sentence(plain, partial(say_in, language))


def test_what_a_step_that_overshot_has_left_is_not_called_healthy_and_its_error_is_said_as_it_is_counted():
    thrown = session(1, **KILLED)
    assert "far off The error at the output is 42 on average" in text(flow, thrown) and "healthy" not in text(flow, thrown)
    far = session(data="hills", act="relu", hidden="16,16", init="he_uniform")
    error = far.diagnosis().error
    assert error > 2 and f"(The error, {error:.2g}, is counted as 2.)" in text(flow, far)
    dead = session(act="relu", hidden=(8,) * 6, init="he_normal", seed=1)
    assert sum(dead.diagnosis().dead_units) > 0 and f"Dead units: {sum(dead.diagnosis().dead_units)}" in text(flow, dead)


def table(page):
    """The texts of the cells, row by row."""
    return [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", page)]


def test_the_table_has_the_numbers_of_every_layer():
    made = session(hidden=(3, 2))
    assert "<table" not in html(flow, made)  # closed, it costs nothing
    act(deeper, made, "look", ["numbers", True])
    rows = {row[0]: row[1:] for row in table(html(flow, made))}
    diagnosis = made.diagnosis()
    assert rows["layer"] == ["1", "2", "3"]
    assert rows["‖∂L/∂W‖"] == [f"{norm:.2g}".replace("-", "−") for norm in diagnosis.gradient_norms]
    assert rows["dead units"] == [f"{dead} / {units}" for dead, units in zip(diagnosis.dead_units, (3, 2, 1), strict=True)]
    assert rows["flat"] == [f"{share:.0%}" for share in diagnosis.saturation] and len(rows) == 8


@pytest.mark.parametrize(("layers", "written"), [((1,), "1"), ((1, 2), "1–2"), ((1, 2, 3, 6, 8, 9), "1–3, 6, 8–9")])
def test_layers_in_a_row_are_written_as_a_range(layers, written):
    assert ranges(layers) == written


# -- time travel -----------------------------------------------------------------------------------


def test_the_slider_goes_through_the_run_and_on_equals_the_first_run_to_the_bit():
    made = session(300, opt="adam")
    first = made.training.network.parameters.copy()
    for step in (250, 17, 133):
        act(time, made, "seek", str(step))
        assert made.training.step == step
        slider = re.search(r'<input[^>]*id="time"[^>]*>', html(time, made))[0]
        assert 'max="300"' in slider and f'value="{step}"' in slider and f"step {step} of 300" in slider
    asyncio.run(made.step(300 - 133))
    assert np.array_equal(made.training.network.parameters, first)


def test_what_is_said_under_the_slider_fits_where_it_is():
    made = session()
    assert "Train first" in text(time, made) and "disabled" in re.search(r'<input[^>]*id="time"[^>]*>', html(time, made))[0]
    asyncio.run(made.step(50))
    assert "Drag to go back" in text(time, made)
    act(time, made, "seek", "20")
    assert "same future" in text(time, made)


@pytest.mark.parametrize("settings", [{}, {"clip": 2, "reg": "l1", "rate": 0.1, "batch": "all"}, {"lr": 100}, {"lr": 0.00001}])
def test_every_branch_that_is_offered_changes_one_live_thing_and_is_allowed(settings):
    config = Config(**settings)
    assert len(branches(config)) >= 8
    for change in branches(config).values():
        assert config.effect_of_change_to(config.replace(**change)) == "live"
        assert len(change) == 1 or set(change) == {"reg", "rate"}


def test_a_branch_begins_here_trains_on_and_keeps_the_earlier_way():
    made = session(80)

    async def story():
        await time.ACTIONS["seek"](made, "30")
        time.ACTIONS["branch"](made, {"change": "opt=adam"})
        assert made.running
        await asyncio.sleep(0.05)
        made.pause()

    asyncio.run(story())
    assert made.config.opt == "adam" and made.training.step > 30
    assert made.record.earlier.steps[-1] == 80
    assert made.record.curves().steps[-1] == made.training.step


# -- closer looks ----------------------------------------------------------------------------------


def test_closed_looks_cost_nothing_and_open_ones_show_every_layer():
    made = session(60, hidden=(3, 3))
    assert "<svg" not in html(deeper, made)
    look(made, "histograms", "surface")
    shown = html(deeper, made)
    assert shown.count('class="activations"') == shown.count('class="deltas"') == 3
    assert shown.count("<polyline") == 1 and "step 0" in shown and "step 60" in shown


def test_the_bars_have_the_heights_of_their_counts():
    made = session(20, hidden=(5,))
    look(made, "histograms")
    counts = made.deeper.histograms[0].activations.counts
    path = re.search(r'<path d="(M0 [^"]+|M[^"]+z)"></path></svg>', html(deeper, made))[1]
    heights = [float(height) for height in re.findall(r"v-([\d.]+)", path)]
    assert heights == pytest.approx([40 * count / counts.max() for count in counts if count], abs=0.01)


def test_the_share_that_is_told_is_the_plane_s():
    made = session(100)
    look(made, "surface")
    assert f"holds {made.deeper.surface.plane.share:.1%} of the way" in text(deeper, made)


def test_a_run_that_stands_still_is_told_so():
    made = session(0)
    look(made, "surface")
    assert "have not moved" in text(deeper, made)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_lowest_loss_has_the_colour_of_the_card_and_greater_ones_go_towards_the_ink(palette):
    heights = np.tile(np.linspace(0, 1, 25), (25, 1))
    shades = pixels(heights, palette)[0].astype(float)
    assert (shades[0] == rgb(palette.card)).all()
    distance = np.abs(shades - rgb(palette.card)).sum(axis=1)
    assert (np.diff(distance) >= 0).all() and distance[-1] > 150


def test_the_surface_begins_below():
    heights = np.zeros((25, 25))
    heights[0] = 1.0
    shades = pixels(heights, LIGHT)
    assert (shades[-1] < 200).all() and (shades[0] == 255).all()


def test_a_png_holds_its_pixels():
    picture = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    file = base64.b64decode(png(picture).removeprefix("data:image/png;base64,"))
    assert file.startswith(b"\x89PNG\r\n\x1a\n") and file[16:24] == (3).to_bytes(4, "big") + (2).to_bytes(4, "big")
    start = file.index(b"IDAT") + 4
    length = int.from_bytes(file[start - 8 : start - 4], "big")
    rows = zlib.decompress(file[start : start + length])
    assert rows == b"\0" + picture[0].tobytes() + b"\0" + picture[1].tobytes()
