"""What moves is taken away for slides: a video that plays, or a picture of each phase; whatever ends it, what there is is saved."""

import base64
import io
import re
import struct
import zipfile
from functools import partial

import pytest
from PIL import Image
from playwright.sync_api import expect

from playground.config import Config
from playground.session import Session
from playground.texts import CATALOGUES, say
from playground.views import reading
from playground.walk import PASS_PHASE

EN = CATALOGUES["en"]
SIZE = (1920, 1080)
RATE = 30  # pictures a second
LONGEST = 120_000  # milliseconds until a file is there: each of its pictures is painted anew, on a busy machine slowly
# What the browser says that its recorder can make, and whether it encodes single pictures; without an argument the truth.
ONLY = """(only) => {
    MediaRecorder.asEver ??= MediaRecorder.isTypeSupported;
    VideoEncoder.asEver ??= VideoEncoder.isConfigSupported;
    MediaRecorder.isTypeSupported = only ? (kind) => only.recorded.some((one) => kind.startsWith(one)) : MediaRecorder.asEver;
    VideoEncoder.isConfigSupported = only ? ({ codec }) => Promise.resolve({ supported: only.encoded.some((one) => codec.startsWith(one)) }) : VideoEncoder.asEver;
}"""
PLAYED = """async ([kind, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const video = Object.assign(document.createElement("video"), { muted: true, src: URL.createObjectURL(new Blob([bytes], { type: kind })) });
    await new Promise((resolve, reject) => Object.assign(video, { onloadeddata: resolve, onerror: () => reject(video.error) }));
    video.currentTime = video.duration - 0.2;
    await new Promise((resolve) => { video.onseeked = resolve; });
    return [video.duration, video.videoWidth, video.videoHeight];
}"""


