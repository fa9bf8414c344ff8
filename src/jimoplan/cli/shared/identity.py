"""Whoever works here made known to git, before anything is written in their name."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jimoplan.actions.plan.identity import (
    Candidate,
    UnknownHandError,
    find_candidates,
    remember,
)
from jimoplan.actions.plan.texts import check_line
from jimoplan.cli.shared.asking import ask_or_leave, faults_of, is_somebody_there
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.history.commits import Identity


def make_known(file: Path | None) -> bool:
    """Ask whoever works on a plan who they are, where git does not know, and note it there.

    Whether that was so: not where git knows, or commits nothing there. Raises UnknownHandError
    where nobody can be asked, or who is asked does not say.
    """
    found = find_candidates(file, Path.cwd())
    if found is None:
        return False
    who = ask_who(found.people) if is_somebody_there() else None
    if who is None:
        raise UnknownHandError
    remember(found, who)
    say(f"记下了:在这个仓库里您是 {reveal_line(str(who))};要改,git config user.name、user.email\n")
    return True


def ask_who(people: Sequence[Candidate] = ()) -> Identity | None:
    """Name and email of the person at the terminal, who may be one of the people offered.

    None where they do not say.
    """
    say("git 还不知道您是谁,改动要留下姓名和邮箱。\n")
    for number, each in enumerate(people, 1):
        say(reveal_line(f"  {number} {each.who.name}({each.place})") + "\n")
    hint = "写上面的编号,或" if people else ""
    offers = [each.who.name for each in people]
    check = partial(_check_name, people=people)
    answer = ask_or_leave(f"您是哪一位?{hint}写姓名:", offers=offers, check=check)
    if not answer:
        return None
    chosen = _find(answer, people)
    if chosen:
        return chosen
    email = ask_or_leave("邮箱:", check=_check_email)
    return Identity(answer, email) if email else None


def _find(answer: str, people: Sequence[Candidate]) -> Identity | None:
    """The person of that number, or of that name if only one bears it."""
    if answer.isdecimal() and 0 < int(answer) <= len(people):
        return people[int(answer) - 1].who
    named = [each.who for each in people if each.who.name == answer]
    return named[0] if len(named) == 1 else None


def _check_name(answer: str, people: Sequence[Candidate]) -> str:
    if not answer or _find(answer, people):
        return ""
    if len(answer) > _LONGEST_NAME or set(answer) & set("<>@") or not any(map(str.isalpha, answer)):
        listed = f",或上面的编号 1 至 {len(people)}" if people else ""
        return f"写姓名,至多 {_LONGEST_NAME} 个字{listed}"
    return faults_of(partial(check_line, "姓名"))(answer)


def _check_email(answer: str) -> str:
    name, at, host = answer.partition("@")
    is_fine = name and at and host and not set(answer) & set("<> ")
    if answer and (not is_fine or len(answer) > _LONGEST_ADDRESS):
        return "邮箱要写成 名字@单位的域名 的样子"
    return faults_of(partial(check_line, "邮箱"))(answer)


_LONGEST_NAME, _LONGEST_ADDRESS = 50, 254
