"""What goes wrong in a template, in words."""

from collections.abc import Mapping
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


class TemplateError(JimoplanError):
    """A template cannot be read or fails while it is drawn."""


def explain(error: Exception, template: str, names: Mapping[str, str]) -> TemplateError:
    """The error in words, with the template and line where it arose; `names` are names by file.

    `template` is the one asked for, named where the error's own place is not known.
    """
    what, remedy = _in_words(error)
    return TemplateError(f"模板 {_place(error, template, names)}:{what}", remedy)


def _place(error: Exception, template: str, names: Mapping[str, str]) -> str:
    if isinstance(error, TemplateSyntaxError):
        return f"{names.get(error.name or '', error.name) or template} 第{error.lineno}行"
    frames = list(walk_tb(error.__traceback__))
    for frame, line in reversed(frames):
        if frame.f_code.co_filename in names:
            return f"{names[frame.f_code.co_filename]} 第{line}行"
    lines = (_line_read(frame.f_locals) for frame, _ in reversed(frames))
    line_read = next(filter(None, lines), None)
    return f"{template} 第{line_read}行" if line_read else template


def _line_read(variables: Mapping[str, object]) -> int | None:
    """The line at which Jinja's parser or compiler was, read from its traceback's variables."""
    worker = variables.get("self")
    if isinstance(worker, Parser):
        return worker.stream.current.lineno
    nodes = (variables.get("node"), worker)
    return next((node.lineno for node in nodes if isinstance(node, Node)), None)


def _in_words(error: Exception) -> tuple[str, str]:
    detail = reveal(" ".join(str(error)[:_SHOWN].split()))
    for kind, what, remedy in _WORDS:
        if isinstance(error, kind):
            return (f"{what}({detail})" if detail else what), remedy
    return f"执行出错({type(error).__name__}:{detail})", "检查这一行"
