"""What a student does in lesson 3."""


def take_gelu(page):
    page.press_on("#function-gelu")


def take_relu(page):
    """Its slope is 1, not more."""
    page.press_on("#function-relu")


def watch_three(page):
    page.train("(status) => status.step > 300", stride=100)


def smaller_start(page):
    page.configure(gain=1)


def take_tanh(page):
    page.press_on("#function-tanh")


def too_high_a_rate(page):
    page.configure(lr=0.5)
    page.step(1)


def careful_steps(page):
    """They kill nobody."""
    page.step(300)


def train_on(page):
    page.configure(lr=0.01)
    page.step(250)


def too_short(page):
    page.configure(lr=0.01)
    page.step(100)


def under_elu(page):
    page.press_on("#revive-elu")
    page.step(250)


def under_relu(page):
    page.press_on("#revive-relu")
    page.step(300)


def silu_in_time(page):
    page.press_on("#function-silu")
    page.train("(status) => status.train_accuracy >= 0.97 && status.test_accuracy >= 0.95", stride=10)


def another_net(page):
    """Eight units solve it sooner, but that is another net."""
    page.configure(act="silu", hidden="8")
    page.step(250)


SOLUTIONS = {
    "shapes": take_gelu,
    "race": watch_three,
    "flat": smaller_start,
    "centred": take_tanh,
    "kill": too_high_a_rate,
    "back": train_on,
    "revive": under_elu,
    "choose": silu_in_time,
}
ALMOST = {
    "shapes": take_relu,
    "kill": careful_steps,
    "back": too_short,
    "revive": under_relu,
    "choose": another_net,
}
