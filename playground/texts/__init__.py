"""The words of the interface: one catalogue for each language, the same keys in both, in one file for each part of the page."""

import importlib
import pkgutil

LANGUAGES = ("zh", "en")


def _catalogue(language: str) -> dict[str, str]:
    package, texts = importlib.import_module(f"{__name__}.{language}"), {}
    for module in pkgutil.iter_modules(package.__path__):
        part = importlib.import_module(f"{package.__name__}.{module.name}").TEXTS
        if doubled := texts.keys() & part.keys():
            raise ValueError(f"{language}/{module.name}: {', '.join(sorted(doubled))} stand elsewhere already")
        texts |= part
    return texts


CATALOGUES = {language: _catalogue(language) for language in LANGUAGES}


def say(language: str, key: str, /, **values) -> str:
    """The text of a key in a language ("zh" or "en") with {placeholders} filled in."""
    return CATALOGUES[language][key].format(**values)
