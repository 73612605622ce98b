"""Each call of `window.playground` gives what the contract says, in its shapes."""

import math

import pytest

from playground.config import Config
from playground.engine import Training

KEYS = {
    "step", "epoch", "running", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "diverged",
    "gradient_norms", "dead_units", "phase", "paused",
}  # fmt: skip
PHASES_OF_ONE_HIDDEN_LAYER = [
    "input", "forward/1/z", "forward/1/a", "forward/2/z", "forward/2/a", "loss",
    "backward/2/a", "backward/2/z", "backward/2", "backward/1/a", "backward/1/z", "backward/1", "update",
]  # fmt: skip


def shape(nested):
    """The lengths of nested lists, which must be regular."""
    if not isinstance(nested, list):
        return ()
    (inner,) = {shape(item) for item in nested} or {()}
    return (len(nested), *inner)


# -- what it is now -----------------------------------------------------------------------------


def test_status_has_the_promised_keys_with_one_entry_for_each_weight_layer(playground):
    playground.configure(hidden="5,4,3")
    status = playground.status()
    assert set(status) == KEYS
    assert (status["step"], status["epoch"], status["running"], status["diverged"], status["phase"]) == (0, 0, False, False, None)
    assert [len(status[name]) for name in ("gradient_norms", "dead_units")] == [4, 4]
    for name in ("train_loss", "test_loss", "train_accuracy", "test_accuracy"):
        assert 0 <= status[name] < 10


def test_a_regression_has_no_accuracy(playground):
    playground.configure(data="plane")
    status = playground.status()
    assert status["train_accuracy"] is None
    assert status["test_accuracy"] is None


def test_status_is_what_native_python_says(playground):
    playground.configure(data="moons", hidden="6")
    status = playground.step(40)
    training = Training(Config(data="moons", hidden="6"))
    training.advance(40)
    expected = training.evaluate()
    assert status["step"], status["epoch"] == (40, 1)
    for name in ("train_loss", "test_loss", "train_accuracy", "test_accuracy"):
        assert status[name] == pytest.approx(getattr(expected, name), abs=1e-9)


def test_config_gives_every_setting_as_a_plain_value(playground):
    config = playground.config()
    assert set(config) == set(Config().plain())
    assert (config["hidden"], config["act"], config["out"], config["loss"], config["lr"]) == ("4,2", "tanh", "tanh", "half_mse", 0.03)


def test_data_gives_points_and_targets_of_both_parts(playground):
    playground.configure(samples=100, train=70)
    data = playground.call("data")
    assert {part: {name: shape(values) for name, values in arrays.items()} for part, arrays in data.items()} == {
        "train": {"x": (70, 2), "y": (70,)}, "test": {"x": (30, 2), "y": (30,)}}  # fmt: skip


def test_parameters_join_each_layer_to_the_next(playground):
    playground.configure(hidden="5,3", features="x1,x2,x1*x2")
    parameters = playground.parameters()
    assert [shape(layer) for layer in parameters["weights"]] == [(3, 5), (5, 3), (3, 1)]
    assert [shape(layer) for layer in parameters["biases"]] == [(5,), (3,), (1,)]


def test_a_network_without_hidden_layers_has_one_weight_layer(playground):
    playground.configure(hidden="")
    assert [shape(layer) for layer in playground.parameters()["weights"]] == [(2, 1)]
    assert len(playground.step(3)["gradient_norms"]) == 1


def test_a_trace_holds_one_samples_passes_and_changes_nothing(playground):
    playground.configure(hidden="3")
    before = playground.parameters(), playground.status()
    trace = playground.call("trace", {"x": [1, -2], "y": 1})
    assert {"z", "a", "da", "dz", "dW", "db", "loss"} <= set(trace)
    for name in ("z", "a", "da", "dz", "db"):
        assert [shape(layer) for layer in trace[name]] == [(3,), (1,)], name
    assert [shape(layer) for layer in trace["dW"]] == [(2, 3), (3, 1)]
    assert (playground.parameters(), playground.status()) == before


