"""Data of one's own: drawn with pointer, touch or keys, typed, pasted, dropped; and the output field in plain colours."""

import pytest
from playwright.sync_api import expect

from playground.points import read

LETTERS = "x1,x2,label\n1,1,a\n2,oops,a\n-1,-1,b\n3\n"


class Dialog:
    """The dialog «Your own data»."""

    def __init__(self, playground):
        self.playground, self.page = playground, playground.page
        self.whole = self.page.get_by_role("dialog", name=playground.say("page.owndata"))
        self.plane = self.whole.get_by_role("application")
        self.text = self.whole.get_by_label(playground.say("own.text"))
        self.use = self.button("own.use")

    def open(self):
        self.page.get_by_role("button", name=self.playground.say("setting.draw")).click()
        expect(self.whole).to_be_visible()
        return self

    def close(self):
        self.page.keyboard.press("Escape")
        expect(self.whole).to_be_hidden()

    def button(self, key):
        return self.whole.get_by_role("button", name=self.playground.say(key), exact=True)

    def cleared(self):
        self.button("own.clear").click()
        self.expect_counts(0, 0)
        return self

    def choose(self, tool):
        self.whole.get_by_role("radio", name=self.playground.say(f"own.{tool}")).check()

    def place(self, x1, x2):
        """Where a point of the plane is on the screen."""
        box = self.plane.bounding_box()
        return box["x"] + box["width"] * (x1 + 6) / 12, box["y"] + box["height"] * (6 - x2) / 12

    def press_at(self, x1, x2):
        self.page.mouse.click(*self.place(x1, x2))

    def drag(self, start, end):
        self.page.mouse.move(*self.place(*start))
        self.page.mouse.down()
        self.page.mouse.move(*self.place(*end), steps=24)
        self.page.mouse.up()

    def drop(self, name, text):
        """A file is dropped on the dialog."""
        self.whole.evaluate(
            """(dialog, [name, text]) => {
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(new File([text], name, { type: "text/csv" }));
                dialog.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
            }""", [name, text])  # fmt: skip

    def points(self):
        """What the text field holds, read as Python reads it."""
        return read(self.text.input_value()).points

    def expect_counts(self, a, b):
        """In words, and as marks on the plane."""
        expect(self.whole.get_by_text(self.playground.say("own.count").format(a=a, b=b))).to_be_visible()
        expect(self.plane.locator("circle.a")).to_have_count(a)
        expect(self.plane.locator("circle.b")).to_have_count(b)

    def expect_told(self, key, **values):
        expect(self.whole.get_by_text(self.playground.say(key).format(**values), exact=True)).to_be_visible()


    def expect_problem(self, line, key, **values):
        self.expect_told("own.at.line", line=line, problem=self.playground.say(key).format(**values))

    def open_file(self, name, content):
        """A file is chosen."""
        self.whole.get_by_label(self.playground.say("own.file")).set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


@pytest.fixture
def dialog(playground):
    """Open, without points, about to draw class A."""
    opened = Dialog(playground).open().cleared()
    opened.choose("class_a")
    yield opened
    if playground.page.locator("dialog[open]").count():
        playground.page.keyboard.press("Escape")


def test_points_drawn_with_the_pointer_become_the_data(dialog):
    dialog.press_at(-3, 3)
    dialog.press_at(-3.5, 2)
    dialog.choose("class_b")
    dialog.press_at(3, -3)
    dialog.expect_counts(2, 1)
    drawn = dialog.points()
    for (x1, x2, label), (wanted1, wanted2, wanted) in zip(drawn, [(-3, 3, 1), (-3.5, 2, 1), (3, -3, -1)], strict=True):
        assert (x1, x2) == pytest.approx((wanted1, wanted2), abs=0.05) and label == wanted
    dialog.use.click()
    expect(dialog.whole).to_be_hidden()
    dialog.playground.expect_config(data="custom")
    data = dialog.playground.call("data")
    used = [(*x, y) for part in data.values() for x, y in zip(part["x"], part["y"], strict=True)]
    assert sorted(used) == sorted(drawn)


def test_a_truth_table_is_trained_on_as_a_whole_and_the_page_says_that_there_is_no_test_set(dialog):
    page, none = dialog.playground, dialog.playground.say("page.no_test")
    dialog.text.fill("x1,x2,AND\n0,0,0\n0,1,0\n1,0,0\n1,1,1\n")
    dialog.use.click()
    page.expect_config(points="0,0,-1;0,1,-1;1,0,-1;1,1,1", train=100)
    page.configure(hidden="", init="zeros", out="sigmoid", loss="mse", lr=5, batch="all")
    page.step(1)
    assert page.call("parameters") == {"weights": [[[0], [0]]], "biases": [[-0.625]]}
    assert page.status()["test_loss"] is None and page.status()["test_accuracy"] is None
    results = page.page.locator("[data-part=results]")
    expect(results.get_by_text(none)).to_have_count(3)  # both figures, and the legend of the chart
    expect(page.page.locator(".picture .legend")).to_contain_text(none)
    page.configure(lang="zh")
    expect(results.get_by_text("没有测试集")).to_have_count(3)
    page.configure(lang="en", data="circle", train=50)
    expect(results.get_by_text(none)).to_have_count(0)
    expect(page.page.locator(".picture .legend")).to_contain_text(page.say("page.legend.test"))


