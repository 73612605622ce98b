"""Taking a run away as a person would: saved, copied, opened again; and what was saved gives the screen's numbers."""

import csv
import io
import json
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import expect

from playground.texts import CATALOGUES

EN, ZH = CATALOGUES["en"], CATALOGUES["zh"]
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {f"{SVG}{name}" for name in ("path", "line", "circle", "polyline", "image", "text")}
BACKGROUNDS = {"light": (255, 255, 255), "dark": (28, 31, 37)}
RUN = {"data": "moons", "samples": 60, "noise": 10, "hidden": "5,3", "act": "relu,elu", "opt": "adam", "lr": 0.02, "reg": "l2", "rate": 0.01}


class Dialog:
    """The open dialog of a page."""

    def __init__(self, playground, texts=EN):
        self.page, self.texts = playground.page, texts
        self.page.get_by_role("button", name=texts["page.takeaway"], exact=True).click()
        self.locator = self.page.get_by_role("dialog", name=texts["page.takeaway"])
        expect(self.locator).to_be_visible()

    def label(self, key, **values):
        return self.texts[key].format(**values)

    def save(self, what):
        """(name, text) of a file that is saved."""
        name, content = self._download(self.label("takeaway.save.label", what=self.label(f"takeaway.{what}")))
        return name, content.decode()

    def save_figure(self, what, kind):
        return self._download(self.label("page.figure.save", what=what, kind=kind))

    def copy(self, what):
        """The clipboard after copying."""
        name = self.label("takeaway.copy.label", what=self.label(f"takeaway.{what}"))
        self.locator.get_by_role("button", name=name, exact=True).click()
        expect(self.locator.locator("#takeaway-copied")).to_have_text(self.label("page.copied"))
        return self.page.evaluate("navigator.clipboard.readText()")

    def open(self, text):
        self.locator.get_by_role("textbox", name=self.label("takeaway.back")).fill(text)
        self.locator.get_by_role("button", name=self.label("takeaway.open"), exact=True).click()

    def expect_told(self, pattern):
        expect(self.locator.locator("#takeaway-back").get_by_role("status")).to_contain_text(pattern)

    def figures(self):
        return self.locator.locator("#takeaway-figures strong").all_inner_texts()

    def close(self):
        self.locator.get_by_role("button", name=self.label("page.close"), exact=True).click()
        expect(self.locator).to_be_hidden()

    def _download(self, button):
        with self.page.expect_download() as download:
            self.locator.get_by_role("button", name=button, exact=True).click()
        return download.value.suggested_filename, download.value.path().read_bytes()


@pytest.fixture
def playground(playground):
    yield playground
    playground.page.evaluate("document.getElementById('takeaway').close()")


@pytest.fixture
def trained(playground):
    """A page in the middle of a run of many settings, on its way through an epoch."""
    playground.configure(**RUN)
    playground.step(11)
    playground.settle()
    return playground


def losses_printed(code, folder, *arguments):
    """[(step, train loss, test loss)] that a real Python prints, running a script."""
    file = folder / "network.py"
    file.write_text(code, encoding="utf-8")
    ran = subprocess.run([sys.executable, file, *arguments], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "")
    rows = (line.split() for line in ran.stdout.splitlines())
    return [(int(row[1]), float(row[3]), float(row[5])) for row in rows]


def expect_losses(status, printed):
    step, train, test = printed
    assert step == status["step"]
    assert (train, test) == (pytest.approx(status["train_loss"], abs=1e-9), pytest.approx(status["test_loss"], abs=1e-9))


def test_the_numpy_script_prints_the_screens_losses_and_trains_on_as_the_page_does(trained, tmp_path):
    before = trained.status()
    name, code = Dialog(trained).save("numpy")
    now, later = losses_printed(code, tmp_path, "40")
    trained.step(40)
    assert name == "moons-step11-numpy.py"
    expect_losses(before, now)
    expect_losses(trained.status(), later)


def test_the_pytorch_script_is_of_this_run(trained):
    name, code = Dialog(trained).save("torch")
    assert name == "moons-step11-pytorch.py"
    assert "nn.Linear(2, 5), nn.ReLU()," in code and "torch.optim.Adam" in code
    assert json.dumps(trained.parameters()["biases"][-1]) in code
    compile(code, name, "exec")


def test_settings_restore_the_run(trained):
    config, dialog = trained.config(), Dialog(trained)
    name, text = dialog.save("config")
    assert (name, json.loads(text)) == ("moons-settings.json", config)
    trained.configure(data="spiral", hidden="2", act="tanh", opt="sgd", lr=0.1, reg="none")
    dialog.open(text)
    dialog.expect_told(EN["takeaway.opened.settings"])
    assert trained.config() == config


def test_weights_restore_the_network(trained):
    parameters, dialog = trained.parameters(), Dialog(trained)
    _, text = dialog.save("parameters")
    trained.call("reset")
    assert trained.parameters() != parameters
    dialog.open(text)
    dialog.expect_told(EN["takeaway.opened.parameters"])
    assert trained.parameters() == parameters


