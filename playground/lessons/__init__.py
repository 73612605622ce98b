"""The lessons by the scene that each is, in the order in which they are meant."""

from playground.lessons import activations, chain_rule, gradients, learning_rate, linear
from playground.lessons.lesson import Lesson

_MODULES = (linear, chain_rule, activations, learning_rate, gradients)

LESSONS: dict[str, Lesson] = {module.LESSON.name: module.LESSON for module in _MODULES}
