"""Answering a shell: the words before the cursor are arguments, the last is in the environment."""

import os
import sys

from jimoplan.cli.tab.typed import FLAG, Typed, read_table

SHELL = "_JIMOPLAN_COMPLETE"
"""The variable that names the shell that asks."""
WORD = "_JIMOPLAN_WORD"
"""The variable with the beginning of the word that is being typed."""

_SHELLS = ("bash", "zsh", "fish", "powershell")
_WRONG = 2
_Offers = list[tuple[str, str]]


def answer_shell(words: list[str]) -> int:
    """Write what may stand at the cursor, an offer a line, behind a tab what it is.

    The exit code is returned: 2 for a shell that has no script, which may run what it is told.
    """
    shell, word = os.environ[SHELL], os.environ.get(WORD, "")
    if shell not in _SHELLS:
        return _WRONG
    if shell == "bash":
        words, word = _joined(words, word)
    lines = [f"{offer}\t{note}" if note else offer for offer, note in find_offers(words, word)]
    if shell == "fish":
        lines = [_by_what_is_typed(line, word) for line in lines]
    elif shell == "bash":
        lines = [line.partition("\t")[0] for line in lines]
    encoding = sys.stdout.encoding if shell != "powershell" else "utf-8"
    text = "".join(f"{line}\n" for line in lines)
    sys.stdout.buffer.write(text.encode(encoding, "backslashreplace"))
    sys.stdout.flush()
    return 0


def find_offers(words: list[str], word: str) -> _Offers:
    """What a word may become behind others, with what it is."""
    typed = Typed(words, read_table())
    command = typed.command
    name, equals, value = word.partition("=")
    if typed.awaited:
        return _offer_values(command.values[typed.awaited], typed, word)
    if equals and name.startswith("--"):
        offers = _offer_values(command.values.get(name, FLAG), typed, value)
        return [(f"{name}={offer}", note) for offer, note in offers]
    if word.startswith("-"):
        return _beginning(word, command.names)
    if subcommands := {} if typed.arguments else typed.subcommands():
        return _beginning(word, subcommands)
    return _offer_values(command.argument(len(typed.arguments)), typed, word)


def _beginning(word: str, names: dict[str, str]) -> _Offers:
    return [(name, note) for name, note in names.items() if name.startswith(word)]


def _offer_values(source: str, typed: Typed, word: str) -> _Offers:
    """What a value may be, from the table or by the function that it names."""
    if source in {"", FLAG}:
        return []
    if source.startswith("="):
        return [(each, "") for each in source[1:].split(" ") if each.startswith(word)]
    from jimoplan.cli.shared import complete

    find = getattr(complete, source)
    offers: _Offers = find(typed, word) if find.__code__.co_argcount > 1 else find(word)
    return offers


def _joined(words: list[str], word: str) -> tuple[list[str], str]:
    """Bash's words without quotes, an option and its value apart: bash makes the = a word."""
    if word == "=":
        words, word = [*words, word], ""
    before = [w for at, w in enumerate(words) if w != "=" or not words[at - 1].startswith("--")]
    plain = [each.replace("\\", "").replace('"', "").replace("'", "") for each in (*before, word)]
    return plain[:-1], plain[-1]


def _by_what_is_typed(line: str, word: str) -> str:
    """An offer for fish, which drops what does not begin as typed: initials stay initials."""
    return line if line.startswith(word) else f"{word}\t{line.partition(chr(9))[0]}"
