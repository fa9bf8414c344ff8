"""A single value as YAML: plain where that is safe, quoted where it must be; blocks stay blocks."""

import json
import re
from collections.abc import Callable
from functools import cache
from io import StringIO
from typing import Any

import yaml
from yaml.emitter import Emitter

from jimoplan.core.text.nodes import Scalar
from jimoplan.core.text.writing.source import Edit, Source

_STRING = "tag:yaml.org,2002:str"
_OTHER_BLANKS = re.compile("[\t\xa0\u3000]")
_KEY_LIKE = re.compile("[A-Za-z_]\\s*[:\uff1a]")


def write_scalar(value: object, *, flow: bool, style: str = "") -> str:
    """A value on one line, in the quotes of `style` (' or ") where it is one of them.

    Without a style, a value is plain unless that would be read as anything else, by jimoplan or by
    any other program: YAML takes 8 for a number, null for nothing.
    """
    text = str(value)
    single, plain = _allowed(text, flow=flow)
    if isinstance(value, str) and plain and not style:
        plain = _is_text(text)
    if plain and style not in {"'", '"'}:
        return text
    if single and style != '"':
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


def write_literal(text: str, indent: int, line_end: str, header: str = "") -> str | None:
    """A text as a block behind |, its lines indented so far; None where a block cannot hold it.

    A header is what else stands on the line of the |.
    """
    lines = text.removesuffix("\n").split("\n")
    blank_edge = not lines[0].strip() or not lines[-1].strip()
    if blank_edge or lines[0].startswith(" ") or not all(map(_is_printable, lines)):
        return None
    chomping = "" if text.endswith("\n") else "-"
    indented = (" " * indent + line if line else "" for line in lines)
    return line_end.join([f"|{chomping}{header}", *indented])


def edit_scalar(source: Source, node: Scalar, value: object, *, flow: bool) -> Edit:
    """The edit that makes a value another one; a block of text stays one where it can hold it."""
    if not node.is_block:
        style = chosen_style(node, value, flow=flow)
        return Edit(node.start, node.end, write_scalar(value, flow=flow, style=style))
    end = source.end_of_line(source.content_end(node))
    header = source.text[node.start : source.end_of_line(node.start)]
    rest = header.lstrip("|>+-0123456789")
    text = write_literal(str(value), source.indent_below(node.start), source.line_end, rest)
    if text is None:
        text = write_scalar(value, flow=flow, style='"') + rest
    elif str(value).endswith("\n") and end == len(source.text):
        text += source.line_end
    return Edit(node.start, end, text)


def chosen_style(scalar: Scalar, value: object, *, flow: bool) -> str:
    """The quotes that a value like `value` stands in by choice; '' where it needs them."""
    if scalar.is_block or needs_quotes(scalar.value, flow=flow):
        return ""
    is_read_as_text = not isinstance(value, str) or _is_text(scalar.value)
    return scalar.style if is_read_as_text else ""


def needs_quotes(text: str, *, flow: bool) -> bool:
    """Whether YAML could not read the text, were it plain; what type it would take aside."""
    return not _allowed(text, flow=flow)[1]


def _allowed(text: str, *, flow: bool) -> tuple[bool, bool]:
    """Whether a text may stand in single quotes, and whether without any."""
    analysis = _analyser()(text)
    one_line = "\n" not in text and "\r" not in text
    plain = analysis.allow_flow_plain if flow else analysis.allow_block_plain
    swallows = flow and _KEY_LIKE.search(text)
    bare = bool(plain and one_line and text == text.strip() and not swallows)
    return bool(analysis.allow_single_quoted and one_line), bare


@cache
def _analyser() -> Callable[[str], Any]:
    return Emitter(StringIO(), allow_unicode=True).analyze_scalar


@cache
def _is_text(text: str) -> bool:
    """Whether YAML programs read a plain scalar as text."""
    resolver: Any = yaml.resolver.Resolver()
    return bool(resolver.resolve(yaml.ScalarNode, text, (True, False)) == _STRING)


def _is_printable(line: str) -> bool:
    """Whether a line can stand in a block; a blank other than the usual one only within it."""
    core = line.strip(" ")
    return core == core.strip() and _OTHER_BLANKS.sub("", core).isprintable()
