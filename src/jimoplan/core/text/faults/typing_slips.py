"""What Chinese typists really get wrong, each named with its fix.

Looked for only in a text that the YAML parser refuses, at the keys a plan knows, so that the
published text, full of full-width punctuation, is never blamed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from jimoplan.core.plan.vocabulary import known_keys
from jimoplan.core.text.document import Span
from jimoplan.core.text.faults.parser_gaps import with_plain_line_ends
from jimoplan.core.text.nodes import Fault


def find_mistakes(
    text: str, around: Span | None = None, settled: Sequence[tuple[int, int]] = ()
) -> Iterator[Fault]:
    """The typing mistakes that explain why a text is no YAML, wherever they stand.

    Left alone are values that the parser has read without doubt (`settled`) and comments. Some
    patterns match correct text as well; those are looked for only `around` the parser's error.
    What is longer than anything that people type is not searched, which would take minutes.
    """
    if len(text) > _LONGEST_TEXT:
        return
    text = _LONG_LINE.sub(lambda found: "x" * len(found[0]), with_plain_line_ends(text))
    where = around or Span(0, len(text))
    starts = [start for start, _ in settled]
    for mistake in _mistakes():
        span = where if mistake.around else Span(0, len(text))
        for fault in mistake.find(text, span):
            before = bisect_right(starts, fault.start) - 1
            is_settled = before >= 0 and fault.start < settled[before][1]
            if not is_settled and not _is_comment(text, fault.start):
                yield fault


_LONGEST_TEXT = 2_000_000
_LONG_LINE = re.compile(r"^[^\n]{5000,}", re.MULTILINE)


def _is_comment(text: str, index: int) -> bool:
    line = text[text.rfind("\n", 0, index) + 1 : index]
    return re.search(r"(?:^|\s)#", line) is not None


class _Mistake(NamedTuple):
    """A pattern whose group `bad` is what was mistyped, with code, message and remedy.

    `around` says to look only near the parser's error, since the pattern matches correct text too.
    """

    pattern: re.Pattern[str]
    code: str
    message: str
    remedy: str
    around: bool = False

    def find(self, text: str, span: Span) -> Iterator[Fault]:
        for match in self.pattern.finditer(text, *span):
            start, end = match.span("bad")
            words = match.groupdict()
            message, remedy = self.message.format(**words), self.remedy.format(**words)
            yield Fault(self.code, start, end, message, remedy)


# The words may name the groups `key` and `bad` of the pattern; what stands in <> is put in below.
_SLIPS = (
    (
        r"<AT_KEY><SPACE>(?P<bad>：)",
        "E009",
        "键 {key} 后面用了全角冒号“：”",
        "改成半角冒号加一个空格,即 {key}: ",
    ),
    (
        r"<AT_KEY> *(?P<bad>:)(?=\S)",
        "E018",
        "键 {key} 的冒号后面缺一个空格",
        "写成 {key}: 再写内容",
    ),
    (
        r"^<SPACE>(?P<bad>-)(?=[{\[]|<KEY><SPACE>[:：])",
        "E018",
        "列表项的减号后面缺一个空格",
        "写成减号加一个空格再写内容",
    ),
    (
        r"^<SPACE>(?P<bad>[<DASHES>])<SPACE>(?=[{\['\"｛［]|<KEY><SPACE>[:：])",
        "E009",
        "列表项用了不是半角减号的横线“{bad}”",
        "改成半角减号加一个空格",
    ),
    (
        r"(?P<bad>[，、；])<SPACE>(?=<KEY><SPACE>[:：])",
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
        r"^[ \t]*(?P<bad>[\u3000\u00a0]++)<SPACE>(?=[-#<DASHES>]|<KEY><SPACE>[:：])",
        "E011",
        "缩进里有全角空格,YAML 只认半角空格",
        "换成半角空格,每级缩进两个空格",
    ),
    (
        r"<AT_KEY>[:：](?P<bad>[\u3000\u00a0])",
        "E011",
        "键 {key} 的冒号后面是全角空格",
        "换成一个半角空格",
    ),
    (
        r"<IN_LINE>(?:\"[^\"\n]*(?=[”“])|'[^'\n]*(?=[’‘]))(?P<bad>.)[ \t]*$",
        "E009",
        "开头是半角引号,结尾却是全角引号 {bad}",
        "结尾也用半角引号",
    ),
    (
        r"<IN_LINE>\{[^}\n]*(?P<bad>｝)",
        "E009",
        "左边是半角括号,右边却是全角括号 {bad}",
        "右边也用半角括号",
    ),
    (
        r"\[[^\[\]\n［］【】]*(?P<bad>[］】])",
        "E009",
        "左边是半角括号,右边却是全角括号 {bad}",
        "右边也用半角括号",
    ),
    (
        r"(?P<bad>[［【])(?=[^\[\]\n［］【】]*\])",
        "E009",
        "左边是全角括号“{bad}”,右边却是半角的",
        "左边也用半角括号",
    ),
    (
        r"<IN_LINE>(?P<bad>｛)(?=<SPACE>['\"\w]+<SPACE>[:：])",
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
_SLIPS_AROUND_AN_ERROR = (
    (
        r"^ *-(?P<bad>[\u3000\u00a0]+)",
        "E011",
        "减号后面是全角空格",
        "换成一个半角空格",
    ),
    (
        r"^ *(?:- +)?(?P<bad><KEY>)(?![A-Za-z_])[ ；;、，]*(?=[^\s:：#=])[^:：\n]*$",
        "E008",
        "键 {key} 后面缺少半角冒号",
        "写成 {key}: 再写内容",
    ),
    (
        r"^ *(?P<bad>-)(?=[^\s\-#0-9\u3000\u00a0])",
        "E018",
        "列表项的减号后面缺一个空格",
        "写成减号加一个空格再写内容",
    ),
    (
        r"^ *(?P<bad>[<DASHES>*·•+●○]+)<SPACE>(?=[^\s<DASHES>])",
        "E009",
        "列表项用了不是半角减号的横线“{bad}”",
        "改成半角减号加一个空格",
    ),
    (
        r"^ *(?P<bad><KEY>)[ ；;、，]*(?=[{\[])",
        "E008",
        "键 {key} 后面缺少半角冒号",
        "写成 {key}: 再写内容",
    ),
    (
        r"^ *(?P<bad>[0-9]+[.、)）]) *<KEY><SPACE>[:：]",
        "E008",
        "列表项写成了序号“{bad}”",
        "改成半角减号加一个空格",
    ),
)

_SPACE = "[ \\t\u3000\u00a0]*"
_DASHES = "－—–―‐−"


@cache
def _mistakes() -> tuple[_Mistake, ...]:
    """All mistakes, with the keys a plan knows filled into their patterns."""
    key = "(?P<key>" + "|".join(sorted(known_keys(), key=len, reverse=True)) + ")"
    meanings = {
        "<AT_KEY>": rf"(?:^{_SPACE}(?:[-{_DASHES}]{_SPACE})?|[{{,，]{_SPACE}){key}",
        "<IN_LINE>": rf"^{_SPACE}(?:-{_SPACE})?(?:{key}{_SPACE}[:：]{_SPACE})?",
        "<KEY>": key,
        "<SPACE>": _SPACE,
        "<DASHES>": _DASHES,
    }

    def spell_out(slip: tuple[str, str, str, str], *, around: bool) -> _Mistake:
        pattern, code, message, remedy = slip
        for name, meaning in meanings.items():
            pattern = pattern.replace(name, meaning)
        return _Mistake(re.compile(pattern, re.MULTILINE), code, message, remedy, around)

    return (
        *(spell_out(slip, around=False) for slip in _SLIPS),
        *(spell_out(slip, around=True) for slip in _SLIPS_AROUND_AN_ERROR),
    )
