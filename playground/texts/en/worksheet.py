"""The work sheet: a net of 2, 3 and 1, forward and backward by hand."""

TEXTS = {
    "worksheet.title": "Work sheet: a 2-3-1 net",
    "worksheet.solved": "with the answers",
    "worksheet.print": "Print",
    "worksheet.name": "Name:",
    "worksheet.date": "Date:",
    "worksheet.net": "Two inputs, three hidden units, one output; each unit joined to all of the layer before.",
    "worksheet.given": "2 inputs, 3 hidden units (sigmoid), 1 output (no activation function); loss L = (ŷ − y)², learning rate η = {rate}. Vectors are rows: z = a·W + b. σ(z) = 1/(1 + exp(−z)), exp(−1.5) ≈ 0.2231, exp(2) ≈ 7.389. Give four significant digits.",
    "worksheet.first": "1. Hidden layer",
    "worksheet.second": "2. Output",
    "worksheet.loss": "3. The loss and its derivative",
    "worksheet.output": "4. Back to layer 2",
    "worksheet.hidden": "5. Back to layer 1",
    "worksheet.update": "6. One step",
}
