"""The table that answers a shell (cli/tab/commands.txt), written from the commands."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from typer.utils import get_params_from_function

from jimoplan.cli.shared.commands import ENTRIES
from jimoplan.cli.shared.group import CommandEntry, make_command
from jimoplan.cli.shared.help import OPTIONS

_HELP = {"-h", "--help"}


def build_tab_table() -> str:
    """The rows of the program and of each command that is not hidden."""
    rows = ["\t\t"]
    for names, meaning in OPTIONS:
        words = names.split(", ")
        if not _HELP & set(words):
            rows.append(_row(sorted(words, key=len, reverse=True), "-", meaning))
    for name, entry in ENTRIES.items():
        if not entry.hidden:
            rows += _rows(name, entry)
    return "".join(f"{row}\n" for row in rows)


def _rows(name: str, entry: CommandEntry) -> Iterator[str]:
    yield f"{name}\t\t{entry.help}"
    for below, its_entry in (entry.entries or {}).items():
        yield from _rows(f"{name} {below}", its_entry)
    if entry.entries is None:
        function = getattr(import_module(entry.module), entry.function)
        declared = get_params_from_function(function)
        for parameter in make_command(name, entry).params:
            source = _source(parameter, declared[parameter.name].default)
            yield _row(_names(parameter), source, parameter.help or "")


def _names(parameter: Any) -> list[str]:  # noqa: ANN401 - typer keeps its types private
    if parameter.param_type_name == "argument":
        return ["*" if parameter.nargs < 0 else "1"]
    return sorted((*parameter.opts, *parameter.secondary_opts), key=len, reverse=True)


def _source(parameter: Any, declared: Any) -> str:  # noqa: ANN401 - as above
    if getattr(parameter, "is_flag", False):
        return "-"
    offer = declared.autocompletion
    if offer is None:
        return ""
    if "<locals>" not in offer.__qualname__:
        return str(offer.__name__)
    words = [word for word, _ in offer("")]
    assert not any(word.split() != [word] for word in words)
    return f"={' '.join(words)}"


def _row(names: list[str], source: str, meaning: str) -> str:
    return f" {' '.join(names)}\t{source}\t{' '.join(meaning.split())}"
