"""Symbols, numbers and factors as MathML; `mathml` sets them in rows."""

from html import escape

from playground.explain.digits import HIGHEST, NOTHING, shown
from playground.explain.line import Factor
from playground.explain.symbols import OUTPUT, Feature, Letter, Partial, Slope, Symbol

_HAT = '<mover accent="true"><mi>y</mi><mo stretchy="false">^</mo></mover>'  # ŷ has no italic letter of its own


class Writer:
    """Writes factors by their symbols (`digits` None), or by their numbers to so many digits.

    `exact`: whether all numbers written so far were written without rounding. Symbols can be
    focused: the first with the tabulator, the others from there.
    """

    def __init__(self, digits: int | None = None):
        self._digits, self.exact = digits, True
        self._reached = False  # whether the tabulator stops somewhere already

    def number(self, value: float) -> str:
        """A number; its sign without brackets."""
        text = shown(value, self._digits or HIGHEST)
        self.exact &= text.is_exactly(value)
        if text.mantissa == NOTHING:
            return f"<mtext>{NOTHING}</mtext>"
        written = f"<mn>{text.mantissa}</mn>"
        if text.power is not None:
            written += f"{operator('×')}<msup><mn>10</mn>{_signed(text.power)}</msup>"
        written = ("<mo>−</mo>" if text.negative else "") + written
        return written if written.count("<mn>") == 1 and not text.negative else row(written)

    def factor(self, factor: Factor, first: bool = True, alone: bool = True) -> str:
        """A factor, coloured and named; in brackets where what stands around it asks for them.

        `first`: nothing stands before it, so that a minus sign needs none; `alone`: it is no
        part of a product, so that a difference needs none.
        """
        attributes = self._attributes(factor)
        if not factor.form or (factor.whole and self._digits):
            written, bare = self._leaf(factor), first or not self._negative(factor)
        else:
            written, bare = self._composite(factor), factor.form not in ("minus", "plus") or alone
        return f"<mrow{attributes}>{written if bare else brackets(written)}</mrow>"

    def _attributes(self, factor: Factor) -> str:
        negative = " negative" if factor.value < 0 else ""
        known = f' class="factor {escape(factor.role)}{negative}"'
        if factor.subject is None:
            return known
        place = "" if self._digits else f' tabindex="{-1 if self._reached else 0}"'
        self._reached = True
        return f'{known} data-factor="{escape(str(factor.subject))}"{place}'

    def _negative(self, factor: Factor) -> bool:
        return factor.value < 0 and (self._digits is not None or factor.symbol is None)

    def _is_one_letter(self, factor: Factor) -> bool:
        """Whether it is written as a letter with nothing above it."""
        return self._digits is None and isinstance(factor.symbol, Letter) and factor.symbol.layer is None

    def _leaf(self, factor: Factor) -> str:
        if self._digits or factor.symbol is None:
            return self.number(factor.value)
        return symbol_mathml(factor.symbol)

    def _composite(self, factor: Factor) -> str:
        match factor.form:
            case "apply":
                parts = operator(",").join(self.factor(part) for part in factor.parts)
                return f'<mi mathvariant="normal">{escape(factor.name)}</mi>{brackets(parts)}'
            case "opposite":
                return operator("−") + self.factor(factor.parts[0], first=False)
            case "square":
                base = self.factor(factor.parts[0])
                return f"<msup>{base if self._is_one_letter(factor.parts[0]) else row(brackets(base))}<mn>2</mn></msup>"
            case "over":
                above, below = map(self.factor, factor.parts)
                return f'<mfrac displaystyle="true">{above}{below}</mfrac>'
        left, right = factor.parts
        sign = {"minus": "−", "plus": "+"}[factor.form]
        return self.factor(left) + operator(sign) + self.factor(right, first=False)


def symbol_mathml(symbol: Symbol) -> str:
    """The MathML of a symbol: w⁽²⁾₃₁, ∂L/∂w⁽²⁾₃₁, f′(z⁽²⁾₁), x₁²."""
    match symbol:
        case Letter():
            return _letter(symbol)
        case Partial(of):
            slash = '<mo lspace="0" rspace="0">/</mo>'
            return row(f"<mi>∂</mi><mi>L</mi>{slash}<mi>∂</mi>{_letter(of)}")
        case Slope(of):
            return row(f"<msup><mi>f</mi><mo>′</mo></msup>{brackets(_letter(of))}")
        case Feature(name):
            return _feature(name)


def _letter(letter: Letter) -> str:
    name = _HAT if letter == OUTPUT else f"<mi>{escape(letter.name)}</mi>"
    if letter.layer is None and not letter.index:
        return name
    if not letter.index:
        return f"<msup>{name}{layer_mathml(letter.layer)}</msup>"
    lower = f"<mn>{letter.lower}</mn>" if "," not in letter.lower else row(
        operator(",").join(f"<mn>{n}</mn>" for n in letter.index)
    )  # fmt: skip
    if letter.layer is None:
        return f"<msub>{name}{lower}</msub>"
    return f"<msubsup>{name}{lower}{layer_mathml(letter.layer)}</msubsup>"


def layer_mathml(layer: int | str) -> str:
    """A layer as it stands above a letter: in brackets."""
    return row(brackets(f"<mn>{layer}</mn>"))


def _feature(name: str) -> str:
    match name:
        case "x1^2" | "x2^2":
            return f"<msubsup><mi>x</mi><mn>{name[1]}</mn><mn>2</mn></msubsup>"
        case "sin(x1)" | "sin(x2)":
            return row(f"<mi>sin</mi>{brackets(_coordinate(name[5]))}")
    return row("".join(_coordinate(part[1]) for part in name.split("*")))


def _coordinate(digit: str) -> str:
    return f"<msub><mi>x</mi><mn>{digit}</mn></msub>"


def _signed(power: int) -> str:
    return f"<mn>{power}</mn>" if power >= 0 else row(f"<mo>−</mo><mn>{-power}</mn>")


def operator(sign: str) -> str:
    """An operator's element."""
    return f"<mo>{escape(sign)}</mo>"


def brackets(written: str) -> str:
    """What is written, in brackets."""
    return f"<mo>(</mo>{written}<mo>)</mo>"


def row(written: str) -> str:
    """Several elements as one."""
    return f"<mrow>{written}</mrow>"
