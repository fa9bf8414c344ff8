"""Help pages in Chinese, laid out in terminal cells; typer's own cut Chinese text off."""

from collections.abc import Iterable
from typing import Any

from jimoplan.cli.shared.draw import draw_help
from jimoplan.cli.shared.streams import write

_Rows = tuple[tuple[str, str], ...]


def write_help(command: Any, context: Any) -> None:  # noqa: ANN401 - typer keeps its types private
    """Print what a command is for, how it is called and what it takes."""
    parameters = command.get_params(context)
    arguments = _rows(p for p in parameters if p.param_type_name == "argument")
    called_with = (command.options_metavar, *(name for name, _ in arguments))
    last = getattr(command, "subcommand_metavar", "")
    usage = f"用法:{' '.join(filter(None, (context.command_path, *called_with, last)))}"
    options = _rows(p for p in parameters if p.param_type_name == "option")
    subcommands = _subcommands(command)
    version = (("-V, --version", "显示版本"),) if context.parent is None else ()
    parts = (("命令", subcommands), ("参数", arguments), ("选项", (*options, *version)))
    write(draw_help(usage, command.help or "", parts))


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
