"""Questions to the person at the terminal: yes or no, a line, or one of a few answers.

prompt_toolkit reads the keys: a line of the terminal itself takes back half a Chinese character,
and knows no answer of one key. It is imported with the first question.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import UsageError

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings

_YES = frozenset({"y", "yes", "是", "好", "对", "确定"})
_NO = frozenset({"", "n", "no", "否", "不", "不是", "不对", "不行", "取消", "算了"})

_LEAVING = frozenset({"q", "quit", "exit", "退出"})

Check = Callable[[str], str]
"""What is wrong with an answer, in words for the person; '' where nothing is."""


def is_leaving(answer: str) -> bool:
    """Whether an answer is the word for leaving a conversation."""
    return normalize("NFKC", answer).strip().lower() in _LEAVING


def is_somebody_there() -> bool:
    """Whether there is a person at a terminal who can be asked."""
    return sys.stdin.isatty()


def confirm(question: str, *, yes: bool) -> bool:
    """Whether the person at the terminal agrees; raises UsageError where there is nobody to ask.

    A question of several lines is asked in the last.
    """
    if yes:
        return True
    *before, asked = question.splitlines()
    if not is_somebody_there():
        words = ";".join([*map(str.strip, before), asked])
        raise UsageError(f"{words} 不在终端里,没法提问", "确定的话加上 --yes 再运行一次")
    _forget_typed()
    for line in before:
        say(f"{reveal_line(line)}\n")
    answer = ask_or_leave(f"{asked} [是/否] ", check=_check_yes_or_no)
    return (answer or "").lower() in _YES


def _check_yes_or_no(answer: str) -> str:
    return "" if answer.lower() in _YES | _NO else "请答 是 或 否"


def ask_if_sure(doubts: Sequence[str]) -> str:
    """The question whether all that is doubtful is meant, a line for each; '' where nothing is."""
    if not doubts:
        return ""
    *before, last = doubts
    return "\n".join([*(f"  {doubt}" for doubt in before), f"{last},确定吗?"])


def ask_or_leave(
    question: str,
    *,
    written: str = "",
    offers: Sequence[str] = (),
    check: Check | None = None,
    many: bool = False,
) -> str | None:
    """What the person at the terminal writes, '' for a line left empty; None where input ends.

    Lines that are pasted are one, unless `many` are asked for.
    The word for leaving is as if input ended. `written` stands there already, to be kept or
    changed; `offers` are completed by the tabulator; an answer that `check` finds fault with is
    asked for again. Raises KeyboardInterrupt.
    """
    while True:
        answer = _read(question, written=written, offers=offers)
        if answer is None or is_leaving(answer):
            return None
        answer = answer if many else " ".join(answer.splitlines())
        fault = _find_fault(answer, check)
        if not fault:
            return answer
        say(f"{reveal_line(fault)}\n")


def _find_fault(answer: str, check: Check | None) -> str:
    """What is wrong with an answer; a terminal of another encoding sends bytes that are no text."""
    if any(_FIRST_SURROGATE <= each <= _LAST_SURROGATE for each in answer):
        return "有认不出的字,请再写一遍"
    return check(answer) if check else ""


_FIRST_SURROGATE, _LAST_SURROGATE = "\ud800", "\udfff"


def faults_of(read: Callable[[str], object]) -> Check:
    """The check of an answer that may be empty, and else has to be what a function can read."""

    def check(answer: str) -> str:
        if answer:
            try:
                read(answer)
            except UsageError as wrong:
                return f"{wrong.message};{wrong.remedy}"
        return ""

    return check


def ask_choice(
    question: str, choices: Mapping[str, str], *, leave: str | None = None
) -> str | None:
    """The key of the choice made; None where input ends. Raises KeyboardInterrupt.

    Whoever wants to leave chooses `leave` by that; without one it is as if input ended.

    `choices` are the words of each choice by its key, '' where they have been shown before; a key
    is one character that an input method lets through (a digit). The key alone is an answer, and a
    return key at once behind it is part of it; the words written out are one too, and so are the
    first of them where no other choice begins alike. What was typed before the question could be
    seen answers nothing.
    """
    offer = "  ".join(f"{key} {words}" for key, words in choices.items())
    if not any(choices.values()):
        offer = "–".join(dict.fromkeys((min(choices), max(choices))))
    while True:
        _forget_typed()
        answer = _read(f"{question} [{offer}] ", keys=_accepting(choices))
        if answer is None:
            return None
        meant = normalize("NFKC", answer).strip()
        if meant in choices:
            return meant
        if is_leaving(meant):
            return leave
        found = [key for key, words in choices.items() if meant and words.startswith(meant)]
        if len(found) == 1:
            return found[0]
        say(f"请按 {'、'.join(choices)} 中的一个键,或写出文字\n")


def _read(
    question: str,
    *,
    written: str = "",
    offers: Sequence[str] = (),
    keys: "KeyBindings | None" = None,
) -> str | None:
    """A line from the terminal without its blank ends; None where input ends."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.output import DummyOutput, create_output

    shown, is_seen = reveal_line(question), sys.stderr.isatty()
    if not is_seen:  # whatever it is led into gets the question whole, and no moves of a cursor
        say(f"{shown}\n")
    output = create_output(stdout=sys.stderr) if is_seen else DummyOutput()
    output.enable_cpr = False  # type: ignore[attr-defined] # who does not answer would be told off
    session: PromptSession[str] = PromptSession(
        output=output,
        completer=WordCompleter(list(offers), match_middle=True, sentence=True) if offers else None,
        complete_while_typing=False,
        enable_suspend=True,
        reserve_space_for_menu=6 if offers else 0,
        key_bindings=_without_mouse(keys),
    )
    try:
        return session.prompt(
            shown, default=written, pre_run=_pass_over_faults, set_exception_handler=False
        ).strip()
    except EOFError:
        return None
    except KeyboardInterrupt:
        raise KeyboardInterrupt("中断了,没有改动") from None


