"""The words by which cells and headings are understood, of all languages at once: whoever brings a file need not read in its language."""

from playground.texts import CATALOGUES


def _words(key: str) -> frozenset[str]:
    return frozenset(word.strip().casefold() for texts in CATALOGUES.values() for word in texts[key].split("|"))


YES, NO = _words("own.words.yes"), _words("own.words.no")  # of two classes, those that are +1 and −1
NOT = tuple(sorted(_words("own.words.not"), key=len, reverse=True))  # beginnings that turn a word into its contrary
MISSING = _words("own.words.missing") | {""}
LABEL, ID = _words("own.words.label"), _words("own.words.id")  # names of columns
FIRST, SECOND = _words("own.words.first"), _words("own.words.second")