def test_a_traces_numbers_obey_the_chain_rule(playground):
    """2-3-1 with tanh and ½(ŷ−y)²: every number of the trace worked out here from the parameters alone."""
    playground.configure(hidden="3", act="tanh", out="identity", loss="half_mse", seed=4)
    (W1, W2), (b1, b2) = playground.parameters()["weights"], playground.parameters()["biases"]
    x, y = [0.5, -1.5], 2.0
    trace = playground.call("trace", {"x": x, "y": y})
    z1 = [x[0] * W1[0][j] + x[1] * W1[1][j] + b1[j] for j in range(3)]
    a1 = [math.tanh(z) for z in z1]
    output = sum(a1[j] * W2[j][0] for j in range(3)) + b2[0]
    delta = output - y
    dz1 = [delta * W2[j][0] * (1 - a1[j] ** 2) for j in range(3)]
    assert trace["loss"] == pytest.approx(0.5 * delta**2)
    assert trace["z"] == [pytest.approx(z1), pytest.approx([output])]
    assert trace["a"] == [pytest.approx(a1), pytest.approx([output])]
    assert trace["da"] == [pytest.approx([delta * W2[j][0] for j in range(3)]), pytest.approx([delta])]
    assert trace["dz"] == [pytest.approx(dz1), pytest.approx([delta])]
    assert trace["dW"][0] == [pytest.approx([x[i] * dz1[j] for j in range(3)]) for i in range(2)]
    assert trace["dW"][1] == [pytest.approx([a1[j] * delta]) for j in range(3)]
    assert trace["db"] == [pytest.approx(dz1), pytest.approx([delta])]


def test_a_trace_without_a_sample_follows_the_one_in_view(playground):
    data = playground.call("data")
    trace = playground.call("trace")
    assert trace["x"] in data["train"]["x"]


@pytest.mark.parametrize("sample", [{"x": [1]}, {"x": [1, 2]}, {"x": "ab", "y": 1}, {"x": [1, None], "y": 0}, 5, {"x": [1, "a"], "y": 1}])
def test_a_trace_of_no_sample_is_refused(playground, sample):
    assert playground.refusal("trace", sample)["message"]


# -- settings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value"),
    [("data", "spirals"), ("act", "reluu"), ("lr", 0), ("lr", 101), ("lr", "banana"), ("lr", None), ("lr", True), ("lr", [1]),
     ("hidden", "4,x"), ("hidden", "17"), ("hidden", "0"), ("hidden", ",".join(["1"] * 25)), ("hidden", {}), ("seed", -1),
     ("seed", 2**32), ("seed", 1.5), ("batch", 0), ("noise", 51), ("samples", 19), ("train", 9), ("features", ""),
     ("features", "x3"), ("loss", "bce2"), ("pace", "fast"), ("lang", "fr"), ("theme", 3), ("speed", 0), ("hide", "<b>"),
     ("points", "1,2"), ("gain", 0), ("nothing", 1), ("__class__", 1), ("self", 1)],
)  # fmt: skip
def test_configure_refuses_naming_the_key_and_what_it_allows_and_changes_nothing(playground, key, value):
    playground.step(5)
    playground.settle()
    before = playground.config(), playground.parameters(), playground.status()
    refused = playground.refusal("configure", {"opt": "adam", "data": "xor", key: value} if key != "data" else {"opt": "adam", key: value})
    assert refused["key"] == key
    assert refused["allowed"]
    assert key in refused["message"]
    assert (playground.config(), playground.parameters(), playground.status()) == before


@pytest.mark.parametrize("argument", [None, 5, "data=xor", ["data", "xor"]])
def test_configure_refuses_what_is_no_object(playground, argument):
    before = playground.config()
    assert playground.refusal("configure", argument)["message"]
    assert playground.config() == before


def test_arguments_that_would_end_python_are_refused_and_leave_no_call_open(playground):
    refused = playground.evaluate("""(() => {
        let deep = [];
        for (let i = 0; i < 3000; i++) deep = [deep];
        const round = {};
        round.round = round;
        return Promise.all([deep, round, 1n].map((lr) => playground.configure({ lr }).then(() => null, ({ name }) => name)));
    })()""")
    assert refused == ["RangeError", "RangeError", "TypeError"]
    assert not playground.evaluate("playground.waiting")
    assert playground.step(1)["step"] == 1


