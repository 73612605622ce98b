"""What the element in a course page says by itself, and the buttons of a page in a frame."""

TEXTS = {
    "embed.title": "Seeing Gradients: a neural network to try out",
    "embed.unknown": "There is no attribute {name}; there are {names}",
    "embed.called": "The attribute {name} is called {instead} here",
    "page.go": "Open this network",
    "page.whole": "Seeing Gradients: open this in the whole page",
    "page.folds": "More",
    "page.fold.inspector": "Formula",
    "page.fold.deeper": "Deeper",
    "page.fold.legend": "Legend",
}
