"""What is worth a line about a link that has been opened: not wrong, only other than whoever wrote it may expect."""

from collections.abc import Callable

from playground.lessons.links import Link

MOST = 5  # names in a line

Say = Callable[..., str]


def remark_on(link: Link, say: Say) -> str:
    """One sentence, or a few, a line each; "" where there is nothing to say."""
    if link.foreign:
        return _of_foreign(link, say)
    return say("link.unknown", names=_listed(link.unknown, say)) if link.unknown else ""


def _of_foreign(link: Link, say: Say) -> str:
    """Of a link to TensorFlow Playground: what is drawn otherwise here, and what has no counterpart."""
    sentences = [say("link.foreign.zeros" if link.config.init == "zeros" else "link.foreign")]
    if link.foreign.cuts:
        sentences.append(say("link.foreign.l1"))
    if link.foreign.without:
        sentences.append(say("link.foreign.without", names=", ".join(link.foreign.without)))
    return "\n".join(sentences)


def _listed(names: list[str], say: Say) -> str:
    more = len(names) - MOST
    return ", ".join(names[:MOST]) + (say("link.more", count=more) if more > 0 else "")
