"""Nodes to the plain values a model is validated from: text, lists and dictionaries."""

import re

from jimoplan.core.cells import INVISIBLE, reveal
from jimoplan.core.nodes import Fault, Mapping, Node, Scalar, Sequence

Value = str | None | list["Value"] | dict[str, "Value"]

_FOLDED_CHINESE = re.compile(r"[^\x00-\x7f] [^\x00-\x7f]")


def build_value(node: Node, faults: list[Fault]) -> Value:
    """The value a node writes down; what may not stand in a plan is added to the faults.

    Scalars stay text, so that no id, date or word changes by YAML 1.1's types; the model decides.
    """
    if isinstance(node, Scalar):
        return _build_scalar(node, faults)
    if isinstance(node, Sequence):
        return _build_list(node, faults)
    return _build_dictionary(node, faults)


def _build_scalar(node: Scalar, faults: list[Fault]) -> str | None:
    if node.is_null:
        return None
    if not node.value.isprintable() and (match := INVISIBLE.search(node.value)):
        faults.append(_invisible(node, match[0]))
    if node.style == ">" and _FOLDED_CHINESE.search(node.value):
        faults.append(_folded(node))
    return node.value


def _build_list(node: Sequence, faults: list[Fault]) -> list[Value]:
    values = [build_value(item, faults) for item in node.items]
    for item, value in zip(node.items, values, strict=True):
        if value is None:
            faults.append(
                Fault("E110", item.start, item.end, "列表里有一项是空的", "填写内容,或删去这一项")
            )
    return values


def _build_dictionary(node: Mapping, faults: list[Fault]) -> dict[str, Value]:
    built: dict[str, Value] = {}
    for key, item in node.pairs:
        value = build_value(item, faults)
        if key.value in built:
            faults.append(_repeated(key))
        elif value is None and key.value.isascii():
            faults.append(_empty(key))
        built[key.value] = value
    return built


def _invisible(node: Scalar, character: str) -> Fault:
    return Fault(
        "E019",
        node.start,
        node.end,
        f"文字里有看不见的字符 {reveal(character)},会让人看错内容",
        "删去这个字符;从网页或文档粘贴时常会带入",
    )


def _folded(node: Scalar) -> Fault:
    return Fault(
        "W309",
        node.start,
        node.start + 1,
        "用 > 折行的文字,换行处会变成空格,汉字之间会多出空格",
        "整段写在一行里,不折行",
    )


def _repeated(key: Scalar) -> Fault:
    return Fault(
        "E014",
        key.start,
        key.end,
        f"键 {key.value} 在同一组里写了两次,前一个会被后一个盖掉",
        "只留一个;要写两项内容时合并到一处",
    )


def _empty(key: Scalar) -> Fault:
    return Fault(
        "E110", key.start, key.end, f"键 {key.value} 后面没有内容", "填写内容,或删去这一行"
    )
