"""What pydantic refuses, in Chinese and with the remedy, at the place where it stands."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from jimoplan.core.document import Document, Path, Span
from jimoplan.core.nodes import Fault
from jimoplan.core.vocabulary import (
    field_titles,
    known_keys,
    model_at,
    nearest_key,
    nearest_word,
)

_WIDE_SPACES = "\u3000\u00a0"
_WIDE_QUOTES = "“”‘’「」"


def explain_errors(errors: Sequence[ErrorDetails], document: Document) -> Iterator[Fault]:
    """A fault for each of pydantic's errors.

    Left out are a key without content, which whoever built the values has reported, and a missing
    key that is there under a misspelled name.
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
            code, message, remedy = _value_words(error)
            yield Fault(code, *document.value_span(path), message, remedy)


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
    if mistyped := re.match(r"([^\s:：，]+)\s*([:：])", written):
        return _stuck_key(written, mistyped, span)
    if written[0] in _WIDE_SPACES:
        message, remedy = "缩进里有全角空格,YAML 只认半角空格", "换成半角空格,每级缩进两个空格"
        return Fault("E011", span.start, span.start + 1, message, remedy)
    meant = nearest_key(written, kind)
    allowed = "、".join(field_titles(kind))
    remedy = f"您是否想写 {meant}?" if meant else f"这里可以写的键有:{allowed}"
    return Fault("E102", *span, f"不认识的键 {_short(written)},其内容会被漏掉", remedy)


def _stuck_key(written: str, mistyped: re.Match[str], span: Span) -> Fault:
    key = _short(mistyped[1])
    start = span.start + mistyped.start(2)
    if mistyped[2] == ":":
        message, remedy = f"键 {key} 的冒号后面缺一个空格", f"写成 {key}: 再写内容"
        return Fault("E018", start, start + 1, message, remedy)
    message = f"“{_short(written)}”里用了全角冒号“：”"
    return Fault("E009", start, start + 1, message, f"改成半角冒号加一个空格,即 {key}: ")


def _value_words(error: ErrorDetails) -> tuple[str, str, str]:
    """Code, message and remedy for a value that is there but not as it should be."""
    written, name = error["input"], str(_last_name(error["loc"]))
    for types, words in _VALUE_WORDS:
        if error["type"] in types:
            return words(written, name, error)
    return "E109", f"{name} 的内容不能这样写", "参照 plan.schema.json 里的说明改写"


def _last_name(path: Path) -> str | int:
    names = [part for part in path if isinstance(part, str)]
    return names[-1] if names else "plan.yaml"


def _choice(written: object, name: str, error: ErrorDetails) -> tuple[str, str, str]:
    words = _choices(error["loc"])
    text = str(written)
    allowed = "、".join(words)
    if (bare := text.strip(_WIDE_QUOTES)) != text and bare in set(words):
        return "E009", f"{name} 的值 {text} 带了全角引号", f"去掉引号,写成 {bare}"
    meant = nearest_word(text, words)
    ask = f"您是否想写 {meant}?" if meant else ""
    return "E103", f"{name} 不能写“{_short(text)}”", f"{ask}允许的词有:{allowed}"


def _choices(path: Path) -> type[StrEnum]:
    field = model_at(path[:-1]).model_fields[str(path[-1])]
    kinds = (field.annotation, *get_args(field.annotation))
    return next(k for k in kinds if isinstance(k, type) and issubclass(k, StrEnum))


