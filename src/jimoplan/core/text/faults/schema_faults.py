"""What pydantic refuses, in Chinese and with the remedy, at the place where it stands."""

import re
from collections.abc import Iterator, Sequence

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from jimoplan.core.plan.own_fields import OwnFields
from jimoplan.core.plan.vocabulary import field_titles, known_keys, model_at, nearest_key
from jimoplan.core.text.document import Document, Path, Span
from jimoplan.core.text.faults.value_faults import shorten, word_value
from jimoplan.core.text.nodes import Fault

_COLON = r"([^\s:：，]+)\s*([:：])"
_WIDE_SPACES = "\u3000\u00a0"


def explain_errors(errors: Sequence[ErrorDetails], document: Document) -> Iterator[Fault]:
    """A fault for each of pydantic's errors.

    Left out are a key without content, which `build_value` has reported, and a missing key that is
    there under a misspelled name.
    """
    meant = {_meant_path(error["loc"]) for error in errors if error["type"] == "extra_forbidden"}
    for error in errors:
        path = error["loc"]
        if error["type"] == "missing":
            if path not in meant:
                yield _missing(path, document)
        elif error["type"] == "extra_forbidden":
            if error["input"] is not None or path[-1] not in known_keys():
                yield _unknown_key(path, document)
        elif error["input"] is not None:
            code, message, remedy = word_value(error)
            yield Fault(code, *document.value_span(path), message, remedy)
        elif model_at(path[:-1]) is OwnFields:
            yield _empty_own_field(path, document)


def _meant_path(path: Path) -> Path:
    return (*path[:-1], nearest_key(str(path[-1]), model_at(path[:-1])) or path[-1])


def _missing(path: Path, document: Document) -> Fault:
    key = str(path[-1])
    title = field_titles(model_at(path[:-1])).get(key, key)
    span = document.key_span(path[:-1])
    return Fault("E101", *span, f"这里缺少 {key}({title})", f"补上“{key}: ……”,填写{title}")


def _unknown_key(path: Path, document: Document) -> Fault:
    written = str(path[-1]) or "''"
    span = document.key_span(path)
    kind = model_at(path[:-1])
    if mistyped := re.match(_COLON, written):
        return _stuck_key(written, mistyped, span)
    if written[0] in _WIDE_SPACES:
        message, remedy = "缩进里有全角空格,YAML 只认半角空格", "换成半角空格,每级缩进两个空格"
        return Fault("E011", span.start, span.start + 1, message, remedy)
    meant = nearest_key(written, kind)
    allowed = "、".join(field_titles(kind))
    remedy = f"您是否想写 {meant}?" if meant else f"这里可以写的键有:{allowed}"
    return Fault("E102", *span, f"不认识的键 {shorten(written)},其内容会被漏掉", remedy)


def _empty_own_field(path: Path, document: Document) -> Fault:
    """A field of a body's own that says nothing, or whose colon is none."""
    written, span = str(path[-1]), document.key_span(path)
    if mistyped := re.match(_COLON, written):
        return _stuck_key(written, mistyped, span)
    message, remedy = f"自有字段 {shorten(written)} 后面没有内容", "填写内容,或删去这一行"
    return Fault("E110", *span, message, remedy)


def _stuck_key(written: str, mistyped: re.Match[str], span: Span) -> Fault:
    key = shorten(mistyped[1])
    start = span.start + mistyped.start(2)
    if mistyped[2] == ":":
        message, remedy = f"键 {key} 的冒号后面缺一个空格", f"写成 {key}: 再写内容"
        return Fault("E018", start, start + 1, message, remedy)
    message = f"“{shorten(written)}”里用了全角冒号“：”"
    return Fault("E009", start, start + 1, message, f"改成半角冒号加一个空格,即 {key}: ")


def root_fault(kind: type[BaseModel]) -> Fault:
    """The fault of a file whose outermost value is no mapping."""
    keys = "、".join(field_titles(kind))
    return Fault("E108", 0, 1, "文件最外层应当是一组“键: 值”", f"顶格写出 {keys}")
