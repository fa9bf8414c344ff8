"""What a text is in a workbook: a day, a figure, or the text itself as a cell takes it."""

import re
from datetime import date, datetime
from typing import NamedTuple

from jimoplan.core.display.cells import reveal

LONGEST = 32_767
"""So many characters of UTF-16 fit into a cell."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", re.ASCII)
_FIGURE = re.compile(r"[-+]?(0|[1-9]\d{0,14})(\.\d{1,12})?", re.ASCII)
_PERCENT = re.compile(r"-?\d{1,6}%", re.ASCII)
_MOST_DIGITS = 15  # more are rounded
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900
_ONE_UNIT = 0xFFFF  # a character beyond it takes two units of UTF-16
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


class Percent(NamedTuple):
    """A share, in hundredths."""

    points: int


Value = str | date | datetime | int | float | Percent


def read_day(text: str) -> Value:
    """The day, or day and minute, that a text is; else the text."""
    try:
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            return day if day >= _FIRST_DAY else text
        if _MINUTE.fullmatch(text):
            return datetime.strptime(text, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - as it is written
    except ValueError:
        return text
    return text


def read_figure(text: str) -> Value:
    """The number or percentage that a text is; else, as with more than 15 digits, the text."""
    if _PERCENT.fullmatch(text):
        return Percent(int(text[:-1]))
    if _FIGURE.fullmatch(text) and sum(map(str.isdigit, text)) <= _MOST_DIGITS:
        return float(text) if "." in text else int(text)
    return text


def clean_text(text: str) -> str:
    """A text as XML can hold it; invisible characters are written as <U+XXXX>."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NO_CHARACTERS.sub(lambda match: f"<U+{ord(match[0]):04X}>", reveal(lines))


def cut_in_pieces(text: str, most: int = LONGEST) -> list[str]:
    """A text in pieces that fit into cells; one of more than a piece is too long for one."""
    pieces, start, taken = [], 0, 0
    for index, character in enumerate(text):
        size = 2 if ord(character) > _ONE_UNIT else 1
        if taken + size > most:
            pieces.append(text[start:index])
            start, taken = index, 0
        taken += size
    return [*pieces, text[start:]]
