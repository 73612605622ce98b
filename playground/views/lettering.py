"""Variables as mathematics sets them: in the HTML of a panel, what can only be a variable becomes `<var>`, which is italic."""

import re
from functools import lru_cache

# The texts of HTML; formulas have their own letters, and code and the texts of drawings and fields hold no elements.
_TEXTS = re.compile(r"<(code|math|option|style|svg|textarea|title)\b.*?</\1>|(?:^|(?<=>))[^<]+", re.DOTALL)
# ŷ and Greek letters; these Latin ones where they stand alone; «a», which is a word, too, in the midst of mathematics or of Chinese.
_SURELY = r"(?=[⁽₀-₉(]| [=·×−+]| ?[\u4e00-\u9fff，。；：、？])"
_VARIABLE = re.compile(rf"(?<![A-Za-z&#])(ŷ|[δεηλσ]|[Lbfhnwxyz](?![A-Za-z0-9;])|a{_SURELY}|(?:(?<=∂)|(?<=[=·×−+] )|^)a(?=\)|$))")


def lettered(html: str) -> str:
    """The same HTML with its variables in italics; attributes, code, formulas and drawings are left as they are.

    A text with a variable is kept together by `<bdi>`: a flexible row would set its pieces apart.
    """
    return _TEXTS.sub(lambda found: found[0] if found[1] else _set(found[0]), html)


@lru_cache(maxsize=4096)
def _set(text: str) -> str:
    written = _VARIABLE.sub(r"<var>\1</var>", text)
    return text if written == text else f"<bdi>{written}</bdi>"
