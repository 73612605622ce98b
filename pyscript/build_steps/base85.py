"""Bytes as HTML can hold them, in base 85 (pyscript/base85.js reads it): base 64 would be a fifteenth larger."""
import base64

DIGITS = bytes.maketrans(b"<", b",")  # of Python's base 85; so that nothing in a script element can end it or begin a comment


def written(content):
    """ASCII bytes."""
    return base64.b85encode(content).translate(DIGITS)