def _version(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    if isinstance(written, str) and _half_width(written) == "1":
        return "E009", f"{name} 的值“{written}”用了全角字符", f"写成 {name}: 1"
    return (
        "E112",
        f"{name} 写的是“{_short(str(written))}”,这个版本的 jimoplan 只认得 1",
        "写成 schema: 1;若文件来自更新的版本,请升级 jimoplan",
    )


def _date(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    if not isinstance(written, str):
        return "E104", f"{name} 应当是一个日期", "写成 2024-03-15 的样子"
    meant = _read_date(written)
    if meant is None:
        return "E104", f"{name} 写的“{_short(written)}”不是存在的日期", "写成 2024-03-15 的样子"
    wide = unicodedata.normalize("NFKC", written) != written or set(written) & set(
        _WIDE_QUOTES + "—－"
    )
    code, why = ("E009", "用了全角字符") if wide else ("E104", "写法不对")
    return code, f"{name} 写的“{_short(written)}”{why}", f"写成 {meant.isoformat()}"


def _read_date(written: str) -> date | None:
    digits = re.findall(r"\d+", unicodedata.normalize("NFKC", written[:_LONGEST]))
    if len(digits) != 3 or len(digits[0]) != 4:  # noqa: PLR2004 - year, month and day
        return None
    try:
        return date(*map(int, digits))
    except ValueError:
        return None


def _number(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    text = written if isinstance(written, str) else "一组内容"
    found = re.search(r"-?[0-9]+(?:\.[0-9]+)?", _half_width(text[:_LONGEST]).replace(",", ""))
    remedy = f"只写数字:{found[0]}" if found else "只写阿拉伯数字,不带单位"
    return "E105", f"{name} 应当是数字,写的是“{_short(text)}”", remedy


def _range(written: object, name: str, error: ErrorDetails) -> tuple[str, str, str]:
    context = error.get("ctx", {})
    bound = f"不小于 {context['ge']}" if "ge" in context else f"不大于 {context.get('le')}"
    return "E106", f"{name} 写的 {_short(str(written))} 超出范围", f"应当{bound}"


def _list(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    if not isinstance(written, str):
        return "E107", f"{name} 应当是列表", "每项另起一行,以半角减号加空格开头"
    if re.match(r"[－—–―‐−]", written):
        remedy = "每一项都以半角减号加空格开头"
        return "E009", f"{name} 的列表项用了不是半角减号的横线“{written[0]}”", remedy
    bare = written[:_LONGEST].strip("［］【】[]")
    items = ", ".join(part for part in re.split(r"[、,，;；\s]+", bare) if part)
    remedy = f"写成 {name}: [{_short(items)}]"
    if written[0] in "［【":
        return "E009", f"{name} 的列表用了全角方括号“{written[0]}”", remedy
    return "E107", f"{name} 应当是列表,一项也要放进半角方括号里", remedy


def _mapping(_: object, name: str, error: ErrorDetails) -> tuple[str, str, str]:
    each = "的每一项" if isinstance(error["loc"][-1], int) else ""
    return "E108", f"{name} {each}应当是一组“键: 值”", "每个键占一行,冒号后面空一格"


def _text(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    shown = "一个列表" if isinstance(written, list) else "一组键值"
    return (
        "E109",
        f"{name} 应当是文字,这里是{shown}",
        "写成一行文字;含冒号或方括号时用半角单引号括起来",
    )


def _pattern(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    text = str(written)
    if not text.strip():
        return "E110", f"{name} 是空白的", "填写内容,或删去这一行"
    if "\n" in text or "\r" in text:
        return "E113", f"{name} 应当写在一行里", "去掉换行,整段写成一行"
    meant = _half_width(text[:_LONGEST])
    form = "任务编号是六位以内的阿拉伯数字,例如 8;举措编号是任务编号-序号,例如 8-1"
    if meant != text and re.fullmatch(r"\d{1,6}(-\d{1,6})?", meant):
        return "E009", f"编号“{_short(text)}”用了全角字符", f"写成 {meant}"
    return "E111", f"编号“{_short(text)}”写法不对", form


def _half_width(text: str) -> str:
    """The text as it would be typed on a Latin keyboard, without quotes around it."""
    return unicodedata.normalize("NFKC", text).strip(_WIDE_QUOTES).replace("—", "-")


_LONGEST = 200
"""How much of a value is looked at to find out what was meant."""


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"  # noqa: PLR2004 - fits one line


_Words = Callable[[Any, str, ErrorDetails], tuple[str, str, str]]

_VALUE_WORDS: tuple[tuple[frozenset[str], _Words], ...] = (
    (frozenset({"enum"}), _choice),
    (frozenset({"literal_error"}), _version),
    (frozenset({"date_form", "date_type", "date_parsing", "date_from_datetime_parsing"}), _date),
    (
        frozenset(
            {
                "int_parsing",
                "int_parsing_size",
                "int_type",
                "int_from_float",
                "decimal_parsing",
                "decimal_type",
                "finite_number",
            }
        ),
        _number,
    ),
    (frozenset({"greater_than_equal", "less_than_equal"}), _range),
    (frozenset({"tuple_type"}), _list),
    (frozenset({"model_type", "model_attributes_type"}), _mapping),
    (frozenset({"string_type"}), _text),
    (frozenset({"string_too_short", "string_pattern_mismatch"}), _pattern),
)


def root_fault(kind: type[BaseModel]) -> Fault:
    """The fault of a file whose top is no mapping."""
    keys = "、".join(field_titles(kind))
    return Fault("E108", 0, 1, "文件最外层应当是一组“键: 值”", f"顶格写出 {keys}")
