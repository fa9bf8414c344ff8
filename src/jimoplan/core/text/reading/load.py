"""load: bytes or text to a plan and every problem at once."""

import codecs
import gc
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from jimoplan.core.plan.model import Plan
from jimoplan.core.rules.checks import ERROR_RULES, check_plan, check_rest, empty_paths
from jimoplan.core.rules.findings import Rule
from jimoplan.core.text.document import Document
from jimoplan.core.text.faults.parser_gaps import (
    find_conflicts,
    find_directive,
    find_glued_headers,
    find_lost_words,
    find_tabs,
)
from jimoplan.core.text.nodes import (
    MAX_ERRORS,
    Fault,
    Faults,
    Mapping,
    Scalar,
    SyntaxFault,
    Unreadable,
    Value,
    too_many_errors,
)
from jimoplan.core.text.problems import Problem, has_errors, sort_problems
from jimoplan.core.text.reading.events import MAX_NODES, compose, settled_spans
from jimoplan.core.text.reading.values import build_value

MAX_BYTES = 64 * 1024 * 1024

_EMPTY = Fault("E007", 0, 1, "文件里没有内容", "从版本历史里恢复,或复制一份已有的计划再改")

FAST_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's C parser where it was built with one, otherwise the Python parser."""


class Loaded(NamedTuple):
    """What a text says: its plan, unless something in it is unreadable, and every problem."""

    document: Document
    plan: Plan | None
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether the plan may not be relied on."""
        return self.plan is None or has_errors(self.problems)


def load_bytes(data: bytes, loader: type[Any] = FAST_LOADER, *, with_advice: bool = True) -> Loaded:
    """The plan in a file's bytes; a byte order mark is left out of the document's text.

    Without advice, only what refuses the plan is looked for: that is all that answers need.
    """
    try:
        text = decode(data)
    except Unreadable as refusal:
        return _refused(refusal.shown, [refusal.fault])
    return load(text, loader, with_advice=with_advice)


def load(text: str, loader: type[Any] = FAST_LOADER, *, with_advice: bool = True) -> Loaded:
    """The plan in a text and all its problems; never raises over what the text holds."""
    text = text.removeprefix("\ufeff")
    with garbage_collection_off():
        try:
            _count_lines(text)
            return _load(text, loader, with_advice=with_advice)
        except Unreadable as refusal:
            return _refused(refusal.shown or text, [refusal.fault])


def decode(data: bytes) -> str:
    """The text of UTF-8 bytes without byte order mark; raises Unreadable over any other bytes."""
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        size = f"文件有 {math.ceil(len(data) / 1024 / 1024)} MiB,超过 {limit} MiB"
        raise Unreadable(Fault("E004", 0, 1, size, "一份计划远用不了这么多;检查是否选错了文件"))
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Unreadable(
            Fault("E002", 0, 1, "文件是 UTF-32 编码保存的", "在编辑器里“另存为”,编码选 UTF-8")
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_utf16(data):
        raise Unreadable(
            Fault("E002", 0, 1, "文件是 UTF-16 编码保存的", "在编辑器里“另存为”,编码选 UTF-8")
        )
    if b"\0" in data:
        raise Unreadable(
            Fault(
                "E003",
                0,
                1,
                "文件里有空字节,不是文本文件",
                "检查是否选错了文件,例如 .xlsx 或 .docx",
            )
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong_encoding(data, error) from None


def _count_lines(text: str) -> None:
    if text.count("\n") + text.count("\r") > MAX_NODES:
        message = f"文件超过 {MAX_NODES // 10_000} 万行"
        remedy = "一份计划远用不了这么多;检查是否选错了文件"
        raise Unreadable(Fault("E006", 0, 1, message, remedy), text[:1000])


@contextmanager
def garbage_collection_off() -> Iterator[None]:
    """Building a plan makes many objects and no cycles; looking for cycles doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(text: str, loader: type[Any], *, with_advice: bool) -> Loaded:
    faults = Faults()
    faults.extend(find_conflicts(text))
    faults.extend(find_directive(text))
    if faults.found:  # with both versions of a conflict in it, or another YAML, it is no one plan
        return _refused(text, faults.found)
    try:
        root = compose(text, loader, faults)
    except SyntaxFault as error:
        faults.extend(_explain_syntax(error, text, loader))
        return _refused(text, faults.found)
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return _refused(text, [_EMPTY])
    if not isinstance(root, Mapping):
        faults.extend(_explain_root(text))
        return _refused(text, faults.found)
    return _check(text, root, faults, with_advice=with_advice)


