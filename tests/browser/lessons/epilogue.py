"""What a student does in the epilogue."""

SOLVED = "(status) => status.test_accuracy >= 0.96"


def another_activation(page):
    page.choose("act", "tanh", "#lesson-controls")
    page.train(SOLVED, stride=100)


def two_changes(page):
    page.configure(act="tanh", lr=0.1)
    page.train(SOLVED, stride=100)


SOLUTIONS = {"doctor": another_activation}
ALMOST = {"doctor": two_changes}
