"""A .docx as blocks: the text that a reader sees, and everything else listed as left out.

Its body is walked here: a reader of `paragraphs` alone would lose insertions under revision,
content controls, text boxes and automatic numbers.
"""

import re
from collections.abc import Iterator

from jimoplan.core.importing.blocks import Block, Cell, Source
from jimoplan.exchange.documents.package import (
    Node,
    Package,
    damaged,
    whole,
)
from jimoplan.exchange.documents.word_numbers import Numbering
from jimoplan.exchange.documents.word_runs import PROPERTIES, Runs, plain_text, seen
from jimoplan.exchange.documents.word_styles import Style, Styles, read_level

_FLOW = frozenset({"w:p", "w:tbl", "w:altChunk"})
_MOST_COLUMNS = 100
_ENDS = "、．）。"
"""Full-width marks: what comes behind them stands apart already."""
_CONTENTS = re.compile(r"(?:toc|目录) ?(?:[1-9]|heading|标题)", re.IGNORECASE)
_NOTE_PARTS = {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_MARGINS = {"header": "页眉", "footer": "页脚"}


def read_word(name: str, data: bytes) -> Source:
    """The paragraphs and rows of a .docx; raises JimoplanError over one that cannot be read."""
    package = Package(name, data)
    main = package.main_part() or ""
    root = package.xml(main)
    body = root.find("w:body") if root else None
    if body is None:
        raise damaged(name)
    reader = _Reader(package, main)
    reader.read(body)
    return Source(name, tuple(reader.blocks), reader.runs.left_out)


class _Reader:
    """Goes through the body of a document once."""

    def __init__(self, package: Package, main: str) -> None:
        related = package.relations(main).values()
        found = {
            one.kind: package.xml(one.part) for one in related if one.part and one.kind in _PARTS
        }
        self._package = package
        self._styles = Styles(found.get("styles"))
        self._numbering = Numbering(found.get("numbering"), self._styles.lists)
        notes = {word: _notes(found.get(kind)) for kind, word in _NOTE_PARTS.items()}
        margins = [(one.kind, one.part) for one in related if one.part and one.kind in _MARGINS]
        self._margins = [(_MARGINS[kind], package.xml(part)) for kind, part in margins]
        self._tables = 0
        self.runs = Runs(self._styles, notes)
        self.blocks: list[Block] = []

    def read(self, body: Node) -> None:
        self._read_flow(body, "")
        told = set()
        for word, root in self._margins:
            words = plain_text(root) if root else ""
            if words and (word, words) not in told:
                told.add((word, words))
                self.runs.place = word
                self.runs.leave_out(words, word)
        self.runs.leave_out_rest()

    def _read_flow(self, node: Node, where: str) -> None:
        """Paragraphs and tables one after the other, text boxes behind what they are fixed to."""
        number, begun = 0, ""
        for child in _flow(node, _FLOW):
            if child.tag == "w:tbl":
                self._read_table(child, where)
                continue
            number += 1
            place = self.runs.place = f"{where}第 {number} 段"
            if child.tag == "w:altChunk":
                self.runs.leave_out("", "嵌入的文档")
                continue
            text, begun = self._paragraph(child, begun)
            style = self._style(child)
            if text is not None and _CONTENTS.fullmatch(style.name):
                self.runs.leave_out(text, "目录")
            elif text is not None:
                level = read_level(child)
                heading = (style.level or 0) if level is None else level
                self.blocks.append(Block(text, place, level=heading))
            for index, box in enumerate(self.runs.take_boxes(), 1):
                self._read_flow(box, f"{place}文本框 {index} ")
        if begun:
            self.blocks.append(Block(begun, f"{where}第 {number} 段"))

    def _style(self, paragraph: Node) -> Style:
        return self._styles.get(paragraph.value("w:pPr", "w:pStyle"))

    def _paragraph(self, paragraph: Node, begun: str) -> tuple[str | None, str]:
        """The text behind what was begun; where its end is deleted, no text yet but a beginning."""
        text = begun + self.runs.read(paragraph)
        mark = paragraph.find("w:pPr", "w:rPr")
        if mark and (mark.find("w:del") or mark.find("w:moveFrom")):
            return None, text
        text = self._number(paragraph, text) + text
        self._package.count(text)
        return text, ""

    def _number(self, paragraph: Node, text: str) -> str:
        """The automatic number before a text, with a blank where the two would run together."""
        style = self._style(paragraph)
        key = paragraph.value("w:pPr", "w:numPr", "w:numId")
        level = paragraph.value("w:pPr", "w:numPr", "w:ilvl")
        if key is None:
            key = style.list_key
            level = (
                level if level is not None or style.list_level is None else str(style.list_level)
            )
            if level is None and key:
                level = str(self._numbering.level_of_style(key, style.owner))
        if not key:
            return ""
        number, suffix = self._numbering.advance(key, whole(level, 0))
        first = text[:1]
        if not number or suffix == "nothing" or number[-1] in _ENDS or not first.strip():
            return number
        runs_on = first.isascii() and first.isalnum()
        return number if number[-1] in ".)" and not runs_on else f"{number} "

    def _read_table(self, table: Node, where: str) -> None:
        self._tables += 1
        number, label = self._tables, f"{where}表 {self._tables}"
        merged: dict[int, str] = {}
        inner: list[tuple[Node, str]] = []
        for index, line in enumerate(_flow(table, frozenset({"w:tr"})), 1):
            place = self.runs.place = f"{label} 第 {index} 行"
            if line.find("w:trPr", "w:del"):
                self.runs.leave_out(plain_text(line), "修订中删去的文字")
                continue
            cells = self._read_cells(line, merged, inner)
            text = "\t".join(cell.text for cell in cells if not cell.is_filled)
            self.blocks.append(Block(text, place, cells=cells, table=number))
        for nested, place in inner:
            self._read_table(nested, f"{place}内的")

    def _read_cells(
        self, line: Node, merged: dict[int, str], inner: list[tuple[Node, str]]
    ) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        column, start = min(whole(line.value("w:trPr", "w:gridBefore"), 0), _MOST_COLUMNS), 0
        for node in _flow(line, frozenset({"w:tc"})):
            text = self._read_cell(node, inner)
            span = min(max(whole(node.value("w:tcPr", "w:gridSpan"), 1), 1), _MOST_COLUMNS)
            down = node.find("w:tcPr", "w:vMerge")
            is_filled = down is not None and down.get("w:val") != "restart" and column in merged
            if is_filled:
                if text.strip():
                    self.runs.leave_out(text, "合并单元格里被遮住的文字")
                text = merged[column]
            merged.pop(column, None)
            if down is not None:
                merged[column] = text
            cells += [
                Cell(text, start, column + offset, is_filled or offset > 0)
                for offset in range(span)
            ]
            start += 0 if is_filled else len(text) + 1
            column += span
        self._package.count("", len(cells))
        return tuple(cells)

    def _read_cell(self, node: Node, inner: list[tuple[Node, str]]) -> str:
        """The paragraphs of a cell, a line each, text boxes behind what they are fixed to.

        Tables in it are kept in `inner`, with the place of the row.
        """
        lines, begun = [], ""
        for child in _flow(node, _FLOW):
            if child.tag == "w:tbl":
                inner.append((child, self.runs.place))
            elif child.tag == "w:altChunk":
                self.runs.leave_out("", "嵌入的文档")
            else:
                text, begun = self._paragraph(child, begun)
                lines += [] if text is None else [text]
                lines += [self._read_cell(box, inner) for box in self.runs.take_boxes()]
        return "\n".join([*lines, begun] if begun else lines)


_PARTS = frozenset({"styles", "numbering", *_NOTE_PARTS})


def _flow(node: Node, wanted: frozenset[str]) -> Iterator[Node]:
    """The elements of those names, whatever is wrapped around them, none inside another."""
    return (found for found in seen(node, wanted | PROPERTIES) if found.tag in wanted)


def _notes(root: Node | None) -> dict[str, str]:
    """The words of the notes or comments in a part by their keys; lines between are none."""
    return {
        node.get("w:id") or "": plain_text(node)
        for node in (root.children if root else ())
        if node.get("w:type") in {None, "normal"}
    }
