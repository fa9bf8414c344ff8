"""What the YAML parser complains of, in Chinese, at the place a person would mend.

The C and the Python parser word and place the same complaint differently; this evens them out.
"""

import re
from functools import cache

from jimoplan.core.plan.vocabulary import known_keys
from jimoplan.core.text.document import Span
from jimoplan.core.text.faults.parser_gaps import tab_fault
from jimoplan.core.text.nodes import Fault, SyntaxFault

_QUOTE = "把整个值用半角单引号括起来"
_UNPAIRED = ("引号没有配对,后面的内容都被当成了这一段文字", "补上另一半半角引号")
_ESCAPE = ("半角双引号里的反斜杠 \\ 有特殊含义", "外面的双引号改成半角单引号")

_COMPLAINTS = (
    ("tag", "以 ! 开头的文字会被当成 YAML 标签", _QUOTE),
    ("cannot start any token", "这个字符不能放在值的开头", _QUOTE),
    (
        "mapping values are not allowed",
        "同一行里出现了第二个“冒号加空格”,分不清哪一个是键",
        _QUOTE,
    ),
    (
        "could not find expected ':'",
        "这一行不像“键: 值”,或缺少半角冒号",
        "写成“键: 值”,冒号用半角,后面空一格",
    ),
    (
        "sequence entries are not allowed",
        "键的同一行里不能用“- ”开始列表",
        f"列表另起一行;若“- ”是文字的一部分,{_QUOTE}",
    ),
    ("mapping keys are not allowed", "值以“? ”开头,会被当成键", _QUOTE),
    ("scanning an alias", "以 * 开头的文字会被当成引用", _QUOTE),
    ("scanning an anchor", "以 & 开头的文字会被当成引用", _QUOTE),
    ("escape", *_ESCAPE),
    ("hex", *_ESCAPE),
    ("quoted scalar", *_UNPAIRED),
    (
        "flow sequence",
        "方括号里的列表没有写完,或分隔不对",
        "各项之间用半角逗号加空格,末尾补上 ]",
    ),
    (
        "flow mapping",
        "花括号里的内容没有写完,或分隔不对",
        "各项之间用半角逗号加空格,末尾补上 }",
    ),
    (
        "node content",
        "括号没有配对,或这里多了一个括号、逗号",
        f"补上另一半括号;若是文字,{_QUOTE}",
    ),
    (
        "block scalar",
        "| 或 > 后面的多行文字写法不对",
        f"| 后面直接换行,文字另起一行,比键多缩进两个空格;若 | 或 > 是文字,{_QUOTE}",
    ),
    (
        "block collection",
        "缩进没有对齐,与上面的列表接不上",
        "同一列表的 - 上下对齐,同一组的键上下对齐",
    ),
    (
        "block mapping",
        "缩进没有对齐,或前一行没有写完",
        "同一组的键上下对齐,每级缩进两个空格",
    ),
    ("<document start>", "这一行与前面的内容接不上", "最外层的键都顶格写,前面不留空格"),
)

_QUOTED = re.compile(r"'(?:[^']++|'')*+'|\"(?:[^\"\\]++|\\.)*+\"", re.DOTALL)
_TWO_KEYS = re.compile(r" *(?:- +)?(?P<first>[a-z_]+): [^:]*[,\uff0c ] *(?P<second>[a-z_]+)")
_FEW = 3

# What was left unfinished matters more than where the parser noticed.
_SHOWN_WHERE_OPENED = frozenset(
    {
        "tag",
        "could not find expected ':'",
        "scanning an alias",
        "scanning an anchor",
        "escape",
        "hex",
        "quoted scalar",
    }
)
_SHOWN_WHERE_OPENED_ABOVE = frozenset({"flow sequence", "flow mapping"})


def describe_syntax(error: SyntaxFault, text: str) -> Fault:
    """The parser's complaint in Chinese, at the place a person has to mend."""
    index = max(min(error.index, len(text.rstrip()) - 1), 0)
    if error.words == "special characters":
        return _control_character(error.index, text)
    if text[index] == "\t" and "quoted" not in error.words:
        return tab_fault(index, index + 1)
    if refined := _refine(error, text, index):
        return refined
    for words, message, remedy in _COMPLAINTS:
        if words in error.words:
            return _syntax(_place(words, error, index, text), message, remedy)
    return _syntax(index, "这里不符合 YAML 语法", "检查这一行和上一行的缩进、引号和括号")


