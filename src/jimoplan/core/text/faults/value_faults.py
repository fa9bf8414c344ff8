"""Code, message and remedy for a value that the model refuses."""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import Any, get_args

from pydantic_core import ErrorDetails

from jimoplan.core.input.days import guess_date, guess_deadline
from jimoplan.core.plan.fields import ID_PATTERN, MOST_DECIMALS, MOST_DIGITS
from jimoplan.core.plan.vocabulary import MODELS, model_at, nearest_word
from jimoplan.core.text.document import Path

_WIDE_QUOTES = "“”‘’「」"


def word_value(error: ErrorDetails) -> tuple[str, str, str]:
    """Code, message and remedy for one of pydantic's errors over a value."""
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
    allowed = "、".join(words)
    if not isinstance(written, str):
        return "E103", f"{name} 应当是一个词,不是一组内容", f"允许的词有:{allowed}"
    text = written
    if (bare := text.strip(_WIDE_QUOTES)) != text and bare in set(words):
        return "E009", f"{name} 的值 {text} 带了全角引号", f"去掉引号,写成 {bare}"
    meant = nearest_word(text, words)
    ask = f"您是否想写 {meant}?" if meant else ""
    return "E103", f"{name} 不能写“{shorten(text)}”", f"{ask}允许的词有:{allowed}"


def _choices(path: Path) -> type[StrEnum]:
    field = model_at(path[:-1]).model_fields[str(path[-1])]
    kinds = (field.annotation, *get_args(field.annotation))
    return next(k for k in kinds if isinstance(k, type) and issubclass(k, StrEnum))


