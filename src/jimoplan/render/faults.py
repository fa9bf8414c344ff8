"""What goes wrong in a template, in words."""

import re
from collections.abc import Container, Mapping
from traceback import walk_tb

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.nodes import Node
from jinja2.parser import Parser

from jimoplan.core.display.cells import reveal
from jimoplan.errors import JimoplanError

_SHOWN = 200

_WORDS: tuple[tuple[type[BaseException], str, str], ...] = (
    (TemplateSyntaxError, "写法有误", "按 Jinja 模板的写法改正这一行"),
    (TemplateNotFound, "找不到引用的模板", "检查被引用的模板名"),
    (SecurityError, "这样做不安全,已拒绝", "模板只能读取数据,不能改动数据或触及程序内部"),
    (UndefinedError, "用了没有的名字", "检查名字的拼写"),
    (RecursionError, "无穷嵌套,或者嵌套过深", "检查模板是否引用了自己"),
    (SyntaxError, "嵌套过深", "减少一层套一层的循环"),
    (MemoryError, "占用内存过多", "检查模板里的循环"),
)


_SYNTAX: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"Unexpected end of template\..*innermost block .* closed is '(\w+)'"),
        r"{% \1 %} 没有用 {% end\1 %} 结束",
    ),
    (re.compile(r"Encountered unknown tag '(end\w+|else|elif)'"), r"{% \1 %} 对不上前面的开头"),
    (re.compile(r"Encountered unknown tag '(\w+)'"), r"没有 {% \1 %} 这种标签"),
    (re.compile(r"No (?:filter|test) named '(\w+)'"), r"没有 \1 这个过滤器或判断"),
    (re.compile(r"expected token .*, got '(.+)'"), r"到“\1”这里看不懂"),
    (re.compile(r"unexpected char '(.)'"), r"不能有“\1”这个字符"),
    (re.compile(r"unexpected '(.+)'"), r"这里不能有“\1”"),
)
"""What Jinja most often says of a slip, and the same in Chinese."""


class TemplateError(JimoplanError):
    """A template cannot be read or fails while it is drawn."""


def explain(error: Exception, template: str, names: Mapping[str, str]) -> TemplateError:
    """The error in words, with the template and line where it arose; `names` are names by file.

    `template` is the one asked for, named where the error's own place is not known.
    """
    what, remedy = in_words(error)
    return TemplateError(f"模板 {_place(error, template, names)}:{what}", remedy)


def locate(error: Exception, files: Container[str]) -> tuple[str, int] | None:
    """The file and line of the template at which an error arose, None where no line is known.

    `files` are the templates' files; the file is '' where only the line is known.
    """
    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.lineno
    frames = list(walk_tb(error.__traceback__))
    for frame, line in reversed(frames):
        if frame.f_code.co_filename in files:
            return frame.f_code.co_filename, line
    lines = (_line_read(frame.f_locals) for frame, _ in reversed(frames))
    line_read = next(filter(None, lines), None)
    return ("", line_read) if line_read else None


def _place(error: Exception, template: str, names: Mapping[str, str]) -> str:
    found = locate(error, names)
    if found is None:
        return template
    file, line = found
    return f"{names.get(file, file) or template} 第{line}行"


def _line_read(variables: Mapping[str, object]) -> int | None:
    """The line at which Jinja's parser or compiler was, read from its traceback's variables."""
    worker = variables.get("self")
    if isinstance(worker, Parser):
        return worker.stream.current.lineno
    nodes = (variables.get("node"), worker)
    return next((node.lineno for node in nodes if isinstance(node, Node)), None)


def in_words(error: Exception) -> tuple[str, str]:
    """What went wrong and what to do about it."""
    detail = reveal(" ".join(_detail(error)[:_SHOWN].split()))
    for kind, what, remedy in _WORDS:
        if isinstance(error, kind):
            return (f"{what}({detail})" if detail else what), remedy
    return f"执行出错({type(error).__name__}:{detail})", "检查这一行"


def _detail(error: Exception) -> str:
    said = str(error)
    if isinstance(error, TemplateSyntaxError):
        matches = ((pattern.match(error.message or ""), words) for pattern, words in _SYNTAX)
        return next((match.expand(words) for match, words in matches if match), said)
    return said
