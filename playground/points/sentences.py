"""What a reader has to tell, in the learner's words. `say(key, **values)` is a catalogue's."""

from collections.abc import Callable

from playground.points import Problem, Reading, Remark

Say = Callable[..., str]


def problem_sentence(problem: Problem, reading: Reading, say: Say) -> str:
    """Why a row is left out, without where it stands."""
    return say(problem.key, **_values(problem.values, reading, say))


def placed(problem: Problem, reading: Reading, say: Say) -> str:
    """The same with where it stands."""
    told = problem_sentence(problem, reading, say)
    if problem.line is None:
        return told
    return say("own.at.line" if reading.by_line else "own.at.entry", line=problem.line, problem=told)


def remark_sentence(remark: Remark, reading: Reading, say: Say) -> str:
    """What was done to the rows that are kept."""
    return say(remark.key, **_values(remark.values, reading, say))


def column_name(name: str, reading: Reading, say: Say) -> str:
    """A column's name, or its number where the text has no heading."""
    if name in reading.columns and name == str(reading.columns.index(name) + 1):
        return say("own.column.number", number=name)
    return name


def _values(values: dict, reading: Reading, say: Say) -> dict:
    return {key: column_name(value, reading, say) if key == "column" else value for key, value in values.items()}
