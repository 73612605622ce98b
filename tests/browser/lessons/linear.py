"""What a student does in lesson 1."""

MORE, ADD = '#lesson-controls [data-do="layers.more"]', '#lesson-controls [data-do="layers.add"]'
REMOVE = '#lesson-controls [data-do="layers.remove"]'
LESS = '#lesson-controls [data-do="layers.less"]'
STANDING = "(status) => status.step > 150"


def look_far_out(page):
    page.train("(status) => status.step > 150")
    page.press_on("#reach-600")


def look_before_learning(page):
    """The answers are large already, but nothing is learned."""
    page.press_on("#reach-6000")


def level_the_hills(page):
    page.train("(status) => status.step > 200")


def watch_three(page):
    page.train("(status) => status.step > 200")


def fold_and_replace(page):
    page.train("(status) => status.step > 120")
    for _ in range(4):
        page.press_on("#fold-next")
    page.press_on("#fold-replace")


def fold_untrained(page):
    """The fold is right at any time, but this is not the line of least squares."""
    for _ in range(4):
        page.press_on("#fold-next")
    page.press_on("#fold-replace")
    assert page.config()["hidden"] == ""


def another_way(page):
    for _ in range(2):
        page.press_on(f'{REMOVE}[data-value="1"]')
    page.select("#set-init", "xavier_normal")
    page.train("(status) => status.step > 120")


def the_same_way(page):
    """Least squares, but from the same depth and start."""
    page.step(1000)


def try_in_vain(page):
    page.press_on(f'{MORE}[data-value="1"]')
    page.train(STANDING)


def cheat_with_a_product(page):
    """XOR is no line's business any more where x₁x₂ is an input."""
    page.configure(features="x1*x2", hidden="4")
    page.step(500)


def train_bent(page):
    page.train("(status) => status.train_accuracy > 0.96")
    page.press_on("#fold-next")


def many_pieces(page):
    page.press_on(f'{MORE}[data-value="1"]')
    page.press_on(ADD)
    page.step(200)


def three_relus(page):
    page.choose("act", "relu", "#lesson-controls")
    for _ in range(5):
        page.press_on(f'{LESS}[data-value="1"]')
    page.train("(status) => status.train_accuracy >= 0.99 && status.test_accuracy >= 0.98")


def too_many(page):
    """Eight units solve it, but that is no feat."""
    page.configure(act="relu")
    page.step(1500)
    assert page.status()["test_accuracy"] > 0.98


SOLUTIONS = {
    "alone": look_far_out,
    "uneven": level_the_hills,
    "stack": watch_three,
    "fold": fold_and_replace,
    "least": another_way,
    "xor": try_in_vain,
    "circle": try_in_vain,
    "bend": train_bent,
    "folds": many_pieces,
    "xor-fewest": three_relus,
    "circle-fewest": three_relus,
}
ALMOST = {
    "alone": look_before_learning,
    "fold": fold_untrained,
    "least": the_same_way,
    "xor": cheat_with_a_product,
    "xor-fewest": too_many,
}