def _without_mouse(keys: "KeyBindings | None") -> "KeyBindings":
    """Bindings by which reports of the mouse do nothing, whole or broken."""
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    bindings = keys or KeyBindings()
    bindings.add(Keys.Vt100MouseEvent)(lambda _event: None)
    return bindings


def _pass_over_faults() -> None:
    """Let bytes that no key sends do nothing.

    prompt_toolkit would else show its own fault in English and wait for the return key.
    """
    import asyncio

    asyncio.get_running_loop().set_exception_handler(lambda _loop, _fault: None)


_RETURN_FOLLOWS = 0.3
"""So many seconds a key of a choice waits for the return key that many press behind it."""


def _accepting(choices: Mapping[str, str]) -> "KeyBindings":
    """Bindings by which a choice's key, pressed on an empty line, is the whole answer.

    The return key at once behind it belongs to it; any other key belongs to the next question.
    """
    import asyncio

    from prompt_toolkit.application.current import get_app
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    bindings = KeyBindings()
    pressed: list[str] = []
    is_empty = Condition(lambda: not get_app().current_buffer.text)
    is_pressed = Condition(lambda: pressed == [get_app().current_buffer.text])

    def press(event: Any) -> None:  # noqa: ANN401 - prompt_toolkit passes its event
        buffer = event.current_buffer
        buffer.insert_text(event.data)
        pressed[:] = [event.data]

        async def accept_soon() -> None:
            await asyncio.sleep(_RETURN_FOLLOWS)
            if is_pressed():
                buffer.validate_and_handle()

        event.app.create_background_task(accept_soon())

    def go_on(event: Any) -> None:  # noqa: ANN401 - prompt_toolkit passes its event
        key = event.key_sequence[0].key
        if key in {Keys.ControlC, Keys.SIGINT}:
            event.app.exit(exception=KeyboardInterrupt())
            return
        event.current_buffer.validate_and_handle()
        if key not in {Keys.ControlM, Keys.ControlJ}:
            event.key_processor.feed_multiple(event.key_sequence, first=True)

    for key in choices:
        bindings.add(key, filter=is_empty)(press)
    bindings.add(Keys.Any, filter=is_pressed, eager=True)(go_on)
    return bindings


def _forget_typed() -> None:
    """Let what was typed while nothing was asked answer nothing: it was not meant for what is next.

    Where the question is not shown on the terminal, nobody can wait for it, and all is kept.
    """
    if not (is_somebody_there() and sys.stderr.isatty()):
        return
    from prompt_toolkit.input import create_input
    from prompt_toolkit.input.typeahead import clear_typeahead

    clear_typeahead(create_input())
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)
