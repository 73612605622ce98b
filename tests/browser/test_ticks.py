"""The numbers at the axes of charts: short, within their figure and apart, whatever the run and however narrow the chart."""

from itertools import zip_longest

import pytest

from playground.frames.axes import ROUND, half_decades, log_ticks, round_end, ticks_from_zero

WIDTHS = (150, 210, 640)  # pixels; in the page it is some 245 on a desktop and 320 on a phone
ENDS = [round_end(factor * 10.0**power) for power in range(1, 7) for factor in ROUND[:-1]] + [1e7]  # of the axis over steps
POWERS = range(-12, 12)
LOSSES = [half_decades([10.0**power, 10.0 ** min(power + spread, 12)]) for power in POWERS for spread in (0, 1.7, 8)] + [half_decades([1e-12, 1e12])]
FROM_ZERO = [round_end(factor * 10.0**power, least=1e-12) for power in POWERS for factor in (1, 1.5, 3, 7)]

TICKS_JS = """
window.ticks = {
  figure: (slot) => [...Bokeh.index.query(({ model }) => model.type === "Figure")].find(({ el }) => {
    let at = el;
    while (at && at.dataset?.slot !== slot) at = at.parentNode ?? at.host;
    return at;
  }),
  /** What is written while the figure is painted once: [text, left, right, top, bottom] in pixels of the page. */
  painted(view) {
    const texts = [], { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      const { a, d, e, f } = this.getTransform(), size = this.measureText(text), zoom = devicePixelRatio;
      const across = (offset) => (a * (x + offset) + e) / zoom, down = (offset) => (d * (y + offset) + f) / zoom;
      texts.push([text, across(-size.actualBoundingBoxLeft), across(size.actualBoundingBoxRight),
                  down(-size.actualBoundingBoxAscent), down(size.actualBoundingBoxDescent)]);
      return fillText.apply(this, arguments);
    };
    try {
      view._invalidate_all = true;
      view._actual_paint();
    } finally {
      CanvasRenderingContext2D.prototype.fillText = fillText;
    }
    return texts;
  },
  faults(view, width) {
    const texts = ticks.painted(view).filter(([text]) => text.trim()), { height } = view.bbox;
    const apart = (a, b) => Math.max(b[1] - a[2], a[1] - b[2], b[3] - a[4], a[3] - b[4]);
    const out = texts.filter(([, left, right, top, bottom]) => left < 0 || right > width || top < 0 || bottom > height);
    const close = texts.flatMap((a, i) => texts.slice(i + 1).filter((b) => apart(a, b) < 3).map((b) => [a[0], b[0]]));
    return { texts: texts.map(([text]) => text), out, close };
  },
  /** Every case in which numbers touch, stick out, are long, or are too few to read the axis by. */
  async all(slot, cases, width) {
    const view = ticks.figure(slot), { model } = view, found = [];
    const element = document.querySelector(`[data-slot=${slot}]`);
    element.style.width = `${width}px`;
    await tests.eventually(() => Math.abs(view.bbox.width - width) < 1);
    for (const { end, low, high, at } of cases) {
      await tests.eventually(async () => { // a late frame of the page's own may come between
        model.x_range.setv({ start: 0, end });
        model.y_range.setv({ start: low, end: high });
        model.left[0].ticker.setv({ ticks: at });
        await tests.painted();
        return model.x_range.end === end && model.y_range.end === high && model.left[0].ticker.ticks.join() === at.join();
      });
      const judge = () => {
        const { texts, out, close } = ticks.faults(view, width);
        const long = texts.filter((text) => text.length > 9);
        return out.length || close.length || long.length || texts.length < 4 ? [{ end, low, high, texts, out, close }] : [];
      };
      if (judge().length === 0) continue;
      await tests.painted(); // the room of longer numbers is laid out with the painting before
      found.push(...judge());
    }
    element.style.width = "";
    return found;
  },
};
"""


def _cases(ranges, ticks):
    """Axes over steps and over losses have nothing to do with each other: each of either occurs once."""
    return [
        {"end": end or ENDS[-1], "low": low, "high": high, "at": sorted({*ticks(low, high)})}
        for end, (low, high) in zip_longest(ENDS, ranges, fillvalue=None) if (low, high)
    ]  # fmt: skip


@pytest.fixture
def charts(playground):
    playground.page.evaluate(TICKS_JS)
    yield playground
    playground.page.evaluate("document.querySelector('[data-slot=chart]').style.width = ''")


@pytest.mark.parametrize("width", WIDTHS)
def test_numbers_at_a_logarithmic_axis_and_at_that_of_the_steps_never_touch(charts, width):
    charts.configure(scale="log")
    assert charts.evaluate("ticks.all('chart', ...argument)", [_cases(LOSSES, log_ticks), width], seconds=120) == []


@pytest.mark.parametrize("width", WIDTHS[:2])
def test_numbers_at_a_linear_axis_never_touch(charts, width):
    charts.configure(scale="linear")
    ranges = [(0.0, high) for high in FROM_ZERO]
    assert charts.evaluate("ticks.all('chart', ...argument)", [_cases(ranges, lambda _, high: ticks_from_zero(high)), width], seconds=120) == []
