"""What Chinese typists really get wrong, each named with its fix.

Looked for only in a text that the YAML parser refuses, at the keys a plan knows, so that the
published text, full of full-width punctuation, is never blamed.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jimoplan.core.nodes import Fault
from jimoplan.core.vocabulary import known_keys

_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)", re.MULTILINE)

_SYNTAX = (
    ("special characters", "这里有 YAML 不允许的控制字符", "删去这个字符,再保存"),
    ("cannot start any token", "这个字符不能放在值的开头", "把整个值用半角单引号括起来"),
    (
        "mapping values are not allowed",
        "同一行里出现了第二个“冒号加空格”",
        "把值用半角单引号括起来",
    ),
    (
        "could not find expected ':'",
        "这一行不像“键: 值”,或缺少半角冒号",
        "写成“键: 值”,冒号用半角,后面空一格",
    ),
    ("while scanning a quoted scalar", "引号没有配对", "补上另一半半角引号"),
    ("flow sequence", "方括号里的列表没有写完或分隔不对", "各项之间用半角逗号,末尾补上 ]"),
    ("flow mapping", "花括号里的内容没有写完或分隔不对", "各项之间用半角逗号,末尾补上 }"),
    ("block collection", "列表各项没有对齐", "同一列表的 - 上下对齐"),
    ("block mapping", "缩进没有对齐,或前一行没有写完", "同一组的键上下对齐,每级缩进两个空格"),
    ("block scalar", "多行文字的缩进不对", "多行文字比键多缩进两个空格"),
)


def find_conflict_markers(text: str) -> list[Fault]:
    """The marks git leaves where two people changed the same place."""
    return [
        Fault(
            "E012",
            match.start(1),
            match.end(1),
            f"合并冲突标记 {match[1]} 还留在文件里,此处有两个人的不同内容",
            "保留正确的内容,删去 <<<<<<<、=======、>>>>>>> 三种标记行",
        )
        for match in _CONFLICT.finditer(text)
    ]


def find_mistakes(text: str) -> list[Fault]:
    """The mistakes of typing that explain why a text is no YAML, wherever they stand."""
    return [fault for mistake in _mistakes() for fault in mistake.find(text)]


def describe_syntax(words: str, index: int) -> Fault:
    """The parser's complaint at a position, in Chinese."""
    for known, message, remedy in _SYNTAX:
        if known in words:
            return Fault("E008", index, index + 1, message, remedy)
    return Fault(
        "E008", index, index + 1, "这里不符合 YAML 语法", "检查这一行和上一行的缩进、引号和括号"
    )


class _Mistake(NamedTuple):
    """A pattern whose group `bad` is what was mistyped, and the words for it."""

    pattern: re.Pattern[str]
    code: str
    message: str
    remedy: str

    def find(self, text: str) -> Iterator[Fault]:
        for match in self.pattern.finditer(text):
            start, end = match.span("bad")
            words = match.groupdict()
            message, remedy = self.message.format(**words), self.remedy.format(**words)
            yield Fault(self.code, start, end, message, remedy)


@cache
def _mistakes() -> tuple[_Mistake, ...]:
    """Every mistake; the words may name the groups `key` and `bad` of the pattern."""
    key = "(?P<key>" + "|".join(sorted(known_keys(), key=len, reverse=True)) + ")"
    space = "[ \\t\u3000\u00a0]*"
    value = rf"^{space}(?:-{space})?{key}{space}[:：]{space}"
    rows = (
        (
            rf"^{space}(?:[-－—–―‐−]{space})?{key}{space}(?P<bad>：)",
            "E009",
            "键 {key} 后面用了全角冒号“：”",
            "改成半角冒号加一个空格,即 {key}: ",
        ),
        (
            rf"^{space}(?:-{space})?{key}(?P<bad>:)(?=[^\s])",
            "E018",
            "键 {key} 的冒号后面缺一个空格",
            "写成 {key}: 再写内容",
        ),
        (
            rf"^{space}(?P<bad>[－—–―‐−]){space}(?={key}{space}[:：])",
            "E009",
            "列表项用了不是半角减号的横线“{bad}”",
            "改成半角减号加一个空格",
        ),
        (
            r"^ *(?P<bad>\t[ \t]*)(?=\S)",
            "E010",
            "缩进里有制表符(Tab),YAML 只认空格",
            "把制表符换成空格,每级缩进两个空格",
        ),
        (
            r"^[ \t]*(?P<bad>[\u3000\u00a0]+)(?=\S)",
            "E011",
            "缩进里有全角空格,YAML 只认半角空格",
            "换成半角空格,每级缩进两个空格",
        ),
        (
            rf"^{space}(?:-{space})?{key}[:：](?P<bad>[\u3000\u00a0])",
            "E011",
            "键 {key} 的冒号后面是全角空格",
            "换成一个半角空格",
        ),
        (
            rf"{value}(?:\"[^\"\n]*(?=[”“])|'[^'\n]*(?=[’‘]))(?P<bad>.)[ \t]*$",
            "E009",
            "开头是半角引号,结尾是全角引号“{bad}”",
            "结尾也用半角引号",
        ),
        (
            rf"{value}(?:\[[^\]\n]*(?=[］】])|\{{[^}}\n]*(?=｝))(?P<bad>.)",
            "E009",
            "左边是半角括号,右边是全角括号“{bad}”",
            "右边也用半角括号",
        ),
    )
    return tuple(_Mistake(re.compile(row[0], re.MULTILINE), *row[1:]) for row in rows)
