"""What moves is taken away for slides: a video that plays, or a picture of each phase; whatever ends it, what there is is saved."""

import base64
import io
import re
import zipfile

import pytest
from PIL import Image
from playwright.sync_api import expect

from playground.texts import CATALOGUES

EN = CATALOGUES["en"]
SIZE = (1920, 1080)
LONGEST = 120_000  # milliseconds until a file is there: each of its pictures is painted anew, on a busy machine slowly
# What the browser says that it can make; without an argument the truth.
ONLY = """(kinds) => {
    MediaRecorder.asEver ??= MediaRecorder.isTypeSupported;
    MediaRecorder.isTypeSupported = kinds ? (kind) => kinds.some((one) => kind.startsWith(one)) : MediaRecorder.asEver;
}"""
PLAYED = """async ([kind, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const video = Object.assign(document.createElement("video"), { muted: true, src: URL.createObjectURL(new Blob([bytes], { type: kind })) });
    await new Promise((resolve, reject) => Object.assign(video, { onloadeddata: resolve, onerror: () => reject(video.error) }));
    video.currentTime = video.duration - 0.2;
    await new Promise((resolve) => { video.onseeked = resolve; });
    URL.revokeObjectURL(video.src);
    return [video.duration, video.videoWidth, video.videoHeight];
}"""


@pytest.fixture
def film(playground):
    playground.configure(hidden="1", samples=30, speed=10)
    yield Film(playground)
    playground.page.evaluate(ONLY, None)
    playground.page.evaluate("document.getElementById('takeaway').close()")
    playground.page.emulate_media(reduced_motion="no-preference")


class Film:
    """The rows of the dialog that take what moves, and the bar that says so meanwhile."""

    def __init__(self, playground):
        self.playground, self.page = playground, playground.page
        self.bar = self.page.get_by_role("region", name=EN["page.film"])

    def only(self, *kinds):
        self.page.evaluate(ONLY, list(kinds))

    def button(self, what, kind):
        return self.page.get_by_role("button", name=EN[f"takeaway.film.{kind}.label"].format(what=EN[f"takeaway.film.{what}"]))

    def open(self):
        self.page.get_by_role("button", name=EN["page.takeaway"], exact=True).click()

    def take(self, what, kind, meanwhile=lambda: None):
        """(name, content) of the file that is saved."""
        self.open()
        with self.page.expect_download(timeout=LONGEST) as download:
            self.button(what, kind).click()
            meanwhile()
        expect(self.bar).to_be_hidden()
        name = download.value.suggested_filename
        expect(self.page.locator("#notices")).to_contain_text(name)
        return name, download.value.path().read_bytes()

    def played(self, name, content):
        """(seconds, width, height) of a video, from the browser's own player, which has wound to its end."""
        kind = f"video/{name.rpartition('.')[2]}"
        return self.page.evaluate(PLAYED, [kind, base64.b64encode(content).decode()])

    def stop(self):
        self.bar.get_by_role("button", name=EN["page.film.stop"]).click()


def test_a_video_of_the_pass_runs_from_the_first_phase_to_the_end_and_says_how_long_it_is(film):
    film.playground.call("showPhase", "backward/1")
    film.only("video/webm")  # of which browsers do not say it by themselves
    told = film.playground.page.evaluate_handle("() => { const told = []; playground.on('phase', ({ phase }) => told.push(phase)); return told; }")
    name, content = film.take("pass", "video")
    seconds, *size = film.played(name, content)
    phases = film.playground.call("phases")
    assert name == "circle-pass.webm" and size == list(SIZE)
    assert told.json_value() == phases
    assert 0.2 * len(phases) < seconds < 60


@pytest.mark.parametrize("end", ["stop", "reset", "other network"])
def test_whatever_ends_a_video_what_there_is_is_saved(film, end):
    film.playground.configure(speed=1)

    def meanwhile():
        film.playground.until("phase", "({ phase }) => phase === 'forward/1/z'")
        expect(film.bar).to_be_visible()
        if end == "stop":
            film.stop()
        elif end == "reset":
            film.playground.call("reset")
        else:
            film.playground.configure(hidden="2")

    seconds, *size = film.played(*film.take("pass", "video", meanwhile))
    assert 1 < seconds < 20 and size == list(SIZE)


def test_training_is_set_going_and_recorded(film):
    def meanwhile():
        film.playground.until_status("({ running, step }) => running && step > 0")
        film.stop()

    name, content = film.take("training", "video", meanwhile)
    assert name.startswith("circle-training.") and film.played(name, content)[1:] == list(SIZE)
    film.playground.call("pause")


def test_pictures_show_the_end_of_each_phase_with_its_sentence_also_where_nothing_is_to_move(film):
    film.page.emulate_media(reduced_motion="reduce")
    name, content = film.take("pass", "pictures")
    phases = film.playground.call("phases")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        *pictures, captions = archive.namelist()
        told = archive.read(captions).decode()
        images = [Image.open(io.BytesIO(archive.read(picture))).convert("RGB") for picture in pictures]
    assert name == "circle-pass.zip" and captions == "captions.md"
    assert pictures == [f"{at:02}-{phase.replace('/', '-')}.png" for at, phase in enumerate(phases, 1)]
    assert {image.size for image in images} == {SIZE} and len({image.tobytes() for image in images}) == len(images)
    sentences = re.findall(r"^- (\S+): (.+)$", told, re.M)
    assert [picture for picture, _ in sentences] == pictures and len({sentence for _, sentence in sentences}) == len(pictures)
    assert "learning rate" in sentences[-1][1]


def test_a_browser_without_a_recorder_says_so_and_still_takes_pictures(film):
    film.only()
    film.open()
    for what in ("pass", "training"):
        expect(film.button(what, "video")).to_be_disabled()
        expect(film.button(what, "video")).to_have_accessible_description(EN["takeaway.film.impossible"])
        expect(film.button(what, "pictures")).to_be_enabled()
    expect(film.page.get_by_text(EN["takeaway.film.impossible"])).to_be_visible()
