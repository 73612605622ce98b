"""What stands behind any number of the picture: the sum of products, as data and as MathML. No words here: keys only.

    subject = parse("edge/2/3/1", network.sizes)          # or Edge(2, 3, 1): all counts from 1, as in the picture
    for line in explain(network, trace, config, subject):  # trace: of this network as it is now
        line.symbol, line.value, line.terms, line.numpy, line.check, line.title, line.notes
        mathml(line, digits=4)                             # → '<math class="explanation backward">…'
    heading(config, subject)                               # → Text(key, values): what the subject is called
    path(network, trace, config, subject)                  # → a Line: the gradient as the sum over all ways to the loss
    subjects(network.sizes)                                # → everything that can be pointed at
"""

from playground.explain.digits import shown
from playground.explain.explanation import explain, heading
from playground.explain.line import Check, Condition, Factor, Line, Rest, Term, Text
from playground.explain.mathml import mathml
from playground.explain.paths import path
from playground.explain.subjects import Bias, Edge, Loss, Subject, Unit, entry, parse, subjects
from playground.explain.symbols import Letter, Symbol
from playground.explain.writing import symbol_mathml

__all__ = [
    "Bias", "Check", "Condition", "Edge", "Factor", "Letter", "Line", "Loss", "Rest", "Subject", "Symbol", "Term", "Text",
    "Unit", "entry", "explain", "heading", "mathml", "parse", "path", "shown", "subjects", "symbol_mathml",
]  # fmt: skip
