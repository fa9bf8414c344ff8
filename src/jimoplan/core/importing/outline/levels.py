"""Which of a document's levels are its tasks: what stands above is headings, below are measures."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.importing.outline.numbers import Style
from jimoplan.core.importing.outline.tree import Level, Node

POINTS = frozenset({Style.ARABIC_IN_BRACKETS, Style.HALF_BRACKET, Style.CIRCLED, Style.DASH})
"""Numbers that stand below those of tasks wherever there are others."""

_LONGEST_SAMPLE = 20

IsOwned = Callable[[Node], bool]
"""Whether a numbered paragraph has an owner clause of its own."""


class Levels:
    """Tells of each node of a tree whether it is a task."""

    def __init__(
        self, nodes: Sequence[Node], is_owned: IsOwned, inquiry: Inquiry, *, is_heading: bool
    ) -> None:
        """With `is_heading` the nodes stand above a table: without owner clauses none is a task."""
        self._is_owned = is_owned
        is_bare = is_heading and not any(map(is_owned, _each(nodes)))
        self._example = None if is_bare else _choose(nodes, is_owned, inquiry)

    def is_task(self, node: Node) -> bool:
        """Whether it is of the level of tasks, or owned with none of that level below it."""
        if self._example and node.level == self._example.level:
            return True
        return self._is_owned(node) and not any(map(self.is_task, node.below))

    def has_tasks(self, node: Node) -> bool:
        """Whether it or something below it is a task."""
        return self.is_task(node) or any(map(self.has_tasks, node.below))


def _choose(nodes: Sequence[Node], is_owned: IsOwned, inquiry: Inquiry) -> Node | None:
    """The first node of the level of tasks."""
    every = list(_each(nodes))
    examples = {node.level: node for node in reversed(every)}
    owned = list(_owned(nodes, is_owned))
    if owned:
        return examples[max(examples, key=owned.count)]
    usual = [node for node in examples.values() if node.label.style not in POINTS]
    if not usual:
        return every[0] if every else None
    return _ask(_guess(usual, every), usual, every, inquiry)


def _owned(nodes: Sequence[Node], is_owned: IsOwned) -> Iterator[Level]:
    """The level of each node with an owner clause.

    A clause behind the last of several points is that of all, so of what they stand below.
    """
    for node in nodes:
        points = node.below if all(each.label.style in POINTS for each in node.below) else []
        is_of_all = bool(points) and [each for each in points if is_owned(each)] == points[-1:]
        if is_owned(node) or is_of_all:
            yield node.level
        if not is_of_all:
            yield from _owned(node.below, is_owned)


def _guess(usual: Sequence[Node], every: Sequence[Node]) -> Node:
    """The numbers with digits, or those below them where each has such; else the deepest."""
    by_style = {node.label.style: node for node in usual}
    arabic, decimal = by_style.get(Style.ARABIC), by_style.get(Style.DECIMAL)
    if arabic and decimal:
        all_have = all(node.below for node in every if node.level == arabic.level)
        has_headings = any(node.label.style is Style.HAN for node in usual)
        return decimal if all_have and not has_headings else arabic
    return arabic or decimal or max(usual, key=lambda node: _depth(node, every))


def _ask(guess: Node, usual: Sequence[Node], every: Sequence[Node], inquiry: Inquiry) -> Node:
    if len(usual) == 1:
        return guess
    ordered = [guess, *(node for node in usual if node is not guess)]
    counts = Counter(node.level for node in every)
    choices = tuple(
        Choice(
            _shown(node), f"共 {counts[node.level]} 项,如“{_sample(node)}”;上面是板块,下面是举措"
        )
        for node in ordered
    )
    words = "、".join(sorted(map(_shown, usual)))
    question = "文件没有责任条款,哪一级是任务?"
    answer = inquiry.settle(Doubt("task-level", guess.head.place, words, question, choices))
    return next(node for node in ordered if _shown(node) == answer)


def _shown(node: Node) -> str:
    """A level as it is chosen: by the number that it begins with, or as a heading."""
    label = node.label
    printed = node.head.text[label.start : label.end]
    return f"“{printed}”这一级" if printed else f"{node.head.level} 级标题"


def _sample(node: Node) -> str:
    words = node.head.text.strip()
    return words if len(words) <= _LONGEST_SAMPLE else f"{words[:_LONGEST_SAMPLE]}……"


def _depth(node: Node, every: Sequence[Node]) -> int:
    return max(
        (1 + _depth(above, every) for above in every if any(b is node for b in above.below)),
        default=0,
    )


def _each(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _each(node.below)