def test_configure_with_nothing_changes_nothing(playground):
    playground.step(5)
    playground.settle()
    before = playground.config(), playground.status()
    assert playground.configure() == before[0]
    assert playground.status() == before[1]


def test_configure_resolves_with_the_new_config(playground):
    config = playground.configure(data="spiral", hidden=[8, 8], act=["relu", "tanh"], lr=0.1, batch="all")
    assert config == playground.config()
    expected = {"data": "spiral", "hidden": "8,8", "act": "relu,tanh", "lr": 0.1, "batch": "all"}
    assert {key: config[key] for key in expected} == expected


def test_a_live_setting_changes_without_losing_what_was_learned(playground):
    playground.step(50)
    before = playground.parameters()
    playground.configure(lr=0.3, opt="adam", batch=20, reg="l2", rate=0.001, clip=1)
    assert playground.status()["step"] == 50
    assert playground.parameters() == before


def test_a_setting_of_the_network_starts_a_new_run(playground):
    playground.step(50)
    playground.configure(hidden="3")
    assert playground.status()["step"] == 0


# -- training -----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 25, 1234])
def test_step_resolves_when_its_steps_are_done(playground, count):
    assert playground.step(count)["step"] == count
    assert playground.status()["step"] == count


def test_step_without_a_number_makes_one(playground):
    assert playground.call("step")["step"] == 1


def test_step_zero_changes_nothing(playground):
    before = playground.parameters()
    assert playground.step(0)["step"] == 0
    assert playground.parameters() == before


@pytest.mark.parametrize("count", [-1, 1.5, "2", True, None, [1]])
@pytest.mark.parametrize("call", ["step", "seek"])
def test_a_number_of_steps_that_is_none_is_refused(playground, call, count):
    playground.step(3)
    assert playground.refusal(call, count)["message"]
    assert playground.status()["step"] == 3


def test_of_two_steps_at_once_the_first_is_refused_as_interrupted(playground):
    outcomes = playground.evaluate("""Promise.allSettled([playground.step(1000000), playground.step(3)])
        .then(([first, second]) => [first.status, first.reason?.message, second.status])""")
    assert [outcomes[0], outcomes[2]] == ["rejected", "fulfilled"]
    assert "interrupted" in outcomes[1]


@pytest.mark.parametrize("other", ["pause()", "reset()", "run()", "seek(0)", "configure({seed: 5})", "showPhase('loss')"])
def test_whatever_else_is_asked_for_interrupts_outstanding_steps(playground, other):
    first = playground.evaluate(f"""(async () => {{
        const steps = playground.step(10000000).then(() => "done", ({{message}}) => message);
        await playground.{other};
        return steps;
    }})()""")
    assert "interrupted" in first


def test_run_trains_until_pause_and_both_say_how_it_stands(playground):
    assert playground.call("run")["running"]
    assert playground.until_status("(status) => status.step >= 100")["running"]
    paused = playground.call("pause")
    assert not paused["running"]
    playground.evaluate("tests.painted().then(tests.painted)")
    assert playground.status() == paused


def test_running_twice_is_running_once(playground):
    """Two loops would leave out steps between two frames."""
    playground.configure(pace="step")
    shown = playground.evaluate("""(async () => {
        await Promise.all([playground.run(), playground.run(), playground.run()]);
        const steps = [];
        const off = playground.on("frame", ({ step }) => steps.push(step));
        await tests.until("frame", ({ step }) => step >= 50);
        off();
        await playground.pause();
        return steps;
    })()""")
    assert shown == list(range(shown[0], shown[-1] + 1))


def test_pause_while_paused_and_reset_at_the_start_do_no_harm(playground):
    before = playground.parameters()
    playground.call("pause")
    playground.call("reset")
    playground.call("reset")
    assert playground.parameters() == before


def test_reset_gives_the_same_initial_parameters_to_the_bit(playground):
    initial = playground.parameters()
    playground.step(300)
    assert playground.parameters() != initial
    assert playground.call("reset")["step"] == 0
    assert playground.parameters() == initial


def test_reset_while_running_begins_again_and_goes_on_running(playground):
    playground.call("run")
    playground.until_status("(status) => status.step > 500")
    after = playground.call("reset")
    assert after["step"] < 500
    assert playground.until_status("(status) => status.step > 100")["running"]


