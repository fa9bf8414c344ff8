"""The numbered paragraphs of a document as a tree, their numbers checked for sequence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, auto

from jimoplan.core.importing.blocks import Block
from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.importing.outline.numbers import Label, Style, begins, find_labels, follows

Level = tuple[Style | int, int]
"""What paragraphs of one level have in common: the style of the number, or the marked level."""

_MOST_SKIPPED = 5
_DECIMAL = re.compile(r"[.\uff0e]\d+ ?[%\uff05万亿版元倍度米公]")
_GLUED = re.compile(r"[.\uff0e、,\uff0c](?=\d)(?!\d{1,2} ?月)")
"""A number before another one, which may be a decimal; a month is none."""


class _Fit(IntEnum):
    """How well a number goes on with those before it."""

    NONE = auto()
    STRAY = auto()
    SKIPS = auto()
    BEGINS = auto()
    FOLLOWS = auto()
    CONTINUES = auto()


_YES, _NO = "序号", "正文"
_GAP = "本来没有"


@dataclass
class Node:
    """A numbered paragraph, the unnumbered ones that belong to it, and what is numbered below."""

    label: Label
    level: Level
    blocks: list[Block]
    below: list["Node"] = field(default_factory=list)

    @property
    def head(self) -> Block:
        """The numbered paragraph itself."""
        return self.blocks[0]


@dataclass
class Outline:
    """The paragraphs before the first number, and the tree; `gaps` are the numbers skipped."""

    front: list[Block]
    nodes: list[Node]
    gaps: list[str]


def outline(blocks: Sequence[Block], inquiry: Inquiry) -> Outline:
    """The tree of the numbered paragraphs; what does not fit into the sequence is a doubt."""
    reader = _Reader(inquiry)
    for block in _divided(blocks, inquiry):
        reader.read(block)
    return Outline(reader.front, reader.nodes, reader.gaps)


def _divided(blocks: Sequence[Block], inquiry: Inquiry) -> Iterator[Block]:
    """The paragraphs; one that holds the numbers missing before the next one is divided there."""
    numbers = [_arabic(block) for block in blocks]
    following: list[int | None] = [None]
    for number in reversed(numbers[1:]):
        following.append(number or following[-1])
    for block, number, after in zip(blocks, numbers, reversed(following), strict=False):
        rest = block
        last = min(after or 0, number + _MOST_SKIPPED + 1) if number else 0
        for missing in range((number or 0) + 1, last):
            found = re.search(rf"(?<=[。;\uff1b)\uff09]){missing}[.\uff0e、](?!\d)", rest.text)
            if found is None or not _asks_to_divide(rest, found, inquiry):
                break
            yield rest._replace(text=rest.text[: found.start()], end="")
            rest = rest._replace(text=rest.text[found.start() :])
        yield rest


def _arabic(block: Block) -> int | None:
    """The number of a paragraph that is numbered with digits."""
    labels = (label for label in find_labels(block.text) if label.style is Style.ARABIC)
    label = next(labels, None)
    return label.counts[0] if label else None


def _asks_to_divide(block: Block, found: re.Match[str], inquiry: Inquiry) -> bool:
    words = block.text[found.start() : found.start() + 20]
    choices = (Choice(_YES, "另起一项"), Choice(_NO, "是上一项的正文"))
    question = f"段落中间的“{found[0]}”是序号还是正文?"
    return inquiry.settle(Doubt("inline-number", block.place, words, question, choices)) == _YES


class _Reader:
    """Reads paragraph by paragraph; `_open` are the nodes that the next may stand below."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.front: list[Block] = []
        self.nodes: list[Node] = []
        self.gaps: list[str] = []
        self._inquiry = inquiry
        self._open: list[Node] = []
        self._last: dict[Style, tuple[int, ...]] = {}
        self._above: dict[Level, set[Level]] = {}

    def read(self, block: Block) -> None:
        label = self._choose(block)
        if label:
            self._place(Node(label, _level(label, block), [block]))
        elif self._open:
            self._open[-1].blocks.append(block)
        else:
            self.front.append(block)

    def _choose(self, block: Block) -> Label | None:
        """The reading of the number that continues a list best; None for an unnumbered one."""
        rated = [(self._rate(label, block), label) for label in find_labels(block.text)]
        fit, label = max(rated, key=lambda each: each[0], default=(_Fit.NONE, None))
        if label and not self._is_number(label, fit, block):
            label = None
        if label and fit is _Fit.SKIPS:
            self._ask_about_gap(label, block)
        if label is None and block.level:
            label = Label(Style.HEADING, (), 0, 0, _length_of_marks(block.text))
        return label

    def _rate(self, label: Label, block: Block) -> _Fit:
        if any(_continues(node.label, label) for node in self._open):
            return _Fit.CONTINUES
        last = self._last.get(label.style)
        if last and follows(last, label.counts):
            return _Fit.FOLLOWS
        if begins(label.counts) or block.level:
            return _Fit.BEGINS
        if label.style is Style.DECIMAL:
            return _Fit.SKIPS if last and 0 < _skipped(last, label) <= _MOST_SKIPPED else _Fit.NONE
        if last is None:
            return _Fit.BEGINS
        return _Fit.SKIPS if 0 < _skipped(last, label) <= _MOST_SKIPPED else _Fit.STRAY

    def _is_number(self, label: Label, fit: _Fit, block: Block) -> bool:
        """Whether it is one; a number out of sequence and one before another digit are asked."""
        is_glued = label.style is Style.ARABIC and bool(_GLUED.match(block.text, label.end))
        if fit is _Fit.NONE:
            return False
        if fit is not _Fit.STRAY and not is_glued:
            return True
        printed = block.text[label.start : label.end]
        what = "后面紧接着数字" if is_glued else "接不上前面的序号"
        choices = [Choice(_YES, "另起一项"), Choice(_NO, "接在上一段后面")]
        if is_glued and (fit < _Fit.FOLLOWS or _DECIMAL.match(block.text, label.end)):
            choices.reverse()
        question = f"开头的“{printed}”{what},是序号还是正文?"
        doubt = Doubt("number", block.place, block.text[:20], question, tuple(choices))
        return self._inquiry.settle(doubt) == _YES

    def _place(self, node: Node) -> None:
        levels = [each.level for each in self._open]
        if node.level in levels:
            del self._open[levels.index(node.level) :]
        else:
            above = self._above.get(node.level, set())
            below = [
                i for i, level in enumerate(levels) if _is_deeper(level, node.level, self._above)
            ]
            if below:
                del self._open[below[0] :]
            self._above[node.level] = above | {each.level for each in self._open}
        (self._open[-1].below if self._open else self.nodes).append(node)
        self._open.append(node)
        if node.label.counts:
            self._last[node.label.style] = node.label.counts

    def _ask_about_gap(self, label: Label, block: Block) -> None:
        last = self._last[label.style]
        missing = [
            ".".join(map(str, (*last[:-1], each))) for each in range(last[-1] + 1, label.counts[-1])
        ]
        printed = block.text[label.start : label.end]
        answer = self._inquiry.settle(
            Doubt(
                "gap",
                block.place,
                block.text[:20],
                f"“{printed}”前面没有 {'、'.join(missing)};是公布文本本来没有,还是没有认出来?",
                (
                    Choice(_GAP, "记为已知缺号,不重新编号"),
                    Choice("没有认出来", "不记缺号;请查看前一段"),
                ),
            )
        )
        if answer == _GAP and label.style in {Style.ARABIC, Style.DECIMAL}:
            self.gaps += missing


