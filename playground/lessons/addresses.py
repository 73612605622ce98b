"""Addresses of scenes and steps: what an address leaves out is as the scene begins, so it need not repeat a step's settings."""

from playground.config import Config
from playground.lessons import LESSONS
from playground.settings import SettingError


def start_of(scene: str, step: str = "") -> Config:
    """The settings that a scene begins with: those of the playground, or of a step of a lesson (the first, if it has no such)."""
    lesson = LESSONS.get(scene)
    if lesson is None:
        return Config(scene=scene)
    return lesson.config(lesson.by_name.get(step, lesson.steps[0]))


def at_a_step(config: Config) -> Config:
    """The same Config, in a lesson at its first step where none is named; SettingError where the lesson has no such step."""
    lesson = LESSONS.get(config.scene)
    if lesson is None or config.at in lesson.by_name:
        return config
    if config.at:
        raise SettingError("at", config.at, ", ".join(lesson.by_name))
    return config.replace(at=lesson.steps[0].name)


def read(query: str) -> tuple[Config, list[SettingError]]:
    """The Config of an address query, and what of it was ignored."""
    named, _ = Config.from_address(query)
    config, ignored = Config.from_address(query, start_of(named.scene, named.at))
    try:
        return at_a_step(config), ignored
    except SettingError as error:
        return at_a_step(config.replace(at="")), [*ignored, error]


def write(config: Config) -> str:
    """The query that `read` turns into this Config, with its «?»; "" where nothing differs from the playground's start."""
    place = {"scene": config.scene, "at": config.at}
    settings = config.to_address(start_of(config.scene, config.at).replace(**place))
    query = "&".join(filter(None, (Config(**place).to_address(), settings)))
    return f"?{query}" if query else ""
