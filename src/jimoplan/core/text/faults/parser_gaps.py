"""What YAML parsers let pass and no plan may have: conflict marks, directives, tabs, lost words."""

import re
from collections.abc import Iterator

from jimoplan.core.text.nodes import Fault, Mapping, Node, Scalar, Sequence

# Patterns that most plans have no use for are compiled where a plan needs them.
_CONFLICT = r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \n]|$)"
_MARKS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)
_DIRECTIVE = r"(?:[ \t]*+(?:#[^\n]*+)?+\n)*+(%[^\n]*)"
_GLUED_COMMENT = re.compile(r"(?<![ \t])[ \t]++(?P<lost>#[^\s#][^\r\n]*)")
_WORDED = frozenset(
    {"approved_by", "by", "clause", "definition", "next", "note", "preamble", "problem", "reason"}
    | {"dept", "entered_by", "solved", "text", "title", "unit"}
)
_SHOWN = 20
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*(?P<glued>#?)[^\r\n]*")
_TAB = r"(?<!\S)#[^\r\n]*|(?P<tab>\t+)"


def find_conflicts(text: str) -> Iterator[Fault]:
    """The conflicts that git left in the text, one fault for each.

    Marks that belong to a conflict already named are not named again.
    """
    if not any(mark in text for mark in _MARKS):
        return
    within = False
    for match in re.finditer(_CONFLICT, with_plain_line_ends(text), re.MULTILINE):
        mark = match[0]
        if mark[0] == "<" or not within:
            yield Fault(
                "E012",
                *match.span(),
                f"合并冲突标记 {mark} 还留在文件里:此处有两个人的不同改法,没有取舍",
                "运行 jimoplan resolve 逐处取舍;"
                "或保留正确的内容,删去 <<<<<<<、=======、>>>>>>> 三种标记行",
            )
        within = mark[0] != ">"


def find_directive(text: str) -> Iterator[Fault]:
    """A fault for a line of YAML directives before the plan begins."""
    if "%" in text and (match := re.match(_DIRECTIVE, with_plain_line_ends(text))):
        message = f"文件开头有 YAML 指令 {match[1][:20]}"
        yield Fault("E015", *match.span(1), message, "删去以 % 开头的行和它下面的 ---")


def find_tabs(text: str, root: Node) -> Iterator[Fault]:
    """Tabs that stand in no comment, no quotes and no block of text.

    The line on which a block begins (>-) is not yet its text. The C parser takes such tabs for
    spaces, the Python parser and many editors do not.
    """
    if "\t" not in text:
        return
    start = 0
    for scalar in [*_scalars(root), Scalar(len(text), len(text), "", "'")]:
        if scalar.style:
            begins = _BLOCK_HEADER.match(text, scalar.start)
            for match in re.compile(_TAB).finditer(
                text, start, begins.end() if begins else scalar.start
            ):
                if match["tab"]:
                    yield tab_fault(*match.span())
            start = scalar.end


def find_glued_headers(text: str, root: Node) -> Iterator[Fault]:
    """Comments glued to the signs that begin a block (>-# 说明): only the C parser reads them."""
    if "#" not in text:
        return
    for scalar in _scalars(root):
        if (begins := _BLOCK_HEADER.match(text, scalar.start)) and begins["glued"]:
            yield Fault(
                "E008",
                *begins.span("glued"),
                f"{begins[0][: begins.start('glued') - begins.start()]} 和 # 连在一起,"
                "分不清是不是注释",
                "# 前面空一格",
            )


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


def find_lost_words(text: str, root: Node) -> Iterator[Fault]:
    """Words behind a # that a person most likely meant as text: 已办 #3 号事项.

    A comment is written with a space behind its #, so only a # without one is suspected.
    """
    if not _GLUED_COMMENT.search(text):
        return
    for key, value in _pairs(root):
        lost = _GLUED_COMMENT.match(text, value.end) if key.value in _WORDED else None
        if lost and not value.style:
            yield Fault(
                "W314",
                *lost.span("lost"),
                f"“{lost['lost'][:_SHOWN]}”前面有空格和 #,被当成注释,不算 {key.value} 的内容",
                "是内容就把整个值用半角单引号括起来;是注释就在 # 后面空一格",
            )


def _pairs(node: Node) -> Iterator[tuple[Scalar, Scalar]]:
    """The pairs whose value is a scalar."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _pairs(item)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            if isinstance(value, Scalar):
                yield key, value
            else:
                yield from _pairs(value)


def tab_fault(start: int, end: int) -> Fault:
    """The fault of a tab where YAML takes only spaces."""
    message = "这里有制表符(Tab),缩进和间隔只能用半角空格"
    return Fault("E010", start, end, message, "把制表符换成空格,每级缩进两个空格")


def with_plain_line_ends(text: str) -> str:
    """The text with each CR replaced by a line feed, so that all positions stay."""
    return text.replace("\r", "\n")