def _continues(one: Label, other: Label) -> bool:
    return one.style is other.style and bool(other.counts) and follows(one.counts, other.counts)


def _skipped(last: tuple[int, ...], label: Label) -> int:
    """How far a number is ahead of the last one of its style; 0 for one of another list."""
    is_same = last[:-1] == label.counts[:-1] and len(last) == len(label.counts)
    return label.counts[-1] - last[-1] if is_same and last else 0


def _level(label: Label, block: Block) -> Level:
    return (block.level, 0) if block.level else (label.style, len(label.counts))


def _is_deeper(level: Level, than: Level, above: dict[Level, set[Level]]) -> bool:
    """Whether a level is known to stand below another one."""
    one, other = level[0], than[0]
    if isinstance(one, int) and isinstance(other, int):
        return one >= other
    if isinstance(other, int):
        return True  # a marked heading closes what is only numbered
    return than in above.get(level, set())


def _length_of_marks(text: str) -> int:
    return len(text) - len(text.lstrip("# \u3000"))


def join_blanks(blocks: Iterable[Block]) -> tuple[str, list[Block]]:
    """The blank lines before the first paragraph, and the paragraphs, which end with the others."""
    front: list[str] = []
    joined: list[tuple[Block, list[str]]] = []
    for block in blocks:
        if block.text.strip():
            joined.append((block, [block.end]))
        else:
            ends = joined[-1][1] if joined else front
            ends += (block.text, block.end)
    return "".join(front), [block._replace(end="".join(ends)) for block, ends in joined]
