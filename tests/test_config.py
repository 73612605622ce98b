"""The table of settings: what is allowed is taken in every form, what is not is named and changes nothing."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.config import SETTINGS, Config, SettingError
from playground.pasted import pairs
from playground.settings import ACTIVATIONS, DRAWN_POINTS, FEATURES, UnknownSetting

KEYS = [
    "scene", "at", "data", "noise", "samples", "train", "points", "features", "hidden", "act", "out", "loss", "init", "gain",
    "opt", "lr", "batch", "clip", "reg", "rate", "seed", "pace", "speed", "sample", "focus", "digits", "cells", "versus", "chart", "scale", "lang", "theme", "hide", "lock", "goal",
]  # fmt: skip


def test_the_table_has_exactly_the_settings_of_the_design():
    assert list(SETTINGS) == KEYS


def test_defaults_are_the_design_s():
    config = Config()
    assert (config.data, config.noise, config.samples, config.train) == ("circle", 0, 500, 50)
    assert (config.features, config.hidden, config.act, config.init, config.gain) == (
        ("x1", "x2"), (4, 2), "tanh", "xavier_uniform", 1)  # fmt: skip
    assert (config.opt, config.lr, config.batch, config.clip, config.reg, config.seed) == ("sgd", 0.03, 10, 0, "none", 0)
    assert (config.scene, config.pace, config.speed, config.lang, config.theme, config.hide) == (
        "playground", "epoch", 1, None, "auto", ())  # fmt: skip


def test_every_default_is_its_own_canonical_form():
    for setting in SETTINGS.values():
        assert setting.read(setting.default) == setting.default


@pytest.mark.parametrize("key, forms", [
    ("hidden", ["4,2", [4, 2], (4, 2), ["4", 2.0], " 4 , 2 "]),
    ("features", ["x2,x1", ["x1", "x2"], ("x1", "x2", "x1")]),
    ("lr", ["0.03", 0.03, "3e-2", ".03", "+0.03"]),
    ("batch", ["10", 10, 10.0, "1e1"]),
    ("hide", ["", [], ()]),
    ("out", ["auto", "", None]),
    ("act", ["tanh", ["tanh"], "tanh,tanh", ("tanh", "tanh")]),
    ("points", [DRAWN_POINTS, [list(p) for p in DRAWN_POINTS], ";".join(f"{a},{b},{c}" for a, b, c in DRAWN_POINTS)]),
])  # fmt: skip
def test_every_form_of_a_value_gives_the_same_config(key, forms):
    assert all(Config(**{key: form}) == Config() for form in forms)


REFUSED = {
    "lr": [True, math.nan, math.inf, "banana", "nan", "inf", "1e999", 0, -1, 101, None, [0.1], {}, "", "1_0", "0x1", 10**400],
    "samples": [19, 1001, 20.5, "20.5", False, "9" * 5000],
    "batch": [0, -3, 2.5, "some", True, 10**9],
    "hidden": ["4,x", "0", "17", "4,,2", [4, None], [True], "4;2", [4] * 25, "-1", {"a": 1}],
    "features": ["", [], "x3", "x1,x3", [1], None],
    "act": ["reluu", "", [], ["tanh", "nope"], "tanh,relu,elu", 3],
    "points": ["", "1,2,1;7,0,1", "1,2,1;1,1,101", "1,2;3,4", "1,2,1;a,b,1", "1,2,1;nan,0,1",
               [[1, 2, 1], [1, 2]], [[0, 0, 1]] * 1001],
    "hide": ["A", "a b", ["x" * 41], [1], "a,,b", [f"p{i}" for i in range(101)]],
    "lock": ["lr,teleport", "LR", [1], "a,,b", None], "goal": ["test_loss", "lr<", "act<relu", "act==nope", "out==auto", "lr==relu", "x<1", 5, "lr<1e999"],
    "data": ["\x00", None, ["circle"]], "out": ["relu"], "loss": ["mae"], "gain": [0, -1], "seed": [-1, 2**32],
    "sample": ["1,2", "1,2,3,4", "a,b,c", "101,0,1"], "focus": ["unit", "unit/1", "edge/1/2", "x/1/1", None],
    "versus": ["act", "act=nope", "act=relu;lr=1", "lr=1;lr=2;lr=3", "lang=zh", "versus=", "out=tanh;loss=bce", 5],
    "digits": [1, 9], "at": ["A b", "x" * 41, 5], "speed": [0], "lang": ["fr"], "theme": ["pink"], "noise": [51], "train": [5], "opt": ["SGD"],
}  # fmt: skip


@pytest.mark.parametrize("key, value", [(key, value) for key, values in REFUSED.items() for value in values])
def test_a_value_that_is_not_allowed_is_refused_by_name(key, value):
    with pytest.raises(SettingError) as caught:
        Config(**{key: value})
    assert caught.value.key == key
    assert len(caught.value.value) <= 60
    assert caught.value.allowed


def test_bounds_themselves_are_allowed():
    for setting in SETTINGS.values():
        if setting.kind in ("number", "integer", "batch"):
            for bound in setting.bounds:
                assert getattr(Config(**{setting.key: bound}), setting.key) == bound


def test_choices_are_all_allowed():
    for setting in SETTINGS.values():
        if setting.kind in ("choice", "optional", "language") and setting.key != "loss":
            for choice in setting.choices:
                assert getattr(Config(**{setting.key: choice}), setting.key) == choice


def test_output_and_loss_follow_the_task():
    def resolved(**settings):
        config = Config(**settings)
        return config.task, config.output, config.loss_name

    assert resolved() == ("classification", "tanh", "half_mse")
    assert resolved(loss="bce") == ("classification", "sigmoid", "bce")
    assert resolved(out="sigmoid") == ("classification", "sigmoid", "bce")
    assert resolved(out="sigmoid", loss="mse") == ("classification", "sigmoid", "mse")
    assert resolved(data="plane") == ("regression", "identity", "half_mse")
    assert resolved(data="hills", out="sigmoid") == ("regression", "sigmoid", "half_mse")


@pytest.mark.parametrize(
    "settings", [{"out": "tanh"}, {"out": "identity"}, {"data": "plane"}, {"data": "hills", "out": "sigmoid"}]
)
def test_cross_entropy_needs_a_sigmoid_and_classes(settings):
    with pytest.raises(SettingError) as caught:
        Config(loss="bce", **settings)
    assert caught.value.key == "loss"


def test_activations_per_layer_must_be_as_many_as_layers():
    assert Config(hidden=(4, 2), act="relu,tanh").activations == ("relu", "tanh")
    for hidden in ("4", "4,2,2", ""):
        with pytest.raises(SettingError) as caught:
            Config(hidden=hidden, act="relu,tanh")
        assert caught.value.key == "act"


def test_activations_follow_a_change_of_depth():
    config = Config(hidden="4,2", act="relu,tanh")
    assert config.replace(hidden="4,2,2,2").act == ("relu", "tanh", "tanh", "tanh")
    assert config.replace(hidden="4").act == "relu"
    assert config.replace(hidden="").activations == ()
    assert config.replace(hidden="3", act="elu").act == "elu"


def test_replace_refuses_and_leaves_the_config_as_it_was():
    config = Config(lr=0.1)
    for changes in ({"lr": -1}, {"banana": 1}, {"hidden": "99"}, {"data": "xor", "loss": "bce", "out": "tanh"}):
        with pytest.raises(SettingError):
            config.replace(**changes)
    assert config == Config(lr=0.1)


def test_an_unknown_key_is_answered_with_the_keys():
    with pytest.raises(SettingError) as caught:
        Config().replace(banana=1)
    assert caught.value.key == "banana" and "lr" in caught.value.allowed


def test_a_config_cannot_be_changed():
    with pytest.raises(AttributeError):
        Config().lr = 1


def test_the_valid_part_of_a_bad_address_is_kept():
    config, errors = Config.from_address("?lr=banana&hidden=4,x&act=reluu&data=%00&seed=7")
    assert config == Config(seed=7)
    assert [error.key for error in errors] == ["lr", "hidden", "act", "data"]


def test_settings_that_do_not_fit_together_lose_the_one_that_is_named():
    config, errors = Config.from_address("act=relu,tanh,elu&loss=bce&out=identity&lr=0.5")
    assert config == Config(out="identity", lr=0.5)
    assert [error.key for error in errors] == ["act", "loss"]


def test_of_a_repeated_key_the_last_counts():
    assert Config.from_address("lr=0.1&lr=0.2") == (Config(lr=0.2), [])


def test_foreign_keys_are_left_alone_and_unknown_ones_reported():
    config, errors = Config.from_address("_utm=1&banana=2")
    assert config == Config() and [error.key for error in errors] == ["banana"]
    assert isinstance(errors[0], UnknownSetting)


# As they arrive from WeChat, Weibo, Bilibili, Feishu, Xiaohongshu, advertisers, mailings and course platforms.
APPENDED = ["from=singlemessage&isappinstalled=0&scene=27&clicktime=1690000000&enterid=1690000000", "nsukey=a%2Fb&sharer_shareinfo=c&subscene=1",
            "weibo_id=4&luicode=5&lfid=6", "spm_id_from=333.999.0.0&vd_source=ab&timestamp=1690&share_source=copy_web&unique_k=x",
            "share_token=1-2-3&req_id=7&app=news_article&tt_from=weixin", "xhsshare=CopyLink&appuid=5&apptime=169", "spm=a2c4e.11&scm=20140722",
            "utm_source=a&utm_medium=b&utm_campaign=c", "gclid=a&gbraid=b&gad_source=1", "fbclid=IwAR0", "msclkid=a&mc_cid=b&mc_eid=c",
            "v_p=90&WBAPIAnalysisOriUICodes=1_2&launchid=3&weiboauthoruid=4&aid=5", "mibextid=a&__cft__[0]=b&si=c&feature=shared",
            "utm_psn=1&hb_wx_block=0&s_r=0", "uc_param_str=dnfr&appid=7", "usp=sharing&ved=a&usg=b", "twclid=a&ttclid=b&yclid=c&li_fat_id=d",
            "ref=hn&source=rss&t=123", "forceview=1&redirect=1", "_ga=1.2&_hsenc=p2", "ScCid=x&Wt.mc_id=y"]  # fmt: skip


@pytest.mark.parametrize("appended", APPENDED)
def test_what_messengers_and_trackers_append_is_ignored_in_silence(appended):
    for address in (f"?scene=linear&lr=0.3&{appended}", f"?{appended}&scene=linear&lr=0.3"):
        assert Config.from_address(address) == (Config(scene="linear", lr=0.3), [])


def test_no_setting_is_taken_for_something_appended():
    config = Config(scene="linear", at="fold")
    assert pairs("&".join(f"{key}=x" for key in SETTINGS)).keys() == SETTINGS.keys()
    assert Config.from_address("scene=linear&at=fold")[0] == config


@pytest.mark.parametrize("query", ["?Data=XOR&LR=0.3&Act=ReLU&hidden=4,3", " ?data=xor &lr= 0.3&act=relu&hidden=4,%203\n", "??data=xor&lr=0.3&act=relu&hidden=4,3",
                                   "data=xor&amp;lr=0.3&amp;amp;act=relu&hidden=4,3", r"data=xor\&lr=0.3\&act=relu\&hidden=4,3",
                                   "data=xor&lr=０．３&act=relu&hidden=4，3"])  # fmt: skip
def test_an_address_is_understood_as_people_paste_and_type_it(query):
    assert Config.from_address(query) == (Config(data="xor", lr=0.3, act="relu", hidden=(4, 3)), [])


@pytest.mark.parametrize(("given", "lang"), [("zh-CN", "zh"), ("zh-Hans", "zh"), ("zh_TW", "zh"), ("ZH", "zh"), ("en-GB", "en"), ("en_us", "en"), ("auto", None)])
def test_a_language_may_come_with_a_region_or_a_script(given, lang):
    assert Config(lang=given).lang == Config.from_address(f"lang={given}")[0].lang == lang


@pytest.mark.parametrize("given", ["fr-FR", "zhong", "enx", "-zh", 1, ["zh"]])
def test_other_languages_are_refused(given):
    with pytest.raises(SettingError):
        Config(lang=given)


@pytest.mark.parametrize("query", [
    "", "?", "&&&", "=", "==&=", "%", "%ff%fe", "lr=%ff", "lr", "?" + "a" * 10_000, "hidden=" + "4," * 5000,
    "points=" + "1,1,1;" * 2000, "seed=" + "9" * 10_000, "&".join(f"k{i}=1" for i in range(2000)), "lr=1e999999999",
    "hidden=" + "[" * 5000, "data=\ud800",
])  # fmt: skip
def test_no_address_can_do_more_than_be_ignored(query):
    config, errors = Config.from_address(query)
    assert config == Config()
    assert all(len(error.key) <= 60 and len(error.value) <= 60 for error in errors)


def test_an_address_says_only_what_differs_and_stays_readable():
    config = Config(data="spiral", act="relu", lr=0.03, features="x1,x2,x1^2,x1*x2,sin(x1)", hidden="")
    assert config.to_address() == "data=spiral&features=x1,x2,x1^2,x1*x2,sin(x1)&hidden=&act=relu"
    assert Config().to_address() == ""


COORDINATE = st.floats(-6, 6)
VALUES = {
    "hidden": st.lists(st.integers(1, 16), max_size=24),
    "features": st.lists(st.sampled_from(FEATURES), min_size=1),
    "act": st.sampled_from(ACTIVATIONS),
    "points": st.lists(st.tuples(COORDINATE, COORDINATE, st.sampled_from([-1, 1])), min_size=2, max_size=20),
    "hide": st.lists(st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True), max_size=5),
    "lock": st.lists(st.sampled_from(list(SETTINGS)), max_size=5),
    "goal": st.sampled_from(["", "test_loss<0.05 and (step<=2000 or not act==relu)", "diverged", "0.1<=lr"]),
    "batch": st.one_of(st.just("all"), st.integers(1, 1000)),
    "gain": st.floats(0, 100, exclude_min=True),
    "loss": st.sampled_from([None, "mse", "half_mse"]),
    "at": st.from_regex(r"[a-z0-9-]{0,40}", fullmatch=True),
    "sample": st.one_of(st.just(()), st.tuples(*[st.floats(-10, 10)] * 3)),
    "focus": st.sampled_from(["", "unit/2/1", "edge/1/2/3", "bias/3/1", "loss"]),
    "versus": st.sampled_from(["", "act=relu", "lr=0.1;lr=1", "hidden=4,4;hidden=", "batch=all"]),
}


def values_of(setting):
    if setting.key in VALUES:
        return VALUES[setting.key]
    if setting.kind in ("optional", "language"):
        return st.sampled_from((None, *setting.choices))
    if setting.choices:
        return st.sampled_from(setting.choices)
    return (st.integers if setting.kind == "integer" else st.floats)(*setting.bounds)


@st.composite
def configs(draw):
    chosen = draw(st.fixed_dictionaries({}, optional={key: values_of(row) for key, row in SETTINGS.items()}))
    config = Config(**chosen)
    if draw(st.booleans()) and config.hidden:
        names = st.lists(st.sampled_from(ACTIVATIONS), min_size=len(config.hidden), max_size=len(config.hidden))
        config = config.replace(act=draw(names))
    return config


@given(configs())
def test_an_address_round_trips_exactly(config):
    assert Config.from_address("?" + config.to_address()) == (config, [])


@given(configs(), configs())
def test_an_address_round_trips_exactly_on_any_base(config, base):
    again, ignored = Config.from_address(config.to_address(base), base)
    assert (again, ignored) == (config, [])


@given(configs())
def test_the_plain_form_is_json_with_every_key_and_can_be_read_back(config):
    plain = json.loads(json.dumps(config.plain(), allow_nan=False))
    assert list(plain) == KEYS
    again = Config(**plain)
    assert again.plain() == config.plain()
    assert again.replace(out=config.out, loss=config.loss) == config


def test_other_data_have_no_use_for_the_traced_sample_of_before():
    config = Config(sample="1,2,1")
    assert config.replace(lr=1, hidden="3").sample == (1, 2, 1)
    assert config.replace(data="xor").sample == config.replace(out="sigmoid").sample == ()
    assert config.replace(data="xor", sample="0,1,1").sample == (0, 1, 1)


def test_alternatives_differ_from_the_main_network_in_one_setting():
    config = Config(versus="hidden=8,8;hidden=", data="xor")
    assert [other.hidden for other in config.alternatives] == [(8, 8), ()]
    assert all(other.replace(hidden=config.hidden, versus=config.versus) == config for other in config.alternatives)


@given(st.text(max_size=300))
def test_any_text_is_a_harmless_address(text):
    Config.from_address(text)


def test_the_effect_of_a_change_is_its_strongest():
    config = Config()
    assert config.effect_of_change_to(config) == "none"
    assert config.effect_of_change_to(config.replace(speed=2)) == "view"
    assert config.effect_of_change_to(config.replace(speed=2, lr=1)) == "live"
    assert config.effect_of_change_to(config.replace(lr=1, seed=1)) == "restart"
