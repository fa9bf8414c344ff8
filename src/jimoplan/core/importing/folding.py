"""Full-width letters, digits and punctuation as half-width ones, each in its place."""

_BRACKETS = {"〔": "(", "【": "(", "［": "(", "[": "(", "〖": "(", "{": "(", "｛": "("}
_CLOSING = {"〕": ")", "】": ")", "］": ")", "]": ")", "〗": ")", "}": ")", "｝": ")"}
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_BLANKS = dict.fromkeys("\u3000\u00a0\u2002\u2003\u2009\t", " ")
_TABLE = str.maketrans(_FULL_WIDTH | _BRACKETS | _CLOSING | _BLANKS)


def fold(text: str) -> str:
    """The text in half-width characters, every bracket round; a position stays that position.

    Chinese punctuation without a half-width form (、 。 “ ” 《 》) stays as it is.
    """
    return text.translate(_TABLE)
