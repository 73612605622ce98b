"""The lessons by the scene that each is, in the order in which they are meant."""

from playground.lessons.lesson import Lesson

LESSONS: dict[str, Lesson] = {lesson.name: lesson for lesson in ()}
