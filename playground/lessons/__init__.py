"""The lessons by the scene that each is, in the order in which they are meant."""

from playground.lessons import activations, chain_rule, epilogue, gradients, learning_rate, linear, prologue
from playground.lessons.lesson import Lesson

_MODULES = (prologue, linear, chain_rule, activations, learning_rate, gradients, epilogue)

LESSONS: dict[str, Lesson] = {module.LESSON.name: module.LESSON for module in _MODULES}
