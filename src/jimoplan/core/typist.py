"""What Chinese typists really get wrong, each named with its fix.

Looked for only in a text that the YAML parser refuses, at the keys a plan knows, so that the
published text, full of full-width punctuation, is never blamed.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jimoplan.core.nodes import Fault, Mapping, Node, Scalar, Sequence
from jimoplan.core.syntax_faults import tab_fault
from jimoplan.core.vocabulary import known_keys

_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \n]|$)", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?+\n)*+(%[^\n]*)")
_TAB = re.compile(r"(?<!\S)#[^\r\n]*|(?P<tab>\t+)")


def find_conflicts(text: str) -> Iterator[Fault]:
    """The places where git left two people's versions, one fault for each.

    Marks that belong to a conflict already named are not named again.
    """
    within = False
    for match in _CONFLICT.finditer(_with_plain_line_ends(text)):
        mark = match[0]
        if mark[0] == "<" or not within:
            yield Fault(
                "E012",
                *match.span(),
                f"合并冲突标记 {mark} 还留在文件里:此处有两个人的不同改法,没有取舍",
                "保留正确的内容,删去 <<<<<<<、=======、>>>>>>> 三种标记行",
            )
        within = mark[0] != ">"


def find_directive(text: str) -> Iterator[Fault]:
    """A line of YAML directives before the plan begins."""
    if match := _DIRECTIVE.match(_with_plain_line_ends(text)):
        message = f"文件开头有 YAML 指令 {match[1][:20]}"
        yield Fault("E015", *match.span(1), message, "删去以 % 开头的行和它下面的 ---")


def find_tabs(text: str, root: Node) -> Iterator[Fault]:
    """Tabs that stand in no comment, no quotes and no block of text.

    The C parser takes them for spaces, the Python parser and many editors do not.
    """
    if "\t" not in text:
        return
    start = 0
    for scalar in [*_scalars(root), Scalar(len(text), len(text), "", "'")]:
        if scalar.style:
            for match in _TAB.finditer(text, start, scalar.start):
                if match["tab"]:
                    yield tab_fault(*match.span())
            start = scalar.end


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            yield key
            yield from _scalars(value)


def find_mistakes(text: str) -> Iterator[Fault]:
    """The mistakes of typing that explain why a text is no YAML, wherever they stand."""
    text = _with_plain_line_ends(text)
    for mistake in _mistakes():
        yield from mistake.find(text)


def _with_plain_line_ends(text: str) -> str:
    """The text with a line feed for every CR, so that all positions stay."""
    return text.replace("\r", "\n")


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
    dashes = "－—–―‐−"
    at_key = rf"(?:^{space}(?:[-{dashes}]{space})?|[{{,，]{space}){key}"
    in_line = rf"^{space}(?:-{space})?(?:{key}{space}[:：]{space})?"
    rows = (
        (
            rf"{at_key}{space}(?P<bad>：)",
            "E009",
            "键 {key} 后面用了全角冒号“：”",
            "改成半角冒号加一个空格,即 {key}: ",
        ),
        (
            rf"{at_key} *(?P<bad>:)(?=\S)",
            "E018",
            "键 {key} 的冒号后面缺一个空格",
            "写成 {key}: 再写内容",
        ),
        (
            rf"^{space}(?P<bad>-)(?=[{{\[]|{key}{space}[:：])",
            "E018",
            "列表项的减号后面缺一个空格",
            "写成减号加一个空格再写内容",
        ),
        (
            rf"^{space}(?P<bad>[{dashes}]){space}(?=[{{\['\"｛［]|{key}{space}[:：])",
            "E009",
            "列表项用了不是半角减号的横线“{bad}”",
            "改成半角减号加一个空格",
        ),
        (
            rf"(?P<bad>[，、；]){space}(?={key}{space}[:：])",
            "E009",
            "{key} 前面用了全角标点“{bad}”,两项会连在一起",
            "改成半角逗号加一个空格",
        ),
        (
            r"^ *(?P<bad>\t[ \t]*)(?=\S)",
            "E010",
            "缩进里有制表符(Tab),YAML 只认空格",
            "把制表符换成空格,每级缩进两个空格",
        ),
        (
            rf"^[ \t]*(?P<bad>[\u3000\u00a0]+)(?=[-#{dashes}]|{key}{space}[:：])",
            "E011",
            "缩进里有全角空格,YAML 只认半角空格",
            "换成半角空格,每级缩进两个空格",
        ),
        (
            rf"{at_key}[:：](?P<bad>[\u3000\u00a0])",
            "E011",
            "键 {key} 的冒号后面是全角空格",
            "换成一个半角空格",
        ),
        (
            rf"{in_line}(?:\"[^\"\n]*(?=[”“])|'[^'\n]*(?=[’‘]))(?P<bad>.)[ \t]*$",
            "E009",
            "开头是半角引号,结尾却是全角引号 {bad}",
            "结尾也用半角引号",
        ),
        (
            rf"{in_line}(?:\[[^\]\n]*(?=[］】])|\{{[^}}\n]*(?=｝))(?P<bad>.)",
            "E009",
            "左边是半角括号,右边却是全角括号 {bad}",
            "右边也用半角括号",
        ),
        (
            rf"{in_line}(?P<bad>｛)(?={space}['\"\w]+{space}[:：])",
            "E009",
            "花括号用了全角的“{bad}”",
            "两边都改成半角花括号",
        ),
        (
            "(?P<bad>[\u0085\u2028\u2029])",
            "E019",
            "这里有看不见的换行符,YAML 会从这里断开",
            "删去这个字符;从网页或文档粘贴时常会带入",
        ),
    )
    return tuple(_Mistake(re.compile(row[0], re.MULTILINE), *row[1:]) for row in rows)
