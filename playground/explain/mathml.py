"""A line as MathML: a table of two rows, the symbols and under each its number.

Every factor is an `<mrow class="factor ROLE" data-factor="edge/2/3/1">` in both rows, with the class
`negative` where its value is, so that the page can colour it and light up where it comes from; those
above can be focused. Long sums are shortened in the middle: under the dots stands how many terms
they stand for, and below, what these add up to.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from playground.explain.line import Condition, Line, Rest, Term
from playground.explain.writing import Writer, operator, row, symbol_mathml

MOST, HEAD, TAIL = 8, 4, 3  # terms that are written out; of more, so many at the beginning and at the end

Cell = tuple[str, str]  # what stands above and below
NO_CELL = ("", "")


def mathml(line: Line, digits: int = 4, per_row: int = MOST, factors: int | None = None) -> str:
    """The `<math>` of a line, its numbers to 2–8 significant digits (else ValueError).

    The lower row says ≈ instead of = where a number in it is rounded. After `per_row` terms begins
    another pair of rows, factor under factor, as suits the ways of `path` and narrow screens. So does
    a product of more than `factors`: all terms are then broken alike, each in rows of its own.
    """
    symbols, numbers = Writer(), Writer(digits)
    parts = shortened(line)
    broken = factors is not None and any(len(part.factors) > factors for part in parts if isinstance(part, Term))
    per_row = 1 if broken else per_row
    aligned = broken or len(parts) > per_row
    cells = list(_groups(parts, line, symbols, numbers, aligned))
    if broken:
        cells = [piece for group in cells for piece in _pieces(group, factors)]
    elif aligned and per_row > 1:
        cells = [group + [NO_CELL] * (max(map(len, cells)) - len(group)) for group in cells]
    value = numbers.number(line.value)
    equals = operator("=" if numbers.exact else "≈")  # known now that all numbers are written
    groups = [list(chain.from_iterable(cells[n : n + per_row])) for n in range(0, len(cells), per_row)]
    if line.symbol is None:  # w · a  =  value
        groups[-1] += [("", equals), ("", value)]
    elif groups:
        becomes = operator("←" if line.kind == "update" else "=")
        before = [(_left(line), value), (becomes, equals)]
        groups = [(before if n == 0 else [NO_CELL, NO_CELL]) + group for n, group in enumerate(groups)]
    rows = [row for group in groups for row in zip(*group, strict=True)] or [(_left(line), equals, value)]
    return f'<math class="explanation {line.kind}"><mtable>{"".join(map(_table_row, rows))}</mtable></math>'


def _table_row(cells: Iterable[str]) -> str:
    return f"<mtr>{''.join(f'<mtd>{cell}</mtd>' for cell in cells)}</mtr>"


def shortened(line: Line) -> tuple[Term | Rest, ...]:
    """What is written of a line's sum: all terms, or the first and last with a Rest for those between."""
    rest = (line.rest,) if line.rest else ()
    if len(line.terms) <= MOST:
        return (*line.terms, *rest)
    between = line.terms[HEAD:-TAIL]
    left_out = Rest(len(between) + sum(r.count for r in rest), sum(t.value for t in between) + sum(r.value for r in rest))
    return (*line.terms[:HEAD], left_out, *line.terms[-TAIL:])


def _left(line: Line) -> str:
    symbol = symbol_mathml(line.symbol)
    return row(symbol_mathml(line.alias) + operator("=") + symbol) if line.alias else symbol


def _groups(parts: tuple, line: Line, symbols: Writer, numbers: Writer, aligned: bool) -> Iterator[list[Cell]]:
    """The cells of each part of the sum, its sign first; a first plus is left out, or blank where others stand below."""
    no_sign = [NO_CELL] if aligned else []
    for place, part in enumerate(parts):
        sign = part.sign if isinstance(part, Term) else 1
        first = place == 0 and sign > 0
        cells = [*no_sign] if first else [(operator("+" if sign > 0 else "−"),) * 2]
        cells += _rest(part, numbers) if isinstance(part, Rest) else _product(part, first, symbols, numbers)
        if line.condition and place == len(parts) - 1:
            cells += _condition(line.condition, symbols, numbers)
        yield cells


def _pieces(group: list[Cell], factors: int) -> Iterator[list[Cell]]:
    """A group that begins with an operator, in as few pieces of at most so many factors as can be, about equally long."""
    pairs = len(group) // 2
    length = 2 * -(-pairs // -(-pairs // factors))
    return (group[n : n + length] for n in range(0, len(group), length))


def _product(term: Term, first: bool, symbols: Writer, numbers: Writer) -> Iterator[Cell]:
    alone = first and len(term.factors) == 1
    for place, factor in enumerate(term.factors):
        if place:
            yield (operator("⋅"),) * 2
        yield tuple(writer.factor(factor, first and place == 0, alone) for writer in (symbols, numbers))


def _rest(rest: Rest, numbers: Writer) -> Iterator[Cell]:
    written = numbers.number(rest.value)
    written = row(f"<mo>(</mo>{written}<mo>)</mo>") if rest.value < 0 else written
    dots = f'<munder class="rest"><mo>⋯</mo><mn>{rest.count}</mn></munder>'
    yield dots, f'<mrow class="rest">{written}</mrow>'


def _condition(condition: Condition, symbols: Writer, numbers: Writer) -> Iterator[Cell]:
    yield (operator(","),) * 2
    compared = operator(">" if condition.positive else "≤") + "<mn>0</mn>"
    yield tuple(row(writer.factor(condition.factor) + compared) for writer in (symbols, numbers))
