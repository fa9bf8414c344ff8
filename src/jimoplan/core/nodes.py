"""Text to nodes: YAML's events composed into plain nodes with spans, within fixed limits.

PyYAML's own composer resolves a YAML 1.1 type for every scalar, follows aliases and recurses in C
without a limit. Composing from its events does none of that, takes either parser and is faster.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

MAX_NODES = 2_000_000
MAX_DEPTH = 64

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Fault(NamedTuple):
    """Something wrong with the text between two character positions."""

    code: str
    start: int
    end: int
    message: str
    remedy: str


class Unreadable(Exception):  # noqa: N818 - it carries a fault, it is not one
    """Reading cannot go on past this fault; `shown` is as much of the text as could be read."""

    def __init__(self, fault: Fault, shown: str = "") -> None:
        super().__init__(fault.message)
        self.fault = fault
        self.shown = shown


class SyntaxFault(Exception):  # noqa: N818 - as above
    """The parser gave up at a character position, with its own English words."""

    def __init__(self, index: int, words: str) -> None:
        super().__init__(words)
        self.index = index
        self.words = words


@dataclass(slots=True)
class Scalar:
    """A value as written; `style` is one of '' (plain), ', ", | and >."""

    start: int
    end: int
    value: str
    style: str

    @property
    def is_null(self) -> bool:
        """Whether nothing (or ~ or null) is written here."""
        return not self.style and self.value in NULLS


@dataclass(slots=True)
class Sequence:
    """A list; `flow` says whether it stands in brackets."""

    start: int
    end: int
    flow: bool
    items: "list[Node]" = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Pairs in the order of the file, repeated keys included."""

    start: int
    end: int
    flow: bool
    pairs: "list[tuple[Scalar, Node]]" = field(default_factory=list)


Node = Scalar | Sequence | Mapping


class Composed(NamedTuple):
    """The root of a document, if there is one, and what was refused on the way."""

    root: Node | None
    faults: list[Fault]


def compose(text: str, loader: type[Any]) -> Composed:
    """The nodes of a text without BOM.

    Raises SyntaxFault where the parser gives up, Unreadable past the limits on depth and nodes.
    """
    composer = _Composer()
    handle = composer.handlers()
    for event in _events(text, loader):
        handle[type(event)](event)
    return Composed(composer.root, composer.faults)


def _events(text: str, loader: type[Any]) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.reader.ReaderError as error:
        raise SyntaxFault(_reader_position(text, error), "special characters") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = " ".join(filter(None, (error.context, error.problem)))
        raise SyntaxFault(mark.index if mark else 0, words) from None


def _reader_position(text: str, error: yaml.reader.ReaderError) -> int:
    """The first character YAML does not allow; the C parser counts it in bytes."""
    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return match.start() if match else min(error.position, len(text))


class _Composer:
    """Collects events into nodes; a document nests at most MAX_DEPTH deep."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._nodes = 0
        self._documents = 0

    def handlers(self) -> dict[type[Any], Callable[[Any], None]]:
        """What to do with each kind of event."""
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
        start = event.start_mark.index
        if self._documents > 1:
            raise Unreadable(
                Fault(
                    "E016",
                    start,
                    start + 3,
                    "这里开始了第二份文档",
                    "一个文件只放一份计划;删去这一行 --- 或另存为一个文件",
                )
            )
        if event.tags:
            self.faults.append(
                Fault("E015", start, start + 1, "文件开头有 %TAG 指令", "删去以 % 开头的行")
            )

    def _scalar(self, event: Any) -> None:  # noqa: ANN401 - as above
        style = event.style or ""
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        self._add(Scalar(start, end, event.value, "" if style == "\0" else style))

    def _alias(self, event: Any) -> None:  # noqa: ANN401 - as above
        start, end = event.start_mark.index, event.end_mark.index
        self.faults.append(
            Fault(
                "E013",
                start,
                end,
                f"别名引用 *{event.anchor} 不能用在计划里",
                "把被引用的内容原样再写一遍",
            )
        )
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
            raise Unreadable(
                Fault(
                    "E005",
                    start,
                    start + 1,
                    f"嵌套超过 {MAX_DEPTH} 层",
                    "计划只需要六七层;检查括号和缩进",
                )
            )
        node = kind(start, event.end_mark.index, bool(event.flow_style))
        self._add(node)
        self._open.append(node)
        self._keys.append(None)

    def _close(self, event: Any) -> None:  # noqa: ANN401 - as above
        self._open.pop().end = event.end_mark.index
        self._keys.pop()

    def _add(self, node: Node) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise Unreadable(
                Fault(
                    "E006",
                    node.start,
                    node.end,
                    f"内容超过 {MAX_NODES // 10_000} 万个值",
                    "一份计划远用不了这么多;检查文件是否生成有误",
                )
            )
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
        self.faults.append(
            Fault(
                "E017",
                node.start,
                node.start + 1,
                "冒号前面的键不能是列表或一组键值",
                "键写成一个英文单词,例如 title",
            )
        )
        return Scalar(node.start, node.start, "", "?")

    def _refuse_properties(self, event: Any) -> None:  # noqa: ANN401 - as above
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None:
            self.faults.append(
                Fault(
                    "E013",
                    start,
                    start + 1,
                    f"锚点 &{event.anchor} 不能用在计划里",
                    "删去 & 和它后面的名字;以 & 开头的文字要加引号",
                )
            )
        if event.tag is not None:
            self.faults.append(
                Fault(
                    "E015",
                    start,
                    max(end, start + 1),
                    f"标签 {event.tag} 不能用在计划里",
                    "删去 ! 开头的标签;以 ! 开头的文字要加引号",
                )
            )


def _ignore(event: object) -> None:
    pass
