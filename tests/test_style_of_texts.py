"""What can be checked mechanically of good writing in the catalogues: notation, terms, punctuation. (Reading them is not.)"""

import re

from playground.texts import CATALOGUES

HAN = r"[\u4e00-\u9fff]"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# {rule: (what breaks it, an example that does)}
BOTH = {
    "a layer stands above its letter in brackets: w⁽²⁾₂₁, δ⁽¹⁾": (rf"(δ|∂[aW])[{RAISED}]|[A-Za-z][{RAISED}]+[₀-₉]", "w²₂₁"),
    "a bracket above has its other half": (r"⁽[^⁾]*(⁽|$)|(^|⁾)[^⁽]*⁾", "w⁽²₂₁"),
    "rows of samples: a·W + b, never W·a": (r"W(⁽[^⁾]+⁾)?\s?·\s?[ax]\b|\bWa\b", "z = W·a + b"),
    "the per cent sign stands at its number": (r"[\d}] %", "95 %"),
    "a minus is no hyphen": (r"(?<![\w–-])-\d", "-1"),
    "three dots are one character": (r"\.\.\.", "Wait..."),
    "no space before punctuation": (r"(?<=[^\s…=]) [,;:!?，。；：！？]", "so , it is"),
    "one space is enough": (r"  ", "two  spaces"),
}
WRONG = {
    "zh": BOTH | {
        "神经元 is the word, not 单元": ("单元", "隐藏单元"),
        "激活值 is the word": ("活性值|活化值", "活性值"),
        "坡度 is the word": ("斜率", "斜率"),
        "层与层叫合并": ("折叠|折[成进起好]|折(不动|完)", "一层一层折起来"),
        "the words of the buttons": ("骰子|停住|重新开始这", "换骰子"),
        "第 0 轮, not 轮 0": (r"轮 [\d{]", "轮 0"),
        "punctuation is full-width beside Chinese": (rf"{HAN}[,;:!?.]|[,;:!?]{HAN}", "你好,世界"),
        "brackets are full-width around Chinese": (rf"\([^()]*{HAN}[^()]*\)|{HAN}\(", "损失(平均)"),
        "quotes are “ ”": (r"[\"「」『』]", "「折」"),
        "a space between Chinese and Latin": (rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9%]{HAN}", "第0轮"),
        "no space beside full-width punctuation": (r"[，。；：！？、（）] | [，。；：！？、（）]", "好， 再来"),
        "an ellipsis between words is ……": (rf"{HAN}…(?!…){HAN}", "负负得…再看"),
    },
    "en": BOTH | {
        "quotes are “ ” and ’": (r"\"|(?<=\w)'(?=\w)", "don't"),
        "British spelling": (r"(?i)\b(colou?r(?<!colour)|behavior|center|gray|\w+(ali|ari|imi|oni)z(e|ed|es|ing|ation|er))\b", "optimizer"),
        "the button says Next": (r"^On$", "On"),
        "a new seed, no dice": (r"\bdice\b", "New dice"),
        "the line between the classes is the boundary": (r"\bborders?\b", "the border"),
        "a line separates, it does not part": (r"\b(lines?|can) parts?\b", "a line parts them"),
    },
}  # fmt: skip


def breaches(language, rule, texts):
    """{key: text} of what breaks the rule; comments of scripts follow Python's own ways."""
    pattern = re.compile(WRONG[language][rule][0])
    return {key: text for key, text in texts.items() if pattern.search(text) and not key.startswith("code.")}


def test_no_text_breaks_a_rule_of_writing():
    found = {(language, rule): breaches(language, rule, CATALOGUES[language]) for language, rules in WRONG.items() for rule in rules}
    assert {where: texts for where, texts in found.items() if texts} == {}


def test_every_rule_of_writing_finds_what_breaks_it():
    blind = [(language, rule) for language, rules in WRONG.items() for rule, (_, example) in rules.items()
             if not breaches(language, rule, {"example": example})]  # fmt: skip
    assert blind == []
