"""What a student does in lesson 4."""

RATE = "#lesson-controls #set-lr"
ARRIVED = "(status) => status.step >= {} && !status.diverged"


def set_rate(page, rate):
    """Types a rate into its field."""
    page.fill(RATE, rate)
    page.page.keyboard.press("Enter")
    page.wait_until(f"() => document.querySelector('{RATE}').value === '{rate}'")


def from_the_start(page, rate, steps):
    """Another rate, back to step 0, and so many steps."""
    set_rate(page, rate)
    page.call("reset")
    page.step(steps)


def take_a_good_rate(page):
    page.press_on('.strip [data-value="0.3"]')
    page.step(350)


def crawl(page):
    """Downhill, but far too slowly."""
    page.press_on('.strip [data-value="0.01"]')
    page.step(350)


def calm_down(page):
    page.step(150)
    set_rate(page, "0.05")
    page.step(200)


def never_bounce(page):
    page.call("reset")
    set_rate(page, "0.05")
    page.step(200)


def burst(page):
    page.press_on("#run-toggle")


def descend(page):
    page.train(ARRIVED.format(60))


def just_above(page):
    from_the_start(page, "0.245", 150)


def far_above(page):
    """Past the border, but by far."""
    from_the_start(page, "0.5", 150)


def just_below(page):
    from_the_start(page, "0.22", 200)


def without_reset(page):
    """Arrived at a small rate, and turned up only then."""
    page.step(200)
    set_rate(page, "0.22")
    page.step(5)


def calm_single_points(page):
    page.step(100)
    set_rate(page, "0.01")
    page.step(500)


def let_it_jitter(page):
    page.step(500)


def let_momentum_roll(page):
    page.train(ARRIVED.format(220), stride=20)  # the one without must not arrive as well


SOLUTIONS = {
    "strip": take_a_good_rate,
    "bounce": calm_down,
    "diverge": burst,
    "valley": descend,
    "threshold": just_above,
    "largest": just_below,
    "batch": calm_single_points,
    "momentum": let_momentum_roll,
}
ALMOST = {
    "strip": crawl,
    "bounce": never_bounce,
    "threshold": far_above,
    "largest": without_reset,
    "batch": let_it_jitter,
}