def _version(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    if isinstance(written, str) and _half_width(written) == "1":
        return "E009", f"{name} 的值“{written}”用了全角字符", f"写成 {name}: 1"
    return (
        "E112",
        f"{name} 写的是“{shorten(str(written))}”,这个版本的 jimoplan 只认得 1",
        "写成 schema: 1;若文件来自更新的版本,请升级 jimoplan",
    )


def _date(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    if not isinstance(written, str):
        return "E104", f"{name} 应当是一个日期", "写成 2024-03-15 的样子"
    meant = guess_date(written)
    if meant is None:
        return "E104", f"{name} 写的“{shorten(written)}”不是存在的日期", "写成 2024-03-15 的样子"
    wide = unicodedata.normalize("NFKC", written) != written or set(written) & set(
        _WIDE_QUOTES + "—－"
    )
    code, why = ("E009", "用了全角字符") if wide else ("E104", "写法不对")
    return code, f"{name} 写的“{shorten(written)}”{why}", f"写成 {meant.isoformat()}"


def _deadline(written: object, name: str, error: ErrorDetails) -> tuple[str, str, str]:
    text = written if isinstance(written, str) else ""
    if span := guess_deadline(text):
        return "E104", f"{name} 写的“{shorten(text)}”写法不对", f"写成 {span}"
    if guess_date(text):
        return _date(written, name, error)
    remedy = "写一天,如 2024-03-15,或月底、季度末、半年末:2024-03、2024-Q1、2024-H1"
    return "E104", f"{name} 写的“{shorten(text)}”不是存在的日期", remedy


def _number(written: object, name: str, error: ErrorDetails) -> tuple[str, str, str]:
    text = written if isinstance(written, str) else "一组内容"
    plain = _half_width(text[:_LONGEST]).replace(",", "")
    found = re.findall(r"-?[0-9.]*[0-9]", plain)
    whole = not error["type"].startswith("decimal")
    if whole and found and re.fullmatch(r"[0-9]+\.[0-9]+", found[0]):
        return "E105", f"{name} 应当是整数,写的是“{shorten(text)}”", "去掉小数部分"
    clear = len(found) == 1 and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", found[0])
    remedy = f"只写数字:{found[0]}" if clear else "只写阿拉伯数字,不带单位和其他符号"
    return "E105", f"{name} 应当是数字,写的是“{shorten(text)}”", remedy


def _figure(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    remedy = f"小数点前最多 {MOST_DIGITS} 位,后面最多 {MOST_DECIMALS} 位"
    return "E106", f"{name} 写的 {shorten(str(written))} 超出范围", remedy


def _range(written: object, name: str, error: ErrorDetails) -> tuple[str, str, str]:
    context = error.get("ctx", {})
    bound = f"不小于 {context['ge']}" if "ge" in context else f"不大于 {context.get('le')}"
    return "E106", f"{name} 写的 {shorten(str(written))} 超出范围", f"应当{bound}"


def _list(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    if not isinstance(written, str):
        return "E107", f"{name} 应当是列表", "每项另起一行,以半角减号加空格开头"
    if re.match(r"[－—–―‐−]", written):
        remedy = "每一项都以半角减号加空格开头"
        return "E009", f"{name} 的列表项用了不是半角减号的横线“{written[0]}”", remedy
    if not written.strip():
        return "E110", f"{name} 是空白的", "填写内容,或删去这一行"
    if name in MODELS:
        remedy = "有内容就每项另起一行,以半角减号加空格开头;没有就删去这一行"
        return "E107", f"{name} 应当是列表,这里是文字", remedy
    bare = written[:_LONGEST].strip("［］【】[]()\uff08\uff09" + _WIDE_QUOTES)
    parts = (part.removeprefix("-") for part in re.split(r"[、,，;；\s]+", bare))
    items = ", ".join(part for part in parts if part)
    remedy = f"写成 {name}: [{shorten(items)}]"
    if written[0] in "［【（":
        return "E009", f"{name} 的列表用了全角括号“{written[0]}”", remedy
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
    if re.search(r"[、，;；,]", text):
        return "E009", f"“{shorten(text)}”被当成了一个编号", "几个编号之间用半角逗号加一个空格"
    meant = _half_width(text[:_LONGEST])
    if meant != text[:_LONGEST] and re.fullmatch(ID_PATTERN, meant):
        return "E009", f"编号“{shorten(text)}”用了全角字符", f"写成 {meant}"
    return (
        "E111",
        f"编号“{shorten(text)}”写法不对",
        "编号用数字、字母、汉字,中间可以有 - 或 .,例如 8、一-1;举措编号是任务编号-序号,例如 8-1",
    )


def _email(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    text = str(written)
    if not text.strip():
        return "E110", f"{name} 是空白的", "填写内容,或删去这一行"
    meant = _half_width(text[:_LONGEST])
    if meant != text and meant.isascii():
        return "E009", f"邮箱“{shorten(text)}”用了全角字符", f"写成 {meant}"
    odd = next((n for n, c in enumerate(text) if not " " <= c <= "~"), None)
    if odd is None:
        return "E114", f"邮箱“{shorten(text)}”写法不对", "写成 zhang@example.cn 的样子,只有一个 @"
    shown = f"U+{ord(text[odd]):04X} {unicodedata.name(text[odd], '看不见的字符')}"
    return (
        "E115",
        f"邮箱“{shorten(text)}”第 {odd + 1} 个字符是 {shown},疑似冒充相像的邮箱",
        "删去重新输入;邮箱里只有英文字母、数字和半角符号",
    )


def _name(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    text = str(written)
    what = "邮箱" if re.search("[@\uff20]", text) else "电话"
    return (
        "E116",
        f"{name} 写的“{shorten(text)}”是{what},不是姓名",
        "只写姓名,几个人用 、 隔开;git 提交用的邮箱写在部门的 people 里",
    )


def _doc_code(written: object, name: str, _: ErrorDetails) -> tuple[str, str, str]:
    text = str(written)
    bare = re.match("[A-Za-z\u3400-\u9fff]{1,12}(?=[〔\\[(（【［])", text)
    remedy = f"只写代字:{bare[0]}" if bare else "只写汉字、字母的代字,如 即司督,不超过12个字"
    return "E117", f"{name} 写的“{shorten(text)}”不是发文机关代字", f"{remedy};年份和号由函件另印"


def _field_name(written: object, name: str, error: ErrorDetails) -> tuple[str, str, str]:
    odd = shorten(str(error.get("ctx", {}).get("name", written)))
    return (
        "E233",
        f"{name} 里自有字段的名称“{odd}”写法不对",
        "名称里要有汉字,以汉字、字母、数字开头,没有空格、标点,如 优先级、资金(万元)",
    )


def _half_width(text: str) -> str:
    """The text as it would be typed on a Latin keyboard, without quotes around it."""
    return unicodedata.normalize("NFKC", text).strip(_WIDE_QUOTES + "'\"").translate(_DASHES)


_DASHES = dict.fromkeys(map(ord, "—–―‐−"), "-")
_LONGEST = 200
"""How many characters of a value are looked at to guess what was meant."""


def shorten(text: str) -> str:
    """The text, or as much of its beginning as fits a message."""
    return text if len(text) <= 30 else f"{text[:29]}…"  # noqa: PLR2004 - fits one line


_Words = Callable[[Any, str, ErrorDetails], tuple[str, str, str]]

_VALUE_WORDS: tuple[tuple[frozenset[str], _Words], ...] = (
    (frozenset({"enum"}), _choice),
    (frozenset({"literal_error"}), _version),
    (frozenset({"date_form", "date_type", "date_parsing", "date_from_datetime_parsing"}), _date),
    (frozenset({"deadline_form"}), _deadline),
    (
        frozenset(
            {
                "int_parsing",
                "int_parsing_size",
                "int_type",
                "int_from_float",
                "decimal_parsing",
                "decimal_type",
                "number_form",
                "finite_number",
            }
        ),
        _number,
    ),
    (frozenset({"email_form"}), _email),
    (frozenset({"name_form"}), _name),
    (frozenset({"doc_code_form"}), _doc_code),
    (frozenset({"field_name_form"}), _field_name),
    (frozenset({"greater_than_equal", "less_than_equal"}), _range),
    (frozenset({"figure_size"}), _figure),
    (frozenset({"tuple_type"}), _list),
    (frozenset({"model_type", "model_attributes_type"}), _mapping),
    (frozenset({"string_type"}), _text),
    (frozenset({"string_too_short", "string_too_long", "string_pattern_mismatch"}), _pattern),
)
