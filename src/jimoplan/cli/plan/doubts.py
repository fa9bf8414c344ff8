"""The doubts of an import, asked at the terminal one by one."""

from jimoplan.actions.importing import Import
from jimoplan.cli.shared.asking import ask_or_leave
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.importing.doubts import Doubt


def settle_doubts(wanted: Import, replies: dict[str, str]) -> None:
    """Put down the answers of the person at the terminal, by the keys of the doubts.

    An answer may raise other doubts; whoever stops, or whose input ends, is asked no more.
    """
    is_first = True
    while True:
        doubts = [d for d in wanted.carry_out(replies).doubts if d.key not in replies]
        if not doubts:
            return
        if is_first:
            say(f"有疑点 {len(doubts)} 处,逐处回答:写序号;回车按第 1 种;q 不再问,其余按第 1 种\n")
            is_first = False
        for doubt in doubts:
            answer = _ask(doubt)
            if answer is None:
                return
            replies[doubt.key] = answer


def _ask(doubt: Doubt) -> str | None:
    """What is answered to a doubt; None for no more questions."""
    say(f"\n{reveal_line(doubt.place)} {reveal_line(doubt.question)}\n")
    for number, choice in enumerate(doubt.choices, 1):
        say(reveal_line(f"  {number}. {choice.answer}:{choice.follows}") + "\n")
    hint = "(也可以直接写)" if doubt.is_open else ""
    while True:
        written = ask_or_leave(f"答{hint}:")
        if written is None:
            return None
        if not written:
            return doubt.assumed
        if written.isdecimal() and 1 <= int(written) <= len(doubt.choices):
            return doubt.choices[int(written) - 1].answer
        is_one = written in {choice.answer for choice in doubt.choices}
        if is_one or (doubt.is_open and (doubt.code == "year" or not written.isdecimal())):
            return written
        say(f"请写 1 到 {len(doubt.choices)}\n")