BRIGHTNESS = """async ([kind, content, times]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const video = Object.assign(document.createElement("video"), { muted: true, src: URL.createObjectURL(new Blob([bytes], { type: kind })) });
    const pixel = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    const found = [];
    for (const time of times) {
        const sought = new Promise((resolve) => { video.onseeked = resolve; });
        video.currentTime = time;
        await sought;
        pixel.drawImage(video, 0, 0, 1, 1);
        found.push(pixel.getImageData(0, 0, 1, 1).data[1]);
    }
    return found;
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

    def only(self, recorded=(), encoded=()):
        self.page.evaluate(ONLY, {"recorded": list(recorded), "encoded": list(encoded)})

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

    def brightness(self, name, content, times):
        """(0 to 255) of the pictures of a video at such times, in seconds."""
        kind = f"video/{name.rpartition('.')[2]}"
        return self.page.evaluate(BRIGHTNESS, [kind, base64.b64encode(content).decode(), times])

    def stop(self):
        self.bar.get_by_role("button", name=EN["page.film.stop"]).click()


def times(content):
    """When each picture of a video begins, in seconds: of MP4 as its table of times has it, of WebM as its blocks do."""
    return times_of_mp4(content) if content[4:8] == b"ftyp" else times_of_webm(content)


def times_of_mp4(content):
    # ISO/IEC 14496-12: mdhd has the units of a second, stts (how many, how long) of pictures that follow one another.
    (scale,) = struct.unpack_from(">I", content, content.index(b"mdhd") + 16)
    table = content.index(b"stts") + 8
    (runs,) = struct.unpack_from(">I", content, table)
    lasting = [length for n in range(runs) for count, length in [struct.unpack_from(">II", content, table + 4 + 8 * n)] for _ in range(count)]
    return [sum(lasting[:n]) / scale for n in range(len(lasting))]


def times_of_webm(content):
    # RFC 9559: milliseconds of a cluster (E7), and of each block in it (A3, or A1 in a group) after a byte for its track.
    times, cluster = [], 0
    for name, body in elements(content):
        if name == b"\xe7":
            cluster = int.from_bytes(body)
        elif name in (b"\xa3", b"\xa1"):
            times.append((cluster + struct.unpack_from(">h", body, 1)[0]) / 1000)
    return times


def elements(content):
    """(id, content) of the elements of WebM, also of those in a segment, its clusters and their groups (RFC 8794)."""
    at = 0
    while at < len(content):
        wide = 9 - content[at].bit_length()
        name, at = content[at : at + wide], at + wide
        wide = 9 - content[at].bit_length()
        size, at = int.from_bytes(content[at : at + wide]) & ((1 << 7 * wide) - 1), at + wide
        if name in (b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75", b"\xa0"):
            yield from elements(content[at : at + size])
        else:
            yield name, content[at : at + size]
        at += size


def lengths():
    """Seconds that each phase lasts, at speed 1."""
    session = Session(Config(hidden=(1,), samples=30))
    session.show_phase("input")
    return {phase: max(PASS_PHASE, reading.seconds(session, partial(say, "en"), phase)) for phase in session.phases}


def test_a_video_of_the_pass_has_thirty_pictures_a_second_of_what_it_tells_and_leaves_the_learner_where_they_were(film):
    film.playground.call("showPhase", "backward/1")
    name, content = film.take("pass", "video")
    seconds, *size = film.played(name, content)
    counts = {phase: round(seconds * RATE / 10) for phase, seconds in lengths().items()}  # at speed 10
    count = sum(counts.values()) + RATE  # a second at the end
    assert name == f"circle-pass.{'mp4' if content[4:8] == b'ftyp' else 'webm'}" and size == list(SIZE)
    assert seconds == pytest.approx(count / RATE, abs=0.01)
    assert times(content) == pytest.approx([n / RATE for n in range(count)], abs=0.001)
    assert film.playground.call("status")["phase"] == "backward/1"
    fallen = sum(counts[phase] for phase in counts if not phase.startswith("backward") and phase != "update")
    day, *dusk, night = film.brightness(name, content, [(fallen + n + 0.5) / RATE for n in (-1, 3, 10, 17, 25)])
    assert day > dusk[0] > dusk[1] > dusk[2] > night and day - dusk[0] < 60 and dusk[2] - night < 60  # it fades, as on the page


@pytest.mark.parametrize("end", ["stop", "reset"])
def test_whatever_ends_a_video_what_there_is_is_saved(film, end):
    film.playground.configure(speed=1)

    def meanwhile():
        film.playground.until("phase", "({ phase }) => phase === 'forward/1/z'")
        expect(film.bar).to_be_visible()
        film.stop() if end == "stop" else film.playground.call("reset")

    seconds, *size = film.played(*film.take("pass", "video", meanwhile))
    assert 1 < seconds < 20 and size == list(SIZE)


def test_a_film_that_is_cancelled_leaves_nothing_but_the_learner_where_they_were(film):
    film.open()
    film.button("training", "video").click()
    film.playground.until("frame", "({ step }) => step > 3")
    film.bar.get_by_role("button", name=EN["page.film.cancel"]).click()
    expect(film.bar).to_be_hidden()
    status = film.playground.call("status")
    assert not status["running"] and status["phase"] is None


def test_a_browser_that_encodes_no_single_pictures_records_them_and_says_so(film):
    film.only(recorded=["video/webm"])  # which says by itself nothing of how long it lasts
    film.open()
    expect(film.button("training", "video")).to_have_accessible_description(EN["takeaway.film.recorded"])
    film.page.keyboard.press("Escape")

    film.page.keyboard.press("Escape")
    name, content = film.take("pass", "video")
    seconds, *size = film.played(name, content)
    told = sum(round(each * RATE / 10) for each in lengths().values()) / RATE + 1  # at speed 10, and a second at the end
    assert name == "circle-pass.webm" and size == list(SIZE)
    assert 0.95 * told < seconds and times(content)[-1] == pytest.approx(seconds, rel=0.05)


# A recorder that takes as long to go on as those of browsers do on a slow machine; it knows how long it was at work.
SLOW_RECORDER = """async ({ pictures, late }) => {
    const { startVideo } = await import("/page/video.js");
    class Recorder extends EventTarget {
        static isTypeSupported = () => true;
        state = "inactive";
        lasted = 0;
        constructor() { super(); Recorder.last = this; }
        start() { this.state = "recording"; this.since = performance.now(); }
        resume() { this.start(); while (performance.now() - this.since < late) continue; }
        pause() { this.state = "paused"; this.lasted += performance.now() - this.since; }
    }
    window.VideoEncoder = undefined;
    window.MediaRecorder = Recorder;
    const canvas = { captureStream: () => ({ getVideoTracks: () => [{ requestFrame() {}, stop() {} }] }) };
    const camera = await startVideo(canvas, "");
    for (let n = 0; n < pictures; n++) await camera.take();
    return Recorder.last.lasted / 1000;
}"""


def test_a_film_that_is_recorded_lasts_as_long_as_told_though_each_picture_takes_longer_to_record(empty_page):
    assert 1.4 < empty_page.evaluate(SLOW_RECORDER, {"pictures": 45, "late": 15}) < 1.9  # told are 1.5; all that is late makes 0.7


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


def test_a_browser_that_makes_no_videos_says_so_and_still_takes_pictures(film):
    film.only()
    film.open()
    for what in ("pass", "training"):
        expect(film.button(what, "video")).to_be_disabled()
        expect(film.button(what, "video")).to_have_accessible_description(EN["takeaway.film.impossible"])
        expect(film.button(what, "pictures")).to_be_enabled()
    expect(film.page.get_by_text(EN["takeaway.film.impossible"])).to_be_visible()
