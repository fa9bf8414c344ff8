"""The line that was meant by one that was refused, ready to copy."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from jimoplan.core.input.characters import even_out
from jimoplan.core.input.slips import Grammar, Mended, Takes, mend, quote
from jimoplan.core.plan.model import Plan

_TAKES = {
    "文字": Takes.TEXT,
    "[文字]": Takes.TEXT,
    "说明": Takes.TEXT,
    "进度": Takes.NUMBER,
    "数字": Takes.NUMBER,
    "期数": Takes.NUMBER,
    "日期": Takes.DAY,
}
_NUMBER = re.compile(r"[0-9一二三四五六七八九十第][-0-9.~至到、,;项条一二三四五六七八九十]*")


class Slip(NamedTuple):
    """What is wrong with a line, and the line that was meant; '' where that is not known."""

    message: str
    line: str


def find_slip(words: Sequence[str]) -> Slip | None:
    """The slip in the words of a command line that was refused; None for none that is known."""
    names, command = _find_command(words)
    if command is None:
        return None
    typed = words[len(names) :]
    grammar = _read_grammar(command)
    mended = mend(typed, grammar)
    if mended is None and _takes_items_alone(command):
        mended = _name_department(typed, grammar)
    if mended:
        line = " ".join(map(quote, ("jimoplan", *names, *mended.words)))
        return Slip(";".join(mended.faults), line)
    return _find_owner(names, typed, grammar)


def _find_command(words: Sequence[str]) -> tuple[tuple[str, ...], Any]:
    """The names that a command was called by, and the command; None where there is no such."""
    from jimoplan.cli.shared.commands import ENTRIES
    from jimoplan.cli.shared.group import make_command

    entries, names = ENTRIES, list[str]()
    for word in words:
        entry = entries.get(word)
        if entry is None:
            return (), None
        names.append(word)
        if not entry.entries:
            return tuple(names), make_command(word, entry)
        entries = dict(entry.entries)
    return (), None


def _read_grammar(command: Any) -> Grammar:  # noqa: ANN401 - typer keeps its types private
    options = {
        name: Takes.NOTHING if parameter.is_flag else _TAKES.get(str(parameter.metavar), Takes.WORD)
        for parameter in command.params
        if parameter.param_type_name == "option"
        for name in (*parameter.opts, *parameter.secondary_opts)
    }
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    ends_in_text = bool(arguments) and arguments[-1].metavar == "文字"
    return Grammar(options, _is_number, ends_in_text)


def _takes_items_alone(command: Any) -> bool:  # noqa: ANN401 - as above
    """Whether a department can be no argument of a command: it takes ids, or nothing."""
    arguments = (each for each in command.params if each.param_type_name == "argument")
    return all("编号" in str(each.metavar) for each in arguments)


def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(even_out(word)) is not None


def _name_department(typed: Sequence[str], grammar: Grammar) -> Mended | None:
    """The words with --dept before a department that stands by itself."""
    from jimoplan.cli.shared.typed import plan_at_hand

    is_clear = all(not word.startswith("-") or word in grammar.options for word in typed)
    if "--dept" not in grammar.options or "--dept" in typed or not is_clear:
        return None
    plan = plan_at_hand(None)
    alone = [word for word in _alone(typed, grammar) if plan and _is_department(plan, word)]
    if len(alone) != 1:
        return None
    at = list(typed).index(alone[0])
    words = (*typed[:at], "--dept", *typed[at:])
    return Mended(words, (f"“{alone[0]}”是部门,前面要写 --dept",))


def _alone(typed: Sequence[str], grammar: Grammar) -> Iterator[str]:
    """The words that are neither options nor their values."""
    rest = iter(typed)
    for word in rest:
        takes = grammar.options.get(word)
        if takes is None and not word.startswith("-"):
            yield word
        elif takes not in {None, Takes.NOTHING}:
            next(rest, None)


def _is_department(plan: Plan, word: str) -> bool:
    from jimoplan.core.plan.departments import names_of

    return any(word in names_of(department) for department in plan.departments)


def _find_owner(names: Sequence[str], typed: Sequence[str], grammar: Grammar) -> Slip | None:
    """Which command has an option that this one has not."""
    from jimoplan.cli.shared.commands import ENTRIES

    for word in typed:
        strange = word.partition("=")[0]
        if not word.startswith("--") or strange in grammar.options or word == "--":
            continue
        owners = [name for name in ENTRIES if name not in names and _has(name, strange)]
        if 0 < len(owners) <= _MOST_OWNERS:
            listed = "、".join(owners)
            return Slip(f"{' '.join(names)} 没有选项 {strange},它是 {listed} 的", "")
    return None


_MOST_OWNERS = 4
"""What more commands have than these is no slip for another command."""


def _has(name: str, option: str) -> bool:
    from jimoplan.cli.shared.commands import ENTRIES
    from jimoplan.cli.shared.group import make_command

    if ENTRIES[name].entries:
        return False
    command = make_command(name, ENTRIES[name])
    return any(option in parameter.opts for parameter in command.params)
