"""Text and Markdown as blocks: a line each, with the line end that it has."""

import re
from collections.abc import Iterator

from jimoplan.core.importing.blocks import Block, Cell, Source
from jimoplan.exchange.documents.characters import decode_text

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_RULE_ROW = 2
"""The line of a table that stands between its heading and its rows."""
_BAR = re.compile(r"(?:\\.|[^\\|])*+\\?(\||\Z)", re.DOTALL)


def read_plain_text(name: str, data: bytes) -> Source:
    """The lines of a text; raises JimoplanError over what is none."""
    text, notes = decode_text(name, data)
    return Source(name, tuple(_lines(text)), notes=notes)


def read_markdown(name: str, data: bytes) -> Source:
    """The lines of a Markdown text, its headings with their level, the rows of tables with cells.

    A row's text is the line as it stands; the cells say where in it their texts are.
    """
    text, notes = decode_text(name, data)
    return Source(name, tuple(_mark_up([*_lines(text)])), notes=notes)


def _lines(text: str) -> Iterator[Block]:
    number = 0
    for line in _LINE.finditer(text):
        if line[0]:
            number += 1
            yield Block(line[1], f"第 {number} 行", line[2])


def _mark_up(lines: list[Block]) -> Iterator[Block]:
    fence, table, rows = "", 0, 0
    for line, following in zip(lines, [*lines, None][1:], strict=True):
        mark = _FENCE.match(line.text)
        if fence or mark:
            fence = _fence_after(fence, mark[1] if mark else "")
            rows = 0
        elif rows and "|" in line.text:
            rows += 1
        else:
            rows = int(_begins_table(line.text, following))
            table += rows
        if rows:
            yield line._replace(cells=_cells(line.text) if rows != _RULE_ROW else (), table=table)
        else:
            heading = None if fence else _HEADING.match(line.text)
            yield line._replace(level=len(heading[1]) if heading else 0)


def _fence_after(fence: str, mark: str) -> str:
    """The marks that the code around a line ends with: those it began with, or more of them."""
    if not fence:
        return mark
    return "" if mark.startswith(fence) else fence


def _begins_table(text: str, following: Block | None) -> bool:
    if following is None or "|" not in text or "|" not in following.text:
        return False
    rule = _RULE.fullmatch(following.text.strip())
    return rule is not None and len(_cells(text)) == len(_cells(following.text))


def _cells(text: str) -> tuple[Cell, ...]:
    """The cells between the bars of a line, without the blanks around them."""
    inner = text.strip()
    start = text.index(inner) + inner.startswith("|") if inner else 0
    end = len(text.rstrip())
    found: list[Cell] = []
    while start < end:
        bar = _BAR.match(text, start, end)
        stop = end if bar is None else bar.start(1)
        raw = text[start:stop]
        blanks = len(raw) - len(raw.lstrip())
        found.append(Cell(raw.strip(), start + blanks, len(found)))
        start = stop + 1
    return tuple(found)
