"""Help pages in Chinese, laid out in terminal cells; typer's own cut Chinese text off."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from jimoplan.cli.shared.commands import ENTRIES, Area
from jimoplan.cli.shared.draw import draw_help, draw_overview
from jimoplan.cli.shared.examples import EXAMPLES
from jimoplan.cli.shared.group import CommandEntry, make_group
from jimoplan.cli.shared.pager import write_long
from jimoplan.cli.shared.streams import write

_Rows = tuple[tuple[str, str], ...]
_WAYS_ON = (
    "一条命令怎么用,连同例子:jimoplan 命令 -h",
    "专题:jimoplan help 主题(不写主题,列出有哪些);全部命令:jimoplan help 全部",
)
OPTIONS = (
    ("-h, --help", "显示这份说明"),
    ("--no-pager", "长的回答不分屏"),
    ("-V, --version", "显示版本"),
)


def write_help(command: Any, context: Any) -> None:  # noqa: ANN401 - typer keeps its types private
    """Print what a command is for, how it is called and what it takes."""
    if context.parent is None:
        write(describe_program(context.command_path, command.help))
        return
    write_long(draw_help(*describe_command(command, context)))


def describe_program(name: str, meaning: str) -> str:
    """The page of the program: its commands by what people come for, at most 24 lines of 80 cells.

    What other programs call, and what is needed once, stands behind `help 全部`.
    """
    groups = [
        (area, [(name, entry.word) for name, entry in ENTRIES.items() if entry.area == area])
        for area in Area
    ]
    return draw_overview(f"用法:{name} 命令 [选项]", meaning, groups, OPTIONS, _WAYS_ON)


def find_command(words: Sequence[str]) -> tuple[Any, Any]:
    """A command by its name, or a subcommand by both, with its context; raises UnknownNameError."""
    command: Any = make_group("jimoplan", CommandEntry("", "", entries=ENTRIES))
    context = command.make_context("jimoplan", ["help"], resilient_parsing=True)
    for word in words:
        _, command, _ = command.resolve_command(context, [word])
        context = type(context)(command, info_name=word, parent=context)
    return command, context


class Page(NamedTuple):
    """What a command is called with, what it is for, and what it takes, under headings."""

    usage: str
    meaning: str
    parts: tuple[tuple[str, _Rows], ...]
    examples: _Rows


def describe_command(command: Any, context: Any) -> Page:  # noqa: ANN401 - typer keeps its types private
    """The page of a command: what it is for, how it is called, what it takes, three examples."""
    parameters = command.get_params(context)
    arguments = _rows(p for p in parameters if p.param_type_name == "argument")
    called_with = (command.options_metavar, *(name for name, _ in arguments))
    last = getattr(command, "subcommand_metavar", "")
    usage = f"用法:{' '.join(filter(None, (context.command_path, *called_with, last)))}"
    options = _rows(p for p in parameters if p.param_type_name == "option")
    name = " ".join(context.command_path.split()[1:])
    examples = tuple((f"jimoplan {words}", meaning) for words, meaning in EXAMPLES.get(name, ()))
    parts = (("命令", _subcommands(command)), ("参数", arguments), ("选项", options))
    return Page(usage, command.help or "", parts, examples)


def _subcommands(command: Any) -> _Rows:  # noqa: ANN401 - as above
    entries = getattr(command, "entries", {})
    return tuple((name, entry.help) for name, entry in entries.items() if not entry.hidden)


def _rows(parameters: Iterable[Any]) -> _Rows:
    return tuple((_names(parameter), _meaning(parameter)) for parameter in parameters)


def _names(parameter: Any) -> str:  # noqa: ANN401 - as above
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    value = f" {parameter.metavar}" if parameter.metavar else ""
    return ", ".join(sorted(parameter.opts, key=len)) + value


def _meaning(parameter: Any) -> str:  # noqa: ANN401 - as above
    default = parameter.default
    shown = f"(默认 {default})" if isinstance(default, str) and default else ""
    return f"{parameter.help or ''}{shown}"
