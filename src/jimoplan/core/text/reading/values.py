"""Nodes to the plain values a model is validated from: text, lists and dictionaries."""

import re
from collections.abc import Iterator

from jimoplan.core.display.cells import INVISIBLE, reveal
from jimoplan.core.plan.vocabulary import known_keys
from jimoplan.core.text.faults.glued_pairs import Unglued, cut_off, unglue
from jimoplan.core.text.nodes import Fault, Faults, Mapping, Node, Scalar, Sequence, Value

_WIDE_SPACES = "\u3000\u00a0"
_FOLDED_CHINESE = re.compile(r"[^\x00-\x7f] [^\x00-\x7f]")


def build_value(node: Node, faults: Faults) -> Value:
    """The plain value of a node; what may not stand in a plan is added to the faults.

    Scalars stay text, so that no id, date or word is changed by YAML 1.1's types; the model decides
    on types.
    """
    if isinstance(node, Scalar):
        return _build_scalar(node, faults)
    if isinstance(node, Sequence):
        return _build_list(node, faults)
    return _build_dictionary(node, faults)


def _build_scalar(node: Scalar, faults: Faults) -> str | None:
    if node.is_null:
        return None
    if not node.value.isprintable() and (match := INVISIBLE.search(node.value)):
        faults.add(_invisible(node, match))
    if _FOLDED_CHINESE.search(node.value) and _is_folded(node):
        faults.add(_folded(node))
    if not node.style and node.value.strip(_WIDE_SPACES) != node.value:
        faults.add(_wide_space(node))
        return node.value.strip(_WIDE_SPACES)
    return node.value


def _build_list(node: Sequence, faults: Faults) -> list[Value]:
    values = [
        _build_dictionary(item, faults, listed=True)
        if isinstance(item, Mapping)
        else build_value(item, faults)
        for item in node.items
    ]
    for item, value in zip(node.items, values, strict=True):
        if value is None:
            message, remedy = "列表里有一项是空的", "填写内容,或删去这一项"
            faults.add(Fault("E110", item.start, item.end, message, remedy))
    return values


def _build_dictionary(node: Mapping, faults: Faults, *, listed: bool = False) -> dict[str, Value]:
    built: dict[str, Value] = {}
    repeated: list[Scalar] = []
    others = {key.value for key, _ in node.pairs}
    for position, (key, item) in enumerate(node.pairs):
        value = build_value(item, faults)
        glued = unglue(key, item, others)
        name = key.value if key.style else key.value.strip(_WIDE_SPACES)
        if glued and (node.flow or not glued.in_value):
            built |= _take_apart(glued, value, faults)
        elif key.style == "?":
            continue
        elif node.flow and (cut := cut_off(node.pairs, position)):
            faults.add(cut.fault)
            built |= cut.pairs
        elif name in built:
            repeated.append(key)
        else:
            if glued:
                faults.add(_looks_like_pairs(glued))
            if name != key.value:
                faults.add(_wide_space(key))
            if value is None and name in known_keys():
                faults.add(_empty(key))
            built[name] = value
    faults.extend(_describe_repeated(node, repeated, listed=listed))
    return built


def _describe_repeated(node: Mapping, repeated: list[Scalar], *, listed: bool) -> Iterator[Fault]:
    """A fault for each repeated key, or one fault for a list's element that lacks its dash."""
    begins = bool(repeated) and repeated[0].value == node.pairs[0][0].value
    if listed and not node.flow and (begins or len({key.value for key in repeated}) > 1):
        yield _begun_again(repeated[0])
    else:
        yield from map(_repeated, repeated)


def _take_apart(glued: Unglued, value: Value, faults: Faults) -> dict[str, Value]:
    faults.add(glued.fault)
    pairs: dict[str, Value] = dict(glued.pairs)
    if isinstance(value, list | dict):
        pairs[list(pairs)[-1]] = value
    return pairs


def _looks_like_pairs(glued: Unglued) -> Fault:
    """The warning that a value seems to hold another key; outside braces it may be plain text."""
    key, swallowed = list(glued.pairs)[:2]
    message = f"{key} 的文字里疑似夹着另一个键 {swallowed},不会当作键来读"
    remedy = f"是键就另起一行写 {swallowed}: ;是文字就不用理会"
    return Fault("W315", glued.fault.start, glued.fault.end, message, remedy)


def _is_folded(node: Scalar) -> bool:
    """Whether the text runs over several lines that are joined by spaces.

    Where nothing had to be escaped, a text that is longer in the file than as a value is folded.
    """
    if node.is_block:
        return node.style == ">"
    quotes = 2 if node.style else 0
    escaped = not node.value.isprintable() or (node.style and re.search(r"[\"'\\]", node.value))
    return not escaped and node.end - node.start > len(node.value) + quotes


def _invisible(node: Scalar, match: re.Match[str]) -> Fault:
    quotes = 2 if node.style else 0
    as_typed = not node.is_block and node.end - node.start == len(node.value) + quotes
    start = node.start + quotes // 2 + match.start() if as_typed else node.start
    return Fault(
        "E019",
        start,
        start + 1,
        f"文字里有看不见的字符 {reveal(match[0])},会让人看错、搜不到",
        "删去这个字符;从网页或文档粘贴时常会带入",
    )


def _folded(node: Scalar) -> Fault:
    return Fault(
        "W309",
        node.start,
        node.start + 1,
        "文字折成了几行,每个换行会变成一个空格,汉字之间会多出空格",
        "整段写在一行里,不折行",
    )


def _wide_space(node: Scalar) -> Fault:
    message = "文字首尾有全角空格,看不出来,也对不上"
    return Fault("E011", node.start, node.end, message, "删去首尾的全角空格")


def _repeated(key: Scalar) -> Fault:
    return Fault(
        "E014",
        key.start,
        key.end,
        f"键 {key.value} 在同一组里写了两次,分不清以哪一个为准",
        "只留一个;要写两项内容时合并到一处",
    )


def _begun_again(key: Scalar) -> Fault:
    message = f"从键 {key.value} 起在同一组里又写了一次,像是新的一项少了开头的减号"
    remedy = "是新的一项,就在它的第一个键前面加半角减号和一个空格;写重了,就只留一个"
    return Fault("E014", key.start, key.end, message, remedy)


def _empty(key: Scalar) -> Fault:
    message, remedy = f"键 {key.value} 后面没有内容", "填写内容;不是必填的,也可以删去这一行"
    return Fault("E110", key.start, key.end, message, remedy)
