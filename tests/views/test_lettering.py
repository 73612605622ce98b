"""Variables in sentences are italic, and nothing else is."""

import pytest

from playground.views.lettering import lettered


def test_variables_are_italic_with_their_layers_and_places_beside_them():
    assert lettered("<p>ŷ = 0.3, δ⁽²⁾ · a⁽¹⁾₂, w₁</p>") == (
        "<p><bdi><var>ŷ</var> = 0.3, <var>δ</var>⁽²⁾ · <var>a</var>⁽¹⁾₂, <var>w</var>₁</bdi></p>"
    )
    assert lettered("f′ = a(1 − a)").count("<var>a</var>") == 2 and lettered("<th>a</th>") == "<th><bdi><var>a</var></bdi></th>"
    assert lettered("∂L/∂ŷ，把 y 和 z 相乘") == "<bdi>∂<var>L</var>/∂<var>ŷ</var>，把 <var>y</var> 和 <var>z</var> 相乘</bdi>"


@pytest.mark.parametrize("html", [
    "a layer, an L1 penalty, x1, sigmoid, tanh, ReLU",
    '<input name="y" aria-label="ŷ = 0.3">',
    "<code>z = x @ W + b</code>", "<math><mi>z</mi></math>", "<option>x</option>", "<svg><text>ŷ</text></svg>",
    "n &lt; 3 &amp; more"[2:],
])  # fmt: skip
def test_words_attributes_code_formulas_and_drawings_stay_as_they_are(html):
    assert lettered(html) == html
