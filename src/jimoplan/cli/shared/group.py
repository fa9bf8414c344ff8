"""Typer's commands with Chinese help, each imported and built only when it is called."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from jimoplan.errors import UnknownNameError


class CommandEntry(NamedTuple):
    """A subcommand as it is known before it is imported: module, help, and function in it.

    One with entries of its own is a group of subcommands; `usual` is the one of them that is meant
    where none is named. A hidden one is called by other programs and not listed. `area` is what
    people come for who need it, `word` what it does in a word; one without an area stands behind
    `help 全部`.
    """

    module: str
    help: str
    function: str = "run"
    entries: "Mapping[str, CommandEntry] | None" = None
    hidden: bool = False
    usual: str = ""
    area: str = ""
    word: str = ""


class _ChineseHelp:
    """The help option in Chinese, for commands and groups."""

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - typer keeps its types private
        """The --help option in Chinese."""
        option = super().get_help_option(ctx)  # type: ignore[misc] # mixed into typer's classes
        option.help = "显示这份说明"
        return option

    def get_help_option_names(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - as above
        """The long name, and the short one that people try first."""
        return ["-h", "--help"]

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - as above
        """Print the help page."""
        from jimoplan.cli.shared.help import write_help

        write_help(self, ctx)


class Command(_ChineseHelp, TyperCommand):
    """A subcommand. An option whose metavar stands in brackets may go without its value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as above
        """Take the words that were typed; an option that goes without its value gets ''.

        What is missing is asked for where somebody is there to answer.
        """
        bare = {
            name
            for parameter in self.get_params(ctx)
            if parameter.param_type_name == "option" and str(parameter.metavar).startswith("[")
            for name in parameter.opts
        }
        given = _fill_in(args, bare) if bare else args
        while True:
            try:
                return super().parse_args(ctx, list(given))
            except Exception as error:
                # typer keeps the class of this error to itself, so it is known by name
                if type(error).__name__ != "MissingParameter":
                    raise
                from jimoplan.cli.shared.missing import ask_for_parameter

                given = ask_for_parameter(error, given)


def _fill_in(args: list[str], bare: set[str]) -> list[str]:
    """The words with '' behind the options of those names that no value follows."""
    filled: list[str] = []
    for at, word in enumerate(args):
        filled.append(word)
        following = args[at + 1 : at + 2]
        if word in bare and (not following or following[0].startswith("-")):
            filled.append("")
    return filled


class Group(_ChineseHelp, TyperGroup):
    """A group of subcommands, which makes only the one that is called."""

    entries: Mapping[str, CommandEntry]
    usual: str = ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as above
        """Take the words that were typed; options alone are those of the usual subcommand."""
        has_none = not args or (args[0].startswith("-") and args[0] not in _HELP)
        return super().parse_args(ctx, [self.usual, *args] if self.usual and has_none else args)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - as above
        """The names of the subcommands, in the order people need them."""
        return self.listed

    @property
    def listed(self) -> list[str]:
        """The names of the subcommands that are not hidden."""
        return [name for name, entry in self.entries.items() if not entry.hidden]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - as above
        """The subcommand of that name, None if there is none."""
        entry = self.entries.get(cmd_name)
        return make_command(cmd_name, entry) if entry else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """The subcommand called; raises UnknownNameError with the nearest names."""
        if args[0] not in self.entries and not args[0].startswith("-"):
            raise _unknown(args[0], self.entries, self.listed)
        return super().resolve_command(ctx, args)


_HELP = frozenset({"-h", "--help"})


def _unknown(written: str, entries: Mapping[str, CommandEntry], listed: list[str]) -> Exception:
    """That there is no such command, with those that do what the word says, else the nearest."""
    near = _find_meant(written, entries)
    unknown = UnknownNameError("命令", written, listed, near=near)
    if not unknown.nearest and len(listed) > _MOST_LISTED:
        unknown.remedy = "jimoplan -h 按来做什么列出命令"
    return unknown


_MOST_LISTED = 10
_CALLED = MappingProxyType(
    {
        "催办": ("inbox", "render"),
        "查询": ("status", "list", "search"),
        "进度": ("status", "update"),
        "任务": ("list", "add"),
        "冲突": ("resolve",),
        "合并": ("sync", "merge"),
        "推送": ("sync",),
        "导出": ("render", "list"),
        "打印": ("render",),
        "通报": ("render",),
        "恢复": ("undo",),
        "帮助": ("help",),
    }
)
"""What people call that no help of a command says, or says of too many."""


def _find_meant(written: str, entries: Mapping[str, CommandEntry]) -> list[str]:
    """The commands that a Chinese word means: by what they do in a word, their area, their help."""
    if len(written) < _SHORTEST or written.isascii():
        return []
    shown = {name: entry for name, entry in entries.items() if not entry.hidden}
    called = [name for name in _CALLED.get(written, ()) if name in shown]
    if called:
        return called
    does = [n for n, e in shown.items() if written in e.word or (e.word and e.word in written)]
    area = [n for n, e in shown.items() if written in e.area]
    tells = [n for n, e in shown.items() if written in e.help]
    return list(dict.fromkeys([*does, *area] or tells))[:_MOST_MEANT]


_SHORTEST, _MOST_MEANT = 2, 4


def make_command(name: str, entry: CommandEntry) -> Any:  # noqa: ANN401 - as above
    """The command, or the group, that an entry describes; its module is imported here."""
    if entry.entries:
        return make_group(name, entry)
    app = typer.Typer(add_completion=False)
    function = getattr(import_module(entry.module), entry.function)
    app.command(name, cls=Command, help=entry.help, options_metavar="[选项]")(function)
    return typer.main.get_command(app)


def make_group(name: str, entry: CommandEntry) -> Group:
    """The group of an entry's subcommands."""
    group = Group(
        name=name,
        help=entry.help,
        options_metavar="[选项]",
        subcommand_metavar="命令 [参数]...",
        no_args_is_help=True,
    )
    group.entries = entry.entries or {}
    group.usual = entry.usual
    return group