def test_a_run_after_reset_is_the_first_run_to_the_bit(playground):
    playground.configure(data="spiral", opt="adam")
    playground.step(137)
    first = playground.parameters()
    playground.call("reset")
    playground.step(100)
    playground.step(37)
    assert playground.parameters() == first


@pytest.mark.parametrize("opt", ["sgd", "momentum", "adam"])
def test_going_on_from_a_past_step_repeats_the_first_run_to_the_bit(playground, opt):
    playground.configure(opt=opt, data="moons")
    playground.step(100)
    at_100 = playground.parameters()
    playground.step(900)
    at_1000 = playground.parameters()
    assert playground.call("seek", 100)["step"] == 100
    assert playground.parameters() == at_100
    playground.step(900)
    assert playground.parameters() == at_1000


def test_seek_goes_to_the_future_too_and_stops_there(playground):
    status = playground.call("seek", 777)
    assert (status["step"], status["running"]) == (777, False)
    sought = playground.parameters()
    playground.call("reset")
    playground.step(777)
    assert playground.parameters() == sought


def test_seek_holds_to_settings_changed_on_the_way(playground):
    playground.step(50)
    playground.configure(lr=0.1)
    playground.step(50)
    changed = playground.parameters()
    playground.call("seek", 20)
    playground.call("seek", 100)
    assert playground.parameters() == changed


# -- parameters from outside --------------------------------------------------------------------


def test_set_parameters_are_the_networks_from_then_on(playground):
    playground.configure(hidden="2", act="identity", out="identity", loss="mse")
    given = {"weights": [[[1, 2], [3, 4]], [[5], [6]]], "biases": [[0.5, -0.5], [0.25]]}
    playground.call("setParameters", given)
    assert playground.parameters() == given
    trace = playground.call("trace", {"x": [1, 1], "y": 0})
    assert trace["z"][1] == [5 * 4.5 + 6 * 5.5 + 0.25]


def test_parameters_given_back_go_on_as_before(playground):
    playground.step(100)
    kept = playground.parameters()
    playground.step(100)
    playground.call("seek", 100)
    playground.call("setParameters", kept)
    assert playground.parameters() == kept


@pytest.mark.parametrize(
    "spoil",
    ["p.weights.pop()", "p.weights[0].pop()", "p.weights[0][0].push(1)", "p.biases[1] = []", "p.biases = null", "delete p.biases",
     "p.weights[0][0][0] = NaN", "p.weights[0][0][0] = Infinity", "p.biases[0][0] = null", "p.weights[1][0] = 'x'", "p.weights = {}",
     "p.weights[0][0][0] = 'abc'", "p.biases.push([1])"],
)  # fmt: skip
def test_parameters_of_a_wrong_shape_or_not_finite_are_refused_and_nothing_changes(playground, spoil):
    before = playground.parameters()
    refused = playground.evaluate(f"""(async () => {{
        const p = await playground.parameters();
        {spoil};
        return tests.refusal("setParameters", [p]);
    }})()""")
    assert refused["message"]
    assert playground.parameters() == before


def test_parameters_of_pytorch_are_taken_and_others_refused_with_both_shapes_in_the_learners_language(playground):
    playground.configure(hidden="2", lang="zh")
    given = {"fc1.weight": [[1, 2], [3, 4]], "fc1.bias": [5, 6], "fc2.weight": [[7, 8]], "fc2.bias": [9]}
    assert playground.call("setParameters", given) == {"weights": [[[1, 3], [2, 4]], [[7], [8]]], "biases": [[5, 6], [9]]}
    playground.configure(hidden="3")
    assert playground.refusal("setParameters", given)["message"].startswith("这些权重属于 2-2-1 的网络，页面上的是 2-3-1")


# -- phases -------------------------------------------------------------------------------------


def test_phases_are_in_the_order_of_a_step(playground):
    playground.configure(hidden="3")
    assert playground.call("phases") == PHASES_OF_ONE_HIDDEN_LAYER


