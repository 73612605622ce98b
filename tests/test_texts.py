"""Two catalogues, equal in every respect; no word of the interface outside them."""

import re
import string
from pathlib import Path

from playground import goals
from playground.deeper import PARTS, SPANS
from playground.explain.flow import WORDS
from playground.lessons import LESSONS
from playground.lessons.atlas import PROPERTIES
from playground.lessons.claims import CLAIMS, KINDS
from playground.lessons.epilogue import IDEAS, OPEN
from playground.lessons.hand import SLIPS
from playground.lessons.lesson import GAUGES
from playground.presets import PRESETS
from playground.settings import COMPARABLE, SETTINGS
from playground.texts import CATALOGUES
from playground.views.lessons.cures import FORMULAS as CURES
from playground.views.panels.controls import GROUPS
from playground.views.panels.kept import NUMBERS
from playground.views.panels.takeaway import FILES, FILMS, TAKEN_AS
from playground.views.panels.teachers import PARTS as TEACHERS
from playground.views.panels.worksheet import PARTS as SHEET

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [
    *(file for file in (ROOT / "playground").rglob("*.py") if "texts" not in file.parts),
    *(ROOT / "pyscript" / "page").glob("*"),
    *(ROOT / "pyscript" / "embed").glob("*"),
    *(ROOT / "pyscript" / "worker").glob("*"),
    ROOT / "pyscript" / "build_steps" / "page.py",
]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CAUSES = (
    "network", "busy", "renewed", "missing", "truncated", "replaced", "type", "refused", "unsupported", "wasm", "policy", "file", "copied", "sandbox", "memory",
    "program",
)  # fmt: skip
# Keys made of a part that is only known when the page runs, with what it can be.
FAMILIES = {
    "boot.stage.": ("page", "python", "packages", "app", "picture"),
    "boot.state.": ("waiting", "started", "done", "failed"),
    "boot.cause.": CAUSES,
    "boot.remedy.": CAUSES,
    "data.": SETTINGS["data"].choices,
    "lesson.": ("student", "guide"),
    "teachers.": TEACHERS,
    "worksheet.": SHEET,
    "pace.": SETTINGS["pace"].choices,
    "setting.": (*GROUPS["data"], *GROUPS["network"], *GROUPS["training"], "data"),
    "group.": tuple(GROUPS),
    "init.": SETTINGS["init"].choices,
    "reg.": ("none",),
    **{f"hint.{key}.": SETTINGS[key].choices for key in ("data", "act", "init", "opt", "reg", "pace")},
    **{f"hint.{key}.": ("auto", *SETTINGS[key].choices) for key in ("out", "loss")},
    "preset.": tuple(name + part for name in PRESETS for part in ("", ".watch", ".instead")),
    "figure.": ("loss", "accuracy", "gradient", "update", "loss.untested", "accuracy.untested"),
    "chart.": tuple(name + part for name in SETTINGS["chart"].choices for part in ("", ".long")) + ("train", "test", "earlier"),
    **{f"flow.{part}.": WORDS for part in ("word", "because")},
    "deeper.": tuple(name + about for name in PARTS[1:] for about in ("", ".about")),
    **{f"deeper.{kind}.": ("label",) for kind in ("activations", "deltas")},
    "deeper.span.": SPANS,
    "activations.kind.": KINDS,
    "activations.column.": (*PROPERTIES[2:], "function"),
    "activations.shown.": PROPERTIES,
    "activations.layer.": ("hidden", "output"),
    "activations.cell.": (
        "centred.yes", "centred.no", "saturates.both", "saturates.left", "saturates.nearly", "saturates.none", "cost.none", "cost.compare", "cost.exp",
        "cost.exp-log", "cost.erf",
    ),
    "activations.claim.": tuple(claim.name for claim in CLAIMS),
    **{f"gradients.cure.{cure}": ("", ".against", ".factor") for cure in CURES},
    "activations.measure.": tuple(claim.measure.__name__ for claim in CLAIMS),
    "activations.figure.": ("unit", "above", "largest", "gradient"),
    "epilogue.figure.": (*IDEAS, *OPEN),
    "compare.key.": COMPARABLE,
    "compare.": ("train_loss", "test_loss", "test_accuracy", "train_accuracy", "arriving"),
    "goal.": ("and", "or", *goals.OF_THE_RUN, *goals.OF_THE_SHAPE),
    "kept.": NUMBERS,
    "own.file.": ("packed", "excel", "pdf", "image", "other"),
    "takeaway.film.": (*(name + about for name in FILMS for about in ("", ".about")), *(kind + label for kind in TAKEN_AS for label in ("", ".label"))),
    "page.film.": ("step", "train_loss", "test_loss", *(f"going.{kind}" for kind in TAKEN_AS)),
    "takeaway.": tuple(name + about for name in FILES for about in ("", ".about")),
    "code.": (
        "Phi", "activations", "adam", "backward", "batches", "batches.block", "clip", "clip.constant", "delta",
        "delta.bce", "forward", "gradients", "layers", "loss.bce", "loss.half_mse", "loss.mse", "memory", "momentum",
        "nesterov", "numbers", "numpy.warnings", "penalty.l1", "penalty.l2", "phi", "position", "rate", "report",
        "report.untested", "rmsprop", "samples", "sgd", "torch.arranged", "torch.bce", "torch.clip", "torch.double", "torch.l1",
        "torch.l2", "torch.logits", "torch.numpy", "train",
    ),
    "chain-rule.figure.slip.": SLIPS,
    "lesson.gauge.": GAUGES,
    "phase.": ("input", "forward.z", "forward.a", "loss", "backward.a", "backward.z", "backward.W", "update"),
}


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def used_keys():
    written = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    plain = CATALOGUES["en"].keys() & set(re.findall(r"(?<=[\"'`])[\w.-]+(?=[\"'`])", written))
    of_lessons = {key for lesson in LESSONS.values() for key in lesson.keys()}
    return plain | of_lessons | {family + part for family, parts in FAMILIES.items() for part in parts}


def test_both_languages_have_the_same_keys():
    assert CATALOGUES["zh"].keys() == CATALOGUES["en"].keys()


def test_both_languages_fill_in_the_same_values():
    zh, en = ({key: placeholders(text) for key, text in CATALOGUES[lang].items()} for lang in ("zh", "en"))
    assert zh == en


def test_every_key_is_used_and_every_used_key_exists():
    assert used_keys() == set(CATALOGUES["en"])


def test_no_text_is_empty():
    assert all(text.strip() for texts in CATALOGUES.values() for text in texts.values())


def test_the_chinese_catalogue_is_chinese_and_the_english_one_is_not():
    own_names = {"page.brand", "page.other_language", "page.other_language.label"}
    without = {key for key, text in CATALOGUES["zh"].items() if not CHINESE.search(text)}
    assert without <= {"page.other_language", "page.theme", "boot.stage.python"}
    assert not {key for key, text in CATALOGUES["en"].items() if CHINESE.search(text)} - own_names


def test_no_chinese_stands_outside_the_catalogue():
    sources = [file for file in SOURCES if file.suffix in (".py", ".js")]
    assert [file.name for file in sources if CHINESE.search(file.read_text(encoding="utf-8"))] == []