# What explains faults is imported where there are some: most plans have none.


def _explain_root(text: str) -> list[Fault]:
    """The typing mistakes behind a text that is no mapping, or else which keys to begin with."""
    from jimoplan.core.text.faults.schema_faults import root_fault
    from jimoplan.core.text.faults.typing_slips import find_mistakes

    return [*find_mistakes(text)] or [root_fault(Plan)]


def _explain_syntax(error: SyntaxFault, text: str, loader: type[Any]) -> Iterator[Fault]:
    """The typing mistakes behind an error of syntax, and the error itself if none is near it."""
    from jimoplan.core.text.faults.syntax_faults import describe_syntax, lines_around
    from jimoplan.core.text.faults.typing_slips import find_mistakes

    around = lines_around(error, text)
    mistakes = list(find_mistakes(text, around, settled_spans(text, loader)))
    yield from mistakes
    described = describe_syntax(error, text)
    there = lines_around(SyntaxFault(described.start, ""), text, above=0)
    explained = any(m.start in range(*around) or m.start in range(*there) for m in mistakes)
    if not explained or error.words == "special characters":
        yield described


def _check(text: str, root: Mapping, faults: Faults, *, with_advice: bool) -> Loaded:
    document = Document(text, root)
    faults.extend(find_tabs(text, root))
    faults.extend(find_glued_headers(text, root))
    faults.extend(find_lost_words(text, root))
    value = build_value(root, faults)
    rules = ERROR_RULES
    if with_advice:
        from jimoplan.core.rules.advice import ADVICE
        from jimoplan.core.rules.sensitive import find_sensitive

        rules = (*rules, *ADVICE)
        faults.extend(find_sensitive(text))
    plan = _validate(value, document, rules, faults)
    problems = sort_problems(document.place(fault) for fault in faults.found)
    return Loaded(document, None if is_misread(faults) else plan, problems)


def is_misread(faults: Faults) -> bool:
    """Whether a fault means that some value may have been misread, so that there is no plan."""
    return any(fault.code.startswith(("E0", "E1")) for fault in faults.found)


def _validate(
    value: Value, document: Document, rules: tuple[Rule, ...], faults: Faults
) -> Plan | None:
    """The plan; where the model refuses it, None, and the rules check what they can of it."""
    try:
        plan = Plan.model_validate(value)
    except ValidationError as error:
        if error.error_count() > MAX_ERRORS:
            raise too_many_errors(0) from None
        from jimoplan.core.text.faults.schema_faults import explain_errors

        errors = error.errors(include_url=False)
        faults.extend(explain_errors(errors, document))
        faults.extend(check_rest(value, errors, document, rules))
        return None
    empty = empty_paths(value) if any(fault.code == "E110" for fault in faults.found) else ()
    faults.extend(check_plan(plan, document, rules, empty))
    return plan


def _refused(text: str, faults: list[Fault]) -> Loaded:
    document = Document(text)
    return Loaded(document, None, sort_problems(document.place(fault) for fault in faults))


def _looks_utf16(data: bytes) -> bool:
    """Whether zero bytes stand at every other place only, as in ASCII text saved as UTF-16."""
    head = data[:4000]
    evens, odds = head[::2].count(0), head[1::2].count(0)
    return max(evens, odds) * 50 > len(head) and min(evens, odds) * 5 < max(evens, odds)


def _wrong_encoding(data: bytes, error: UnicodeDecodeError) -> Unreadable:
    """The refusal of bytes that are no UTF-8; Chinese editions of Windows save GB18030."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = data[: error.end].decode("utf-8", "replace")
        start = max(len(text) - 1, 0)
        message = "从这里起不是 UTF-8 编码的文字"
        return Unreadable(
            Fault(
                "E003", start, start + 1, message, "恢复历史版本,或在编辑器里“另存为”,编码选 UTF-8"
            ),
            text,
        )
    start = next(index for index, character in enumerate(text) if not character.isascii())
    message = "文件疑似用 GBK/GB18030 编码保存,直接读会变成乱码"
    return Unreadable(
        Fault("E001", start, start + 1, message, "在编辑器里“另存为”,编码选 UTF-8"), text
    )
