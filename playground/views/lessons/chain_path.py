"""One parameter's whole path to the loss: a link for each derivative, and their product."""

from markupsafe import Markup

from playground.explain import path, symbol_mathml
from playground.explain.symbols import Partial
from playground.explain.writing import Writer, operator
from playground.explain.writing import row as one
from playground.lessons.chain_rule import in_hand, is_example
from playground.lessons.hand import Link, links
from playground.views.explanation import row
from playground.views.html import el, join
from playground.views.lessons.chain_sketch import on_the_path, sketch
from playground.views.lessons.chain_table import known, numbers, other_net, table


def html(session, say) -> Markup:
    if not is_example(session):
        return other_net(say)
    seen = known(session) if session.tutor.locked else lambda phase: True  # the paths need numbers of every layer
    drawing = sketch(numbers(session), seen, on_the_path(in_hand(session)))
    return join([chain(session), drawing, product(session, say), table(session, say, seen)])


def chain(session) -> Markup:
    """The links, the parameter's own first; their numbers once the question is answered."""
    digits = None if session.tutor.locked else session.config.digits
    return el("ol", [_link(link, digits) for link in links(numbers(session), in_hand(session))], class_="links")


def _link(link: Link, digits: int | None) -> Markup:
    above, below = (one(f"<mi>∂</mi>{symbol_mathml(letter)}") for letter in (link.of, link.by))
    factor, sides = link.factor, [f'<mfrac displaystyle="true">{above}{below}</mfrac>']
    if not isinstance(factor.symbol, Partial):
        sides.append(Writer().factor(factor))
    if digits and factor.symbol:
        sides.append(Writer(digits).factor(factor))
    subject = str(factor.subject) if factor.subject else None
    return el("li", Markup(f'<math class="explanation">{operator("=").join(sides)}</math>'), data_subject=subject)


def product(session, say) -> Markup | None:
    """The product of the links, and its check by a difference."""
    if session.tutor.locked:
        return None
    line = path(*session.passing(), session.config, in_hand(session))
    return el("ol", row(line, say, session), class_="lines ways")


ACTIONS: dict = {}