def lines_around(error: SyntaxFault, text: str, above: int = 2) -> Span:
    """The lines of an error and some above what it began in, where mistakes are looked for."""
    start = min(error.opened, error.index)
    for _ in range(above + 1):
        start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start), 0)
    ends = (text.find(end, error.index) for end in "\n\r")
    return Span(start, min((end for end in ends if end >= 0), default=len(text)))


def _control_character(index: int, text: str) -> Fault:
    message = f"文字里有看不见的控制字符 <U+{ord(text[index]):04X}>,文件读不下去"
    return Fault("E019", index, index + 1, message, "删去这个字符;从网页或文档粘贴时常会带入")


def _syntax(start: int, message: str, remedy: str) -> Fault:
    return Fault("E008", start, start + 1, message, remedy)


def _place(words: str, error: SyntaxFault, index: int, text: str) -> int:
    opened_above = re.search(r"[\r\n]", text[error.opened : index])
    if words in _SHOWN_WHERE_OPENED or (words in _SHOWN_WHERE_OPENED_ABOVE and opened_above):
        return min(error.opened, index)
    return index


def _refine(error: SyntaxFault, text: str, index: int) -> Fault | None:
    """A better fault where the parser's complaint misses what is wrong, None where it does not."""
    words = error.words
    head = text[max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1 : index]
    if (quote := _unclosed_quote(text, index)) is not None:
        return _syntax(quote, *_UNPAIRED)
    if words.startswith("mapping values") and (found := _refine_second_colon(head, index)):
        return found
    in_braces = "flow mapping" in words or "unexpected ':'" in words
    if in_braces and (broken := _broken_braces(text, error.opened, index)):
        message = "花括号里的值含有冒号、括号或 #,读到这里就断了"
        return _syntax(broken, message, "把这个值整个用半角单引号括起来")
    if "parsing a block" in words and re.search(r"[\]}]\s*$", head):
        message = "右括号后面还有内容"
        remedy = "是文字,就把整个值用半角单引号括起来;是列表,就把各项放进同一对方括号"
        return _syntax(index, message, remedy)
    if re.search(r": *(['\"])[^'\"]*\1 *$", head):
        message = "引号结束以后还有内容"
        return _syntax(index, message, "整段文字放进同一对引号里;里面的半角引号写两遍或改成全角")
    return None


def _refine_second_colon(head: str, index: int) -> Fault | None:
    """The fault behind a second colon in a line; `head` is the line up to that colon."""
    if re.fullmatch(r" +[\w-]+", head):
        message = "这一行的缩进比同组的键多,被当成了上一行的继续"
        start = index - len(head.lstrip())
        return _syntax(start, message, "同一组的键上下对齐,每级缩进两个空格")
    pair = _TWO_KEYS.fullmatch(head)
    if pair and pair["second"] in known_keys():
        start = index - len(head) + pair.start("second")
        message = f"{pair['first']}、{pair['second']} 两个键写在了一行"
        return _syntax(start, message, "每个键占一行;要写在一行,就把整项放进半角花括号")
    return None


def _broken_braces(text: str, opened: int, index: int) -> int | None:
    """Where a colon, bracket or # within a value breaks off braces that close on their own line."""
    line = re.split(r"[\r\n]", text[opened:], maxsplit=1)[0]
    if not line.rstrip().endswith("}"):
        return None
    if index < opened + len(line):
        return index
    comment = re.search(r"\s#", line)
    return opened + comment.end() - 1 if comment else None


def _unclosed_quote(text: str, index: int) -> int | None:
    """Where a quote was left open that the parser closed at a later one, right before the index."""
    before = text[:index].replace("\r", "\n")
    opened = [match.start("quote") for match in _open_quotes().finditer(before)]
    for start in reversed(opened[-_FEW:]):
        run_on = _QUOTED.match(before, start)
        if run_on and not before[run_on.end() :].strip():
            return start
    return None


@cache
def _open_quotes() -> re.Pattern[str]:
    keys = "|".join(known_keys())
    return re.compile(
        rf"\b(?:{keys}): +(?P<quote>'(?:[^'\n]++|'')*+$|\"(?:[^\"\\\n]++|\\.)*+$)", re.MULTILINE
    )