def test_show_phase_stops_and_shows_each_phase_by_name(playground):
    playground.configure(hidden="3")
    playground.call("run")
    sentences = set()
    for phase in PHASES_OF_ONE_HIDDEN_LAYER:
        status = playground.call("showPhase", phase)
        assert (status["phase"], status["running"]) == (phase, False)
        playground.evaluate("tests.painted()")
        sentences.add(playground.sentence.inner_text())
        playground.expect_finite_picture()
    assert len(sentences) == len(PHASES_OF_ONE_HIDDEN_LAYER)


def test_an_unknown_phase_is_refused(playground):
    assert "forward/9/z" in playground.refusal("showPhase", "forward/9/z")["message"]
    assert playground.status()["phase"] is None


# -- events -------------------------------------------------------------------------------------


def test_each_event_is_heard(playground):
    heard = playground.evaluate("""(async () => {
        const heard = {};
        const off = ["frame", "status", "phase", "error"].map((name) => playground.on(name, (detail) => (heard[name] ??= detail)));
        await playground.step(2);
        await tests.until("status", (status) => status.phase === null);
        off.forEach((end) => end());
        return heard;
    })()""")
    assert {"frame", "status"} <= set(heard)
    assert set(heard["status"]) == KEYS


def test_the_phases_after_a_single_step_are_told_in_order(playground):
    playground.configure(hidden="3", speed=10)
    told = playground.evaluate("""(async () => {
        const told = [];
        const off = playground.on("phase", ({phase}) => told.push(phase));
        await playground.step(1);
        await tests.until("phase", ({phase}) => phase === "update");
        off();
        return told;
    })()""")
    assert told == ["loss", "backward/2", "backward/1", "update"]


def test_the_status_event_tells_of_every_pause_and_run(playground):
    told = playground.evaluate("""(async () => {
        const told = [];
        const off = playground.on("status", ({running}) => told.push(running));
        await playground.run();
        await playground.pause();
        await playground.run();
        await playground.pause();
        off();
        return told.filter((running, i) => running !== told[i - 1]);
    })()""")
    assert told == [True, False, True, False]


def test_on_gives_back_what_ends_the_listening(playground):
    counts = playground.evaluate("""(async () => {
        let kept = 0, ended = 0;
        const offKept = playground.on("status", () => { kept += 1; });
        const off = playground.on("status", () => { ended += 1; });
        await playground.pause();
        off();
        off();
        await playground.pause();
        offKept();
        return [kept, ended];
    })()""")
    assert counts == [2, 1]


@pytest.mark.console_errors_expected
def test_one_listener_that_throws_does_not_keep_others_from_hearing(playground):
    heard = playground.evaluate("""(async () => {
        let heard = 0;
        const offs = [playground.on("status", () => { throw new Error("a listener's own fault"); }),
                      playground.on("status", () => { heard += 1; })];
        await playground.pause();
        offs.forEach((off) => off());
        return heard;
    })()""")
    assert heard == 1
    assert "a listener's own fault" in "".join(playground.complaints)


def test_an_unknown_event_is_refused_naming_those_there_are(playground):
    message = playground.evaluate("(() => { try { playground.on('stat', () => 0); } catch (error) { return error.message; } })()")
    assert "stat" in message
    assert all(name in message for name in ("frame", "status", "phase", "task", "error"))


def test_calls_made_in_one_instant_are_done_in_their_order(playground):
    """A step that was asked for before a new seed is made before it, on the old network."""
    answers = playground.evaluate("""Promise.allSettled([
        playground.step(2), playground.status(), playground.configure({seed: 5}), playground.status(), playground.step(1), playground.parameters(),
    ]).then((all) => all.map(({status, value}) => value ?? status))""")
    assert answers[1]["step"] == 2
    assert (answers[3]["step"], answers[4]["step"]) == (0, 1)
    native = Training(Config(seed=5))
    native.advance(1)
    assert answers[5]["weights"][0] == [pytest.approx(row, abs=1e-12) for row in native.network.plain()["weights"][0]]


def test_concurrent_calls_are_answered_each_with_its_own_answer(playground):
    answers = playground.evaluate("""Promise.all(Array.from({length: 60}, (_, i) => playground.configure({seed: i}).then((config) => config.seed)))""")
    assert answers == list(range(60))
