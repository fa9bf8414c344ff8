"""YAML's events composed into nodes, within fixed limits.

PyYAML's own composer resolves a YAML 1.1 type for every scalar, follows aliases and recurses.
Composing from its events does none of that, and takes either parser.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import yaml

from jimoplan.core.text.nodes import (
    Fault,
    Faults,
    Mapping,
    Node,
    Scalar,
    Sequence,
    SyntaxFault,
    Unreadable,
)

MAX_NODES = 2_000_000
MAX_DEPTH = 64


def compose(
    text: str, loader: type[Any], faults: Faults, most_nodes: int = MAX_NODES
) -> Node | None:
    """The root node of a text without BOM, None for an empty one; faults are added to `faults`.

    Raises SyntaxFault where the parser gives up, Unreadable past the limits on depth and nodes.
    """
    composer = _Composer(faults, most_nodes)
    try:
        composer.take(_events(text, loader))
    except SyntaxFault as fault:
        _count_depth(text[: fault.opened], loader)
        raise
    return composer.root


def _count_depth(text: str, loader: type[Any]) -> None:
    """Raise Unreadable if a text that is cut off nests too deep.

    Parsers look ahead for the end of a key, and some give up at a depth of their own before they
    have handed over what they passed on the way; where the text ends, they hand it over.
    """
    with suppress(SyntaxFault):
        _Composer(Faults(), MAX_NODES).take(_events(text, loader))


def _events(text: str, loader: type[Any]) -> Iterator[Any]:
    if match := _MARK_BELOW.search(text):  # which only the C parser passes over
        raise SyntaxFault(match.start(), "special characters")
    try:
        parser = loader(text)
        try:
            while parser.check_event():
                yield parser.get_event()
        finally:
            parser.dispose()
    except yaml.reader.ReaderError as error:
        raise SyntaxFault(_reader_position(text, error), "special characters") from None
    except UnicodeEncodeError as error:  # half a surrogate pair, which only the C parser encodes
        raise SyntaxFault(error.start, "special characters") from None
    except (ValueError, OverflowError):  # \U00110000, which only the Python parser tries to read
        match = _BEYOND_UNICODE.search(text)
        raise SyntaxFault(match.start() if match else 0, "escape") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = " ".join(filter(None, (error.context, error.problem)))
        opened = error.context_mark.index if error.context_mark else None
        raise SyntaxFault(mark.index if mark else 0, words, opened) from None


def settled_spans(text: str, loader: type[Any]) -> list[tuple[int, int]]:
    """The spans of values that the parser has certainly read as meant, up to its error.

    Those are quoted texts and plain values outside braces, on one line each, and blocks of text.
    """
    found: list[tuple[int, int]] = []
    depth = 0
    doubtful = False
    try:
        for event in _events(text, loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += bool(event.flow_style or depth)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= bool(depth)
            elif isinstance(event, yaml.ScalarEvent):
                start: Any = event.start_mark
                end: Any = event.end_mark
                plain = event.style not in {"'", '"', "|", ">"}
                value = not depth and text.startswith(": ", start.index - 2)
                one_line = start.line == end.line or event.style in {"|", ">"}
                settled = one_line and (value or not plain)
                doubtful = settled and plain
                if settled:
                    found.append((start.index, end.index))
    except SyntaxFault:
        if doubtful:  # the last thing read may be what the parser stumbled over
            return found[:-1]
    return found


_MARK_BELOW = re.compile(r"(?<=[\r\n\x85\u2028\u2029])\ufeff")
"""A byte order mark that begins another line than the first."""

_BEYOND_UNICODE = re.compile(r"\\U(?!000[0-9A-Fa-f]|0010)[0-9A-Fa-f]{8}")


def _reader_position(text: str, error: yaml.reader.ReaderError) -> int:
    """The first character YAML does not allow; the C parser counts it in bytes."""
    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return match.start() if match else min(error.position, len(text))


class _Composer:
    """Collects events into nodes; a document nests at most MAX_DEPTH deep."""

    def __init__(self, faults: Faults, most_nodes: int) -> None:
        self._most_nodes = most_nodes
        self.root: Node | None = None
        self._faults = faults
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._nodes = 0
        self._documents = 0

    def take(self, events: Iterator[Any]) -> None:
        """Build the nodes of all events; raises Unreadable past a limit."""
        handle = self._handlers()
        for event in events:
            handle[type(event)](event)

    def _handlers(self) -> dict[type[Any], Callable[[Any], None]]:
        return {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._open_sequence,
            yaml.MappingStartEvent: self._open_mapping,
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: _ignore,
            yaml.StreamStartEvent: _ignore,
            yaml.StreamEndEvent: _ignore,
        }

    def _document(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are untyped
        self._documents += 1
        if self._documents > 1:
            start = event.start_mark.index
            message = "这里开始了第二份文档,后面的内容不会被读到"
            remedy = "一个文件只放一份计划;删去这一行 ---,或把后面的内容另存为一个文件"
            raise Unreadable(Fault("E016", start, start + 3, message, remedy))

    def _scalar(self, event: Any) -> None:  # noqa: ANN401 - as above
        style = event.style or ""
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        self._add(Scalar(start, end, event.value, "" if style == "\0" else style))

    def _alias(self, event: Any) -> None:  # noqa: ANN401 - as above
        start, end = event.start_mark.index, event.end_mark.index
        message = f"别名引用 *{event.anchor} 不能用在计划里,谁也看不出它代表什么"
        remedy = "把被引用的内容原样再写一遍;以 * 开头的文字用半角单引号括起来"
        self._faults.add(Fault("E013", start, end, message, remedy))
        self._add(Scalar(start, end, f"*{event.anchor}", "'"))

    def _open_sequence(self, event: Any) -> None:  # noqa: ANN401 - as above
        self._open_collection(event, Sequence)

    def _open_mapping(self, event: Any) -> None:  # noqa: ANN401 - as above
        self._open_collection(event, Mapping)

    def _open_collection(self, event: Any, kind: type[Sequence | Mapping]) -> None:  # noqa: ANN401
        start = event.start_mark.index
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if len(self._open) >= MAX_DEPTH:
            message = f"嵌套超过 {MAX_DEPTH} 层"
            remedy = "计划只需要六七层;检查这里的括号和缩进"
            raise Unreadable(Fault("E005", start, start + 1, message, remedy))
        node = kind(start, event.end_mark.index, flow=bool(event.flow_style))
        self._add(node)
        self._open.append(node)
        self._keys.append(None)

    def _close(self, event: Any) -> None:  # noqa: ANN401 - as above
        self._open.pop().end = event.end_mark.index
        self._keys.pop()

    def _add(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > self._most_nodes:
            message = f"内容超过 {MAX_NODES // 10_000} 万个值"
            remedy = "一份计划远用不了这么多;检查是否选错了文件,或由程序生成有误"
            raise Unreadable(Fault("E006", node.start, node.start + 1, message, remedy))
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif (key := self._keys[-1]) is None:
            self._keys[-1] = self._key(node)
        else:
            parent.pairs.append((key, node))
            self._keys[-1] = None

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        message = "冒号前面的键不能是列表或一组键值,其内容会被漏掉"
        remedy = "键写成一个英文单词,例如 title;以方括号、花括号开头的文字用半角单引号括起来"
        self._faults.add(Fault("E017", node.start, node.start + 1, message, remedy))
        return Scalar(node.start, node.start, "", "?")

    def _refuse_properties(self, event: Any) -> None:  # noqa: ANN401 - as above
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None:
            message = f"锚点 &{event.anchor} 不能用在计划里"
            remedy = "删去 & 和它后面的名字;以 & 开头的文字用半角单引号括起来"
            self._faults.add(Fault("E013", start, start + 1, message, remedy))
        if event.tag is not None:
            message = f"标签 {event.tag} 不能用在计划里"
            remedy = "删去 ! 开头的标签;以 ! 开头的文字用半角单引号括起来"
            self._faults.add(Fault("E015", start, max(end, start + 1), message, remedy))


def _ignore(event: object) -> None:
    pass