def test_the_points_stand_in_the_address_and_the_dialog_shows_them_again(dialog):
    dialog.text.fill("1,2,1\n-1,-2.5,-1\n")
    dialog.use.click()
    dialog.playground.expect_config(points="1,2,1;-1,-2.5,-1", data="custom")
    assert "points=1,2,1;-1,-2.5,-1" in dialog.page.url
    dialog.open()
    dialog.expect_counts(1, 1)
    expect(dialog.text).to_have_value("x1,x2,label\n1,2,1\n-1,-2.5,-1\n")


def test_dragging_leaves_single_points_and_the_eraser_takes_them_away(dialog):
    dialog.drag((-4, 0), (4, 0))
    xs = [x1 for x1, _, _ in dialog.points()]
    assert 10 <= len(xs) <= 21 and all(b - a >= 0.39 for a, b in zip(xs, xs[1:], strict=False))
    dialog.choose("eraser")
    dialog.drag((-4, 0), (0, 0))
    left = dialog.points()
    assert left and all(x1 > 0 for x1, _, _ in left)
    dialog.expect_counts(len(left), 0)


def test_undo_goes_back_stroke_by_stroke_and_over_clear(dialog):
    dialog.press_at(-3, 3)
    dialog.drag((-4, 0), (4, 0))
    dialog.button("own.clear").click()
    dialog.expect_counts(0, 0)
    dialog.button("own.undo").click()
    assert len(dialog.points()) > 5
    dialog.button("own.undo").click()
    dialog.expect_counts(1, 0)
    dialog.button("own.undo").click()
    dialog.expect_counts(0, 0)


def test_it_can_be_done_by_keyboard_alone(dialog):
    keyboard = dialog.page.keyboard
    dialog.plane.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp", " ", "Shift+ArrowLeft", "Shift+ArrowLeft", "Enter"):
        keyboard.press(key)
    expect(dialog.whole.locator("#own-place")).to_have_text("x₁ = −1.5, x₂ = 0.25")
    assert dialog.points() == ((0.5, 0.25, 1), (-1.5, 0.25, 1))
    keyboard.press("Delete")
    dialog.expect_counts(1, 0)
    keyboard.press("Control+z")
    dialog.expect_counts(2, 0)
    dialog.whole.get_by_role("radio", name=dialog.playground.say("own.class_a")).focus()
    keyboard.press("ArrowDown")
    dialog.plane.focus()
    keyboard.press("ArrowUp")
    keyboard.press(" ")
    dialog.expect_counts(2, 1)


def test_bad_rows_are_named_and_good_ones_drawn_as_one_types(dialog):
    dialog.text.fill(LETTERS)
    dialog.expect_counts(1, 1)
    dialog.expect_problem(3, "own.problem.number", column="x2", value="oops")
    dialog.expect_problem(5, "own.problem.missing", column="x2")
    dialog.expect_told("own.remark.classes", first="a", second="b")
    expect(dialog.text).to_have_value(LETTERS)


def test_a_dropped_file_is_read_and_undo_brings_back_what_was_drawn(dialog):
    dialog.press_at(1, 1)
    dialog.drop("measured.csv", "length;weight;kind\n150,5;0,2;cat\n170;0,4;cat\n190;0,5;dog\n")
    dialog.expect_counts(2, 1)
    dialog.expect_told("own.remark.scaled", column="length", shift="170.2", factor="0.2532")
    dialog.button("own.undo").click()
    dialog.expect_counts(1, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "be with mark"])
def test_a_chosen_file_is_read_in_the_encodings_of_spreadsheets(dialog, encoding):
    table = "横,纵,类别\n1,2,猫\n-1,-2,狗\n"
    marked = b"\xfe\xff" + table.encode("utf-16-be")
    dialog.open_file("a.csv", marked if encoding == "be with mark" else table.encode(encoding))
    dialog.expect_counts(1, 1)
    dialog.expect_told("own.remark.classes", first="狗", second="猫")


@pytest.mark.parametrize(
    "beginning, kind", [(b"PK\x03\x04\x14\0", "packed"), (b"\xd0\xcf\x11\xe0\xa1", "excel"), (b"%PDF-1.7\n", "pdf"), (b"\x89PNG\r\n", "image"), (b"\xff\xd8\xff\xe0", "image")]
)  # fmt: skip
def test_a_file_that_is_no_text_says_what_to_do_instead(dialog, beginning, kind):
    dialog.open_file("book.xlsx", beginning + bytes(range(256)))
    dialog.expect_told(f"own.file.{kind}")
    expect(dialog.use).to_be_disabled()