def test_a_chosen_file_and_a_dropped_file_are_opened(trained, tmp_path):
    dialog, file = Dialog(trained), tmp_path / "mine.json"
    file.write_text('{"lr": 0.5}')
    dialog.locator.locator("#takeaway-file").set_input_files(file)
    trained.expect_config(lr=0.5)
    trained.page.evaluate("""() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['{"lr": 0.25}'], "settings.json"));
        document.getElementById("takeaway").dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true, bubbles: true }));
    }""")
    trained.expect_config(lr=0.25)


def test_what_cannot_be_opened_is_told_in_words_and_changes_nothing(trained):
    before, dialog = (trained.config(), trained.parameters()), Dialog(trained)
    for text, told in (('{"lr": 0.1,}', "line 1"), ('{"lr": -1}', "lr cannot be -1"), ('{"weights": [], "biases": []}', "Weights and biases are needed")):
        dialog.open(text)
        dialog.expect_told(told)
        expect(dialog.locator.get_by_role("textbox", name=EN["takeaway.back"])).to_have_value(text)
    assert (trained.config(), trained.parameters()) == before


def test_history_and_data_are_those_of_the_page(trained):
    status, dialog = trained.status(), Dialog(trained)
    history = list(csv.DictReader(io.StringIO(dialog.save("history")[1])))
    assert [int(row["step"]) for row in history] == list(range(12))
    for name in ("train_loss", "test_loss", "train_accuracy", "test_accuracy"):
        assert float(history[-1][name]) == status[name]
    assert [float(history[-1][f"gradient_norm_{layer}"]) for layer in (1, 2, 3)] == pytest.approx(status["gradient_norms"])
    rows = list(csv.DictReader(io.StringIO(dialog.save("data")[1])))
    for part, samples in trained.call("data").items():
        own = [row for row in rows if row["part"] == part]
        assert [[float(row["x1"]), float(row["x2"])] for row in own] == samples["x"]
        assert [float(row["label"]) for row in own] == samples["y"]


def test_copies_are_what_would_be_saved(playground):
    playground.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog, address = Dialog(playground), playground.page.evaluate("location.href")
    for what in ("numpy", "config", "history"):
        assert dialog.copy(what) == dialog.save(what)[1]
    assert dialog.copy("address") == address
    expect(dialog.locator.get_by_role("textbox", name=EN["takeaway.address"])).to_have_value(address)


def test_a_copy_that_the_browser_refuses_is_told(playground):
    playground.page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('not allowed')); }")
    dialog = Dialog(playground)
    dialog.locator.get_by_role("button", name="Copy: NumPy code", exact=True).click()
    expect(dialog.locator.locator("#takeaway-copied")).to_have_text(EN["page.copy_failed"])
    playground.page.evaluate("() => { delete navigator.clipboard.write; }")  # the browser's own again


@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_every_figure_is_a_real_picture_both_ways(playground, theme):
    playground.configure(theme=theme)
    playground.step(20)
    playground.settle()
    playground.evaluate("tests.painted()")
    dialog = Dialog(playground)
    assert {EN["page.figure.network"], EN["page.figure.chart"], EN["page.figure.norms"]} <= set(dialog.figures())
    for what in dialog.figures():
        name, content = dialog.save_figure(what, "PNG")
        image = Image.open(io.BytesIO(content))
        assert (image.format, name[-4:]) == ("PNG", ".png") and min(image.size) > 250
        assert image.convert("RGB").getpixel((2, 2)) == BACKGROUNDS[theme]
        assert len(image.convert("RGB").getcolors(image.width * image.height)) > 20
        name, content = dialog.save_figure(what, "SVG")
        root = ElementTree.fromstring(content)
        assert (root.tag, name[-4:]) == (f"{SVG}svg", ".svg")
        assert sum(element.tag in DRAWN for element in root.iter()) > 3
        assert float(root.get("width")) * 3 == pytest.approx(image.width, abs=1.5)


def test_the_network_as_svg_holds_its_words_and_maps(playground):
    _, content = Dialog(playground).save_figure(EN["page.figure.network"], "SVG")
    root = ElementTree.fromstring(content)
    words = ["".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")]
    assert "ŷ" in words and any(word.startswith("= −") or word.startswith("= +") for word in words)
    assert len(list(root.iter(f"{SVG}image"))) >= 8  # 2 inputs, 6 hidden units, the output


def test_while_the_run_goes_on_a_script_is_of_one_moment(playground, tmp_path):
    playground.configure(pace="max", samples=60)
    playground.call("run")
    code = Dialog(playground).save("numpy")[1]
    playground.call("pause")
    (now,) = losses_printed(code, tmp_path, "0")
    playground.call("seek", now[0])
    expect_losses(playground.status(), now)


def test_it_speaks_the_learners_language_and_closes(playground):
    playground.configure(lang="zh")
    dialog = Dialog(playground, ZH)
    assert "前向传播" in dialog.save("numpy")[1]
    assert ZH["page.figure.network"] in dialog.figures()
    dialog.close()


def test_it_fits_a_phone(visits, site):
    page = visits.open(site.address + "?samples=30", viewport={"width": 390, "height": 844})
    dialog = Dialog(page)
    assert page.evaluate("document.getElementById('takeaway').scrollWidth <= document.getElementById('takeaway').clientWidth")
    for target in dialog.locator.locator("button, label.file, input[readonly], textarea").all():
        assert target.bounding_box()["height"] >= 44, target.inner_text()
