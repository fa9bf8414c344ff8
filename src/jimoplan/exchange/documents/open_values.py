"""What the cells of a .ods hold, as they show it, and what else lies in them."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from jimoplan.exchange.documents.number_formats import Shown, show_number
from jimoplan.exchange.documents.package import Node, whole

_PARAGRAPHS = frozenset({"text:p", "text:h"})
_LISTS = frozenset({"text:list", "text:list-item"})
_ASIDE = frozenset({"office:annotation", "text:note", "text:ruby-text"})
_MOST_SPACES = 1000
_BLANKS = re.compile(r"[ \t\r\n]+")
_WRITER = re.compile(r"^[A-Za-z]+:=")
_NO_DAY = re.compile(r"\d{4}\D{1,2}\d{1,2}月?")
"""A month as it is shown: the day of such a cell is the first, which nobody has written."""
_WRONG = re.compile(r"#[A-Z][A-Z0-9/]*[!?]?|(?:Err|错误):\d{3}")
_KINDS = {
    "draw:image": "图片",
    "draw:object": "嵌入对象",
    "draw:object-ole": "嵌入对象",
    "draw:text-box": "文本框",
}


def show_cell(cell: Node) -> Shown:
    """What a cell shows, and the day of one with a date; an error is shown by its name."""
    text = "\n".join(_read_lines(cell))
    kind = cell.get("office:value-type") or ""
    is_wrong = cell.get("calcext:value-type") == "error" or (
        bool(read_formula(cell)) and _WRONG.fullmatch(text) is not None
    )
    if is_wrong:
        return Shown(text or "错误值", trouble=f"{text or '这一格'} 是错误值")
    text = text or _show_value(cell, kind)
    return Shown(text, _find_day(cell, text) if kind == "date" else None)


def read_formula(cell: Node) -> str:
    """The formula of a cell as =…, '' for none."""
    return _WRITER.sub("=", cell.get("table:formula") or "")


def _show_value(cell: Node, kind: str) -> str:
    """What a cell holds that no program has put into words."""
    value = cell.get("office:value") or ""
    match kind:
        case "percentage":
            return show_number(value, "0.##%").text
        case "float" | "currency":
            return show_number(value, "").text
        case "date":
            return (cell.get("office:date-value") or "").partition("T")[0]
        case "string":
            return cell.get("office:string-value") or ""
        case "boolean":
            return (cell.get("office:boolean-value") or "").upper()
    return cell.get("office:time-value") or ""


def _find_day(cell: Node, text: str) -> date | None:
    try:
        day = datetime.fromisoformat(cell.get("office:date-value") or "").date()
    except ValueError:
        return None
    return None if _NO_DAY.fullmatch(text) else day


def _read_lines(node: Node) -> Iterator[str]:
    for child in node.children:
        if child.tag in _PARAGRAPHS:
            yield "".join(_read_pieces(child))
        elif child.tag in _LISTS:
            yield from _read_lines(child)


def _read_pieces(node: Node) -> Iterator[str]:
    if not node.children:
        yield _BLANKS.sub(" ", node.text)
    for child in node.children:
        match child.tag:
            case "text:s":
                yield " " * min(whole(child.get("text:c"), 1), _MOST_SPACES)
            case "text:tab":
                yield "\t"
            case "text:line-break":
                yield "\n"
            case tag if tag not in _ASIDE:
                yield from _read_pieces(child)


def find_objects(node: Node) -> Iterator[tuple[str, str]]:
    """The words of what lies in a cell or on a sheet beside what its cells hold, and what it is."""
    for child in node.children:
        if child.tag == "office:annotation":
            yield "\n".join(_read_lines(child)), "批注"
        elif child.tag.startswith("draw:"):
            yield _find_words(child), _name_object(child)


def _find_words(shape: Node) -> str:
    lines = (line for inner in shape.walk() for line in _read_lines(inner))
    title = shape.find("svg:title")
    return "\n".join(lines) or (title.text if title else "") or shape.get("draw:name") or ""


def _name_object(shape: Node) -> str:
    return next((_KINDS[each.tag] for each in shape.walk() if each.tag in _KINDS), "图形")
