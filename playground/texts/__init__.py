"""The words of the interface: one catalogue for each language, the same keys in both."""

from playground.texts import en, zh

CATALOGUES = {"zh": zh.TEXTS, "en": en.TEXTS}


def say(language: str, key: str, /, **values) -> str:
    """The text of a key in a language ("zh" or "en") with {placeholders} filled in."""
    return CATALOGUES[language][key].format(**values)
