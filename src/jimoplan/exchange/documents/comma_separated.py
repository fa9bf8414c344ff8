"""Tables as text, .csv and .tsv: every record a row of one table."""

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from jimoplan.core.importing.blocks import Block, Cell, Source
from jimoplan.errors import JimoplanError, UsageError
from jimoplan.exchange.documents.characters import decode_text
from jimoplan.exchange.documents.package import MOST_CELLS, too_big

_DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 50
_QUOTED = re.compile(r'"[^"]*+(?:"|\Z)')


class UnpairedQuoteError(UsageError):
    """A quote has no partner, so that it is not known where its cell ends."""

    def __init__(self, name: str, place: str) -> None:
        super().__init__(
            f"{name} {place}起双引号不成对,分不清哪些是一格",
            "补上或去掉双引号;格子里的双引号写两个,整格再用双引号括起来",
        )


def read_paired(name: str, data: bytes) -> Source:
    """The rows of a table as it is by rule; blank ones are only counted in the others' places.

    Raises UnpairedQuoteError, JimoplanError over what is no text.
    """
    text, notes = decode_text(name, data)
    rows = _rows(name, text, _find_delimiter(name, text), is_strict=True)
    return Source(name, tuple(rows), notes=notes)


def read_comma_separated(name: str, data: bytes) -> Source:
    """The same where quotes without partners are read as well as may be, which a note says.

    Raises JimoplanError over what is no text, or a cell that never ends.
    """
    try:
        return read_paired(name, data)
    except UnpairedQuoteError:
        note = f"{name} 有的双引号不成对,可能有几格被读成一格,请核对"
    text, notes = decode_text(name, data)
    delimiter = _find_delimiter(name, text)
    try:
        blocks = tuple(_rows(name, text, delimiter, is_strict=False))
    except csv.Error:
        raise JimoplanError(
            f"{name} 有一格长得读不下,疑似双引号不成对",
            "在编辑器里补上双引号,或另存为 .xlsx 再试",
        ) from None
    return Source(name, blocks, notes=(*notes, note))


def _rows(name: str, text: str, delimiter: str, *, is_strict: bool) -> Iterator[Block]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=is_strict)
    line, count = 1, 0
    for row in itertools.count(1):
        place = f"第 {line} 行"
        try:
            texts = next(reader, None)
        except csv.Error:
            if is_strict:
                raise UnpairedQuoteError(name, place) from None
            raise
        if texts is None:
            return
        line = reader.line_num + 1
        count += len(texts)
        if count > MOST_CELLS:
            raise too_big(name, f"超过 {MOST_CELLS // 10_000} 万格")
        if any(cell.strip() for cell in texts):
            yield row_block(place, texts, table=1, row=row)


def row_block(place: str, texts: list[str], table: int, row: int = 0) -> Block:
    """A row of cells that lie side by side, none of them merged."""
    cells, start = [], 0
    for column, text in enumerate(texts):
        cells.append(Cell(text, start, column))
        start += len(text) + 1
    return Block("\t".join(texts), place, cells=tuple(cells), table=table, row=row)


def _find_delimiter(name: str, text: str) -> str:
    """What most of the first lines have the same number of, outside quotes; else a comma."""
    if name.lower().endswith(".tsv"):
        return "\t"
    bare = (line[0] for line in re.finditer(r"[^\r\n]+", _QUOTED.sub("", text[: 1024 * 1024])))
    lines = list(itertools.islice(bare, _LOOKED_AT))

    def agreement(delimiter: str) -> int:
        counts = Counter(line.count(delimiter) for line in lines)
        return max((times for count, times in counts.items() if count), default=0)

    return max(_DELIMITERS, key=agreement)
