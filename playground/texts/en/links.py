"""Links that have been opened."""

TEXTS = {
    "link.unknown": "Not known here, and left out of the address: {names}",
    "link.more": " and {count} more",
    "link.foreign": "Set up as in the link to TensorFlow Playground. Points and initial weights are drawn by this page’s own generator; "
    "biases start at 0, there at 0.1.",
    "link.foreign.zeros": "Set up as in the link to TensorFlow Playground. The points are drawn by this page’s own generator.",
    "link.foreign.l1": "L1 there sets a weight that would change its sign to 0 for good; here it may come back.",
    "link.foreign.without": "Missing or different here: {names}.",
}
