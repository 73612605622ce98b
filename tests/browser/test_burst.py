"""Two hundred changes and clicks within a second: every one arrives, once, in order."""

import random

import pytest

from playground.config import Config
from playground.engine import Training
from playground.texts import CATALOGUES

COUNT = 200

# Each act is done at its time; acts of one time are done in one task of the page, one right after the other.
PERFORM = """async ([acts, words]) => {
  const found = (holds) => [...tests.elements(document.querySelector("main"))].find(holds);
  const button = (name) => found((e) => e.localName === "button" && e.innerText.trim() === name);
  const widgets = { step: button(words["control.step"]), reset: button(words["control.reset"]) };
  const choose = (key, value) => {
    const picture = document.getElementById(`${key}-${value}`);
    const field = picture ?? document.getElementById(`set-${key}`);
    if (picture) field.checked = true;
    else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const replies = [];
  const perform = ({ kind, key, value }) => {
    if (kind === "configure") replies.push(playground.configure({ [key]: value }));
    else if (kind === "choose") choose(key, value);
    else if (kind === "click") widgets[key].click();
    else replies.push(playground[kind]());
  };
  const start = performance.now();
  for (const [at, group] of acts) {
    const wait = at - (performance.now() - start);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    group.forEach(perform);
  }
  const took = performance.now() - start;
  return { took, replies: await Promise.all(replies) };
}"""


def some_act(rng):
    return rng.choice([
        {"kind": "configure", "key": "lr", "value": rng.choice([0.001, 0.01, 0.03, 0.1])},
        {"kind": "configure", "key": "opt", "value": rng.choice(["sgd", "momentum", "adam"])},
        {"kind": "configure", "key": "seed", "value": rng.randrange(1000)},
        {"kind": "choose", "key": "data", "value": rng.choice(["circle", "xor", "gauss", "moons"])},
        {"kind": "choose", "key": "act", "value": rng.choice(["tanh", "relu", "elu"])},
        {"kind": "choose", "key": "hidden", "value": rng.choice(["4,2", "3", "5,3", ""])},
        {"kind": "choose", "key": "pace", "value": rng.choice(["step", "epoch", "max"])},
        {"kind": "click", "key": "step"}, {"kind": "click", "key": "step"}, {"kind": "click", "key": "step"},
        {"kind": "click", "key": "reset"},
        {"kind": "status"}, {"kind": "parameters"},
    ])  # fmt: skip


class Model:
    """What must come of the same acts, done one after another in native Python."""

    def __init__(self):
        self.config = Config()
        self.training = Training(self.config)

    def perform(self, act):
        """The call's answer as far as it is compared, or None where the act has none."""
        kind, key = act["kind"], act.get("key")
        if kind in ("configure", "choose"):
            self._configure(**{key: act["value"]})
        elif key == "step":
            self.training.advance(1)
        elif key == "reset":
            self.training.reset()
        answers = {
            "configure": lambda: {key: value for key, value in self.config.plain().items() if key != "lang"},
            "status": lambda: self.training.step,
            "parameters": self.training.network.plain,
        }
        return answers[kind]() if kind in answers else None

    def _configure(self, **changes):
        before, self.config = self.config, self.config.replace(**changes)
        effect = before.effect_of_change_to(self.config)
        if effect == "restart":
            self.training = Training(self.config)
        elif effect != "none":
            self.training.reconfigure(self.config)


def compared(reply):
    if "train_loss" in reply:
        return reply["step"]
    return {key: value for key, value in reply.items() if key != "lang"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_hundred_changes_and_clicks_in_a_second_arrive_each_once_and_in_order(playground, seed):
    """Every answer along the way, and the network at the end, are those of the same acts one by one."""
    rng = random.Random(seed)
    acts = [some_act(rng) for _ in range(COUNT - 1)] + [{"kind": "parameters"}]
    times = sorted(rng.randrange(900) for _ in range(40))  # five acts at a time
    groups = [[at, acts[5 * i : 5 * i + 5]] for i, at in enumerate(times)]
    done = playground.page.evaluate(PERFORM, [groups, CATALOGUES["en"]])
    assert done["took"] < 2000, "the page was too slow to call this a burst"
    model = Model()
    expected = [(i, act, answer) for i, act in enumerate(acts) if (answer := model.perform(act)) is not None]
    assert len(done["replies"]) == len(expected)
    for (i, act, answer), reply in zip(expected, done["replies"], strict=True):
        assert _near(compared(reply), answer), f"act {i}, {act}: {compared(reply)} instead of {answer}"


def _near(given, expected):
    """Equal, floats within what the arithmetic of two machines allows."""
    if isinstance(expected, dict):
        return given.keys() == expected.keys() and all(_near(given[key], expected[key]) for key in expected)
    if isinstance(expected, list):
        return len(given) == len(expected) and all(map(_near, given, expected))
    return given == (pytest.approx(expected, abs=1e-9) if isinstance(expected, float) else expected)


def test_a_burst_while_training_leaves_it_training_with_the_last_of_each_setting(playground):
    playground.configure(pace="max")
    playground.call("run")
    rng = random.Random(4)
    acts = [some_act(rng) for _ in range(COUNT)]
    acts = [act for act in acts if act.get("key") not in ("step", "pace")]
    playground.page.evaluate(PERFORM, [[[5 * i, [act]] for i, act in enumerate(acts)], CATALOGUES["en"]])
    last = {act["key"]: act["value"] for act in acts if act["kind"] in ("configure", "choose")}
    playground.expect_config(**last)
    assert playground.until_status("(status) => status.running && status.step > 0")["running"]
    playground.expect_finite_picture()


@pytest.mark.parametrize("pace", ["step", "epoch", "max"])
def test_pause_is_heard_at_once_at_any_pace(playground, pace):
    """No frame comes between but the one under way and the one that shows the pause; the benchmark measures the milliseconds."""
    playground.configure(pace=pace, hidden="8,8,8,8")
    for press in ("playground.pause()", "press()"):
        playground.call("run")
        playground.until_status("(status) => status.step > 20")
        button = playground.button("pause").element_handle()
        frames = playground.page.evaluate(f"""async (button) => {{
            const press = () => {{ const over = tests.until("status", (s) => !s.running); button.click(); return over; }};
            let frames = 0;
            const off = playground.on("frame", () => frames++);
            await {press};
            off();
            return frames;
        }}""", button)
        assert frames <= 2
        assert not playground.status()["running"]
