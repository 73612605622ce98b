"""What `window.playground` can be asked: each call in plain JSON, in and out."""

from functools import partial
from inspect import signature

from playground.export import Unreadable, parameters_in
from playground.points import ROLES, NotThere, Reading, read
from playground.points.sentences import problem_sentence, remark_sentence
from playground.session import Session
from playground.settings import SETTINGS, SettingError
from playground.texts import say


class Calls:
    """One method for each call, named as in the page; `await`ed where it takes time. Raises SettingError, ValueError."""

    def __init__(self, session: Session):
        self._session = session

    def config(self) -> dict:
        return self._session.config.plain()

    def configure(self, changes: dict) -> dict:
        if not isinstance(changes, dict):
            raise SettingError("configure", changes, "{" + ", ".join(SETTINGS) + "}")
        return self._session.tutor.configure(**changes).plain()

    def run(self) -> dict:
        self._session.run()
        return self._session.status()

    def pause(self) -> dict:
        self._session.pause()
        return self._session.status()

    async def step(self, n: int = 1) -> dict:
        await self._session.step(_count("n", n))
        return self._session.status()

    def reset(self) -> dict:
        self._session.reset()
        return self._session.status()

    async def seek(self, step: int) -> dict:
        await self._session.seek(_count("step", step))
        return self._session.status()

    def status(self) -> dict:
        return self._session.status()

    def data(self) -> dict:
        return self._session.training.dataset.plain()

    def readData(self, text: str, choice: dict | None = None) -> dict:  # noqa: N802: the page's name
        return self._told(self._read(text, choice))

    def useData(self, text: str, choice: dict | None = None) -> dict:  # noqa: N802: the page's name
        reading = self._read(text, choice)
        told = self._told(reading)
        if not reading.points:
            raise SettingError("points", told["problems"][0]["message"] if reading.problems else text, SETTINGS["points"].allowed)
        self._session.use_points(reading.points)
        return told

    def _read(self, text: str, choice: dict | None) -> Reading:
        if not isinstance(text, str) or not isinstance(choice or {}, dict) or not set(choice or {}) <= {*ROLES, "positive"}:
            raise ValueError("readData, useData: text, {x1, x2, label, positive}")
        try:
            return read(text, choice)
        except NotThere as error:
            raise SettingError(error.what, error.asked, ", ".join(error.allowed)) from None

    def _told(self, reading: Reading) -> dict:
        words = partial(say, self._session.language)
        regression = any(label not in (-1, 1) for _, _, label in reading.points)
        return {
            "columns": list(reading.columns),
            **{role: getattr(reading, role) or None for role in ROLES},
            "positive": None if regression else reading.positive or None,
            "task": "regression" if regression else "classification",
            "kept": len(reading.points),
            "points": [list(point) for point in reading.points],
            "problems": [{"line": one.line, "message": problem_sentence(one, reading, words)} for one in reading.problems],
            "remarks": [remark_sentence(one, reading, words) for one in reading.remarks],
        }

    def parameters(self) -> dict:
        return self._session.training.network.plain()

    def setParameters(self, p: dict | list) -> dict:  # noqa: N802: the page's name
        parameters = parameters_in(p, self._session.training.network.sizes)
        if parameters is None:
            raise Unreadable("takeaway.refused.parameters")
        self._session.set_parameters(*parameters)
        return self.parameters()

    def trace(self, sample: dict | None = None) -> dict:
        if sample is None:
            return self._session.trace().plain()
        x, y = _sample(sample)
        return self._session.trace(x, y).plain()

    def showPhase(self, name: str) -> dict:  # noqa: N802: the page's name
        self._session.show_phase(name)
        return self._session.status()

    def phases(self) -> list[str]:
        return list(self._session.phases)


NAMES = tuple(name for name in vars(Calls) if not name.startswith("_"))


def call(calls: Calls, name: str, arguments: list):
    """The answer to a call, or an awaitable of it. ValueError where there is no such call, or where it takes other arguments."""
    if name not in NAMES:
        raise ValueError(f"{name}: {', '.join(NAMES)}")
    method = getattr(calls, name)
    parameters = signature(method)
    try:
        parameters.bind(*arguments)
    except TypeError:
        raise ValueError(f"{name}({', '.join(parameters.parameters)})") from None
    return method(*arguments)


def _count(name: str, value) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value or value < 0 or value % 1:
        raise ValueError(f"{name}: {value!r} (0, 1, 2, …)")
    return int(value)


def _sample(sample) -> tuple[list[float], float]:
    try:
        x1, x2 = map(float, sample["x"])
        return [x1, x2], float(sample["y"])
    except (TypeError, ValueError, KeyError):
        raise ValueError("trace: {x: [x1, x2], y}") from None
