"""What the compared networks differ in, in words."""

from collections.abc import Callable

from playground.config import Config
from playground.frames.labels import shown
from playground.settings import pairs_of, to_text
from playground.views.fields import word
from playground.views.networks import networks
from playground.views.words import number

Say = Callable[..., str]


def compared_key(config: Config) -> str | None:
    """The setting in which the compared networks differ, while any are."""
    return next((key for key, _ in pairs_of(config.versus)), None)


def value_of(config: Config, key: str):
    """What a network has for a setting, also where that is left to the task."""
    return {"out": config.output, "loss": config.loss_name}.get(key, getattr(config, key))


def value_words(key: str, value, say: Say) -> str:
    """A value of a setting in words."""
    if key == "hidden":
        return " · ".join(map(str, value)) or say("compare.no_hidden")
    if key == "clip":
        return say("compare.clipped", norm=to_text(value)) if value else say("compare.unclipped")
    if key == "features":
        return ", ".join(map(shown, value))
    if value == "all":
        return say("batch.all")
    return say("compare.auto") if value is None else ", ".join(word(key, item, say) for item in to_text(value).split(","))


def network_words(config: Config, say: Say) -> list[str]:
    """What each network has for the compared setting, the main network first; nothing while nothing is compared."""
    key = compared_key(config)
    return [value_words(key, value_of(one, key), say) for one in (config, *config.alternatives)] if key else []


def figure_names(session, say: Say) -> dict[str, str]:
    """One sentence for each figure of a comparison, for those who hear the page."""
    losses = [number(training.evaluate().train_loss) for training in networks(session)]
    values = ", ".join(f"{words}: {loss}" for words, loss in zip(network_words(session.config, say), losses, strict=False))
    return {"compared": say("compare.fields", values=values), "curves": say("compare.curves", values=values)}
