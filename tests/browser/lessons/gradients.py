"""What a student does in lesson 5."""


def give_it_time(page):
    page.train("(status) => status.step >= 500", stride=100)


def to_the_deepest(page):
    for depth in (12, 16, 24):
        page.press_on(f"#depth-{depth}")
        page.wait_until(f"() => document.querySelector('#depth-{depth}').getAttribute('aria-pressed') === 'true'")


def not_so_deep(page):
    page.press_on("#depth-16")
    page.step(10)
    assert page.config()["hidden"] == ",".join(["8"] * 16)


def turn(value):
    def turned(page):
        page.page.locator("#gain-knob").fill(str(value))
        page.wait_until(f"() => document.querySelector('#gain-knob').value === '{value}'")
    return turned


def train_three(page):
    page.train("(status) => status.step >= 700", stride=100)


def let_it_explode(page):
    page.press_on("#run-toggle")
    page.expect_task_done()
    page.call("pause")


def begin_well(page):
    page.choose("act", "tanh", "#lesson-controls")
    page.select("#set-init", "xavier_uniform")
    page.fill("#set-gain", "1")
    page.page.locator("#set-gain").press("Enter")
    page.train("(status) => status.train_accuracy >= 0.96", stride=100)


def with_squares(page):
    """Twelve layers, but x₁² and x₂² make a straight line of the circle."""
    page.configure(act="tanh", init="xavier_uniform", gain=1, features="x1^2,x2^2")
    page.step(300)
    assert page.status()["train_accuracy"] > 0.95


SOLUTIONS = {
    "deaf": give_it_time,
    "depth": to_the_deepest,
    "factor": turn(9),
    "acts": train_three,
    "xavier": turn(0.25),
    "he": turn(0.355),
    "grow": to_the_deepest,
    "clip": let_it_explode,
    "twelve": begin_well,
}
ALMOST = {
    "depth": not_so_deep,
    "grow": not_so_deep,
    "factor": turn(3),
    "xavier": turn(0.2),
    "he": turn(0.3),
    "twelve": with_squares,
}
