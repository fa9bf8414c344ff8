"""load: bytes or text to a plan and every problem at once."""

import codecs
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError

from jimoplan.core.advice import find_sensitive
from jimoplan.core.checks import check_plan, check_rest
from jimoplan.core.document import Document
from jimoplan.core.model import Plan
from jimoplan.core.nodes import Fault, Mapping, Scalar, SyntaxFault, Unreadable, compose
from jimoplan.core.problems import Problem, has_errors, sort_problems
from jimoplan.core.schema_faults import explain_errors, root_fault
from jimoplan.core.typist import describe_syntax, find_conflict_markers, find_mistakes
from jimoplan.core.values import Value, build_value

MAX_BYTES = 64 * 1024 * 1024

FAST_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's C parser where it was built with one, otherwise the Python parser."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a text says: its plan, unless something in it is unreadable, and every problem."""

    document: Document
    plan: Plan | None
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether the plan may not be relied on."""
        return self.plan is None or has_errors(self.problems)


def load_bytes(data: bytes, loader: type[Any] = FAST_LOADER) -> Loaded:
    """The plan in a file's bytes; a byte order mark is left out of the document's text."""
    try:
        text = decode(data)
    except Unreadable as refusal:
        return _refused(refusal.shown, [refusal.fault])
    return load(text, loader)


def load(text: str, loader: type[Any] = FAST_LOADER) -> Loaded:
    """The plan in a text and all its problems; never raises over what the text holds."""
    text = text.removeprefix("\ufeff")
    with _garbage_collection_off():
        try:
            return _load(text, loader)
        except Unreadable as refusal:
            return _refused(text, [refusal.fault])


def decode(data: bytes) -> str:
    """The text of UTF-8 bytes without byte order mark; raises Unreadable over any other bytes."""
    if len(data) > MAX_BYTES:
        size = f"文件有 {len(data) / 1024 / 1024:.0f} MiB,超过 {MAX_BYTES // 1024 // 1024} MiB"
        raise Unreadable(Fault("E004", 0, 1, size, "一份计划远用不了这么多;检查是否选错了文件"))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_utf16(data):
        raise Unreadable(
            Fault("E002", 0, 1, "文件是 UTF-16 编码保存的", "在编辑器里另存为 UTF-8 编码")
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


@contextmanager
def _garbage_collection_off() -> Iterator[None]:
    """Building a plan makes many objects and no cycles; looking for cycles doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(text: str, loader: type[Any]) -> Loaded:
    faults = find_conflict_markers(text)
    try:
        root, found = compose(text, loader)
    except SyntaxFault as error:
        faults += find_mistakes(text)
        return _refused(text, faults or [describe_syntax(error.words, error.index)])
    faults += found
    document = Document(text, root)
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return _refused(
            text, [Fault("E007", 0, 1, "文件里没有内容", "从已有的计划复制一份,或恢复历史版本")]
        )
    if not isinstance(root, Mapping):
        return _refused(text, faults + (find_mistakes(text) or [root_fault(Plan)]))
    value = build_value(root, faults)
    faults += find_sensitive(text)
    plan = _validate(value, document, faults)
    misread = any(fault.code.startswith(("E0", "E1")) for fault in faults)
    problems = sort_problems(document.place(fault) for fault in faults)
    return Loaded(document, None if misread else plan, problems)


def _validate(value: Value, document: Document, faults: list[Fault]) -> Plan | None:
    """The plan; one that the model refuses is still checked by the rules, as far as it goes."""
    try:
        plan = Plan.model_validate(value)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        faults += explain_errors(errors, document)
        faults += check_rest(value, errors, document)
        return None
    faults += check_plan(plan, document)
    return plan


def _refused(text: str, faults: list[Fault]) -> Loaded:
    document = Document(text)
    return Loaded(document, None, sort_problems(document.place(fault) for fault in faults))


def _looks_utf16(data: bytes) -> bool:
    """Whether every other byte of the beginning is mostly zero, as in UTF-16 without a mark."""
    head = data[:400]
    evens, odds = head[::2].count(0), head[1::2].count(0)
    return max(evens, odds) * 10 > len(head) and min(evens, odds) * 10 < len(head)


def _wrong_encoding(data: bytes, error: UnicodeDecodeError) -> Unreadable:
    """What to say of bytes that are no UTF-8; Chinese editions of Windows save GB18030."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = data[: error.end].decode("utf-8", "replace")
        start = max(len(text) - 1, 0)
        message = "从这里起不是 UTF-8 编码的文字"
        return Unreadable(
            Fault("E003", start, start + 1, message, "恢复历史版本,或在编辑器里另存为 UTF-8 编码"),
            text,
        )
    start = len(data[: error.start].decode("gb18030", "replace"))
    message = "文件疑似用 GBK/GB18030 编码保存,直接读会变成乱码"
    return Unreadable(Fault("E001", start, start + 1, message, "在编辑器里另存为 UTF-8 编码"), text)