def test_the_columns_of_a_file_can_be_chosen_and_are_drawn_at_once(dialog):
    rows = [f"{n},{5 + n % 4 / 2},{3 + n % 3 / 2},{n % 5 + 0.5},{'abc'[n % 3]}" for n in range(1, 31)]
    dialog.drop("iris.csv", "\n".join(["Id,length,width,petal,species", *rows]))
    dialog.expect_counts(10, 20)
    dialog.expect_told("own.remark.rest", first="a", rest="b, c")
    across = dialog.whole.get_by_role("combobox", name="x₁")
    expect(across).to_have_value("2")
    before = dialog.plane.locator("circle").first.get_attribute("cx")
    across.select_option("petal")
    expect(dialog.plane.locator("circle").first).not_to_have_attribute("cx", before)
    dialog.whole.get_by_role("combobox", name=dialog.playground.say("own.positive")).select_option("c")
    dialog.expect_told("own.remark.rest", first="c", rest="a, b")
    dialog.use.click()
    dialog.playground.expect_config(data="custom", train=50)
    assert sum(y == 1 for part in dialog.playground.call("data").values() for y in part["y"]) == 10


def test_numbers_as_labels_are_a_regression(dialog):
    dialog.text.fill("size,age,price\n1,2,0.5\n2,3,1\n3,4,-0.25\n4,5,0\n")
    expect(dialog.whole.get_by_text(dialog.playground.say("own.count.regression").format(count=4))).to_be_visible()
    dialog.use.click()
    dialog.playground.expect_config(points="1,2,0.5;2,3,1;3,4,-0.25;4,5,0", out="identity", train=100)
    dialog.playground.step(3)
    assert dialog.playground.status()["train_accuracy"] is None


def test_a_script_reads_and_uses_a_text_with_any_columns(playground):
    text = "id,a,b,c,kind\n1,0.1,2,3,no\n2,0.2,4,1,yes\n3,x,1,1,no\n"
    read = playground.evaluate(f"playground.readData({text!r})")
    assert (read["x1"], read["x2"], read["label"], read["positive"], read["kept"]) == ("a", "b", "kind", "yes", 2)
    assert read["problems"] == [{"line": 4, "message": playground.say("own.problem.number").format(column="a", value="x")}]
    used = playground.evaluate(f"playground.useData({text!r}, {{x1: 'c', x2: 2, positive: 'no'}})")
    assert used["points"] == [[3, 0.1, 1], [1, 0.2, -1]]
    playground.expect_config(data="custom", points="3,0.1,1;1,0.2,-1", train=100)


def test_without_points_it_says_why_and_what_is_drawn_is_not_lost(dialog):
    dialog.expect_told("own.refused.none")
    expect(dialog.use).to_be_disabled()
    dialog.drag((-4, 0), (4, 0))
    expect(dialog.use).to_be_enabled()
    drawn = dialog.points()
    dialog.close()
    dialog.playground.configure(data="xor", seed=3)
    dialog.open()
    assert dialog.points() == drawn and len(drawn) > 5


def test_the_data_in_use_can_be_taken_to_start_from(dialog):
    dialog.button("own.start_from").click()
    labels = [y for part in dialog.playground.call("data").values() for y in part["y"]]
    dialog.expect_counts(labels.count(1), labels.count(-1))
    dialog.button("own.undo").click()
    dialog.expect_counts(0, 0)


def test_a_language_change_keeps_what_was_drawn(dialog):
    dialog.press_at(2, 2)
    dialog.choose("class_b")
    dialog.playground.configure(lang="zh")
    chinese = Dialog(dialog.playground)
    chinese.expect_counts(1, 0)
    expect(chinese.whole.get_by_role("radio", name="B 类")).to_be_checked()


def test_a_finger_sets_a_point_without_scrolling(phone):
    dialog = Dialog(phone)
    phone.page.get_by_role("button", name=phone.say("setting.draw")).tap()
    dialog.cleared()
    dialog.page.touchscreen.tap(*dialog.place(2, 1))
    dialog.expect_counts(1, 0)
    assert dialog.plane.evaluate("(plane) => getComputedStyle(plane).touchAction") == "none"
    assert dialog.whole.evaluate("(whole) => whole.scrollWidth <= whole.clientWidth")


# -- the switch of the output field -----------------------------------------------------------------


def colours_of_the_field(playground):
    """How many different colours the output field has."""
    playground.evaluate("tests.painted()")
    return playground.page.evaluate(
        """() => {
            const sources = [...Bokeh.documents].flatMap((document) => [...document._all_models.values()]);
            const field = sources.find((model) => model.type === "ColumnDataSource" && String(model.columns()) === "image");
            return new Set(field.get_column("image")[0]).size;
        }"""
    )


@pytest.mark.parametrize("data, key, most", [("circle", "cells.classes", 2), ("plane", "cells.steps", 5)])
def test_the_field_is_told_apart_into_plain_colours_and_back(playground, data, key, most):
    playground.configure(data=data)
    playground.step(200)
    playground.settle()
    assert colours_of_the_field(playground) > 20
    switch = playground.page.get_by_role("checkbox", name=playground.say(key))
    switch.check()
    playground.expect_config(cells="discrete")
    assert 2 <= colours_of_the_field(playground) <= most
    assert playground.status()["step"] == 200
    switch.uncheck()
    playground.expect_config(cells="smooth")
    assert colours_of_the_field(playground) > 20
