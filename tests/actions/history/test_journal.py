"""The journal of a repository says what reading every revision whole and comparing them says."""

from pathlib import Path
from random import Random

import pytest
from command_line import SHIPPED_PLAN
from repositories import make_repository

from jimoplan.actions.history.journal import read_journal
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.outline import are_told_apart
from jimoplan.core.changes.words import describe
from jimoplan.core.history.journal import EventKind
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load
from jimoplan.git.repository import find_repository

DAMAGE = ("'", "- ", "# ", "{", ": ", "x", "新")


def change_a_line(text: str, chance: Random) -> str:
    lines = text.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(3):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            del lines[one]
        case _:
            at = chance.randrange(len(lines[one]))
            lines[one] = lines[one][:at] + chance.choice(DAMAGE) + lines[one][at:]
    return "".join(lines)


def readable(text: str) -> Plan | None:
    plan = load(text, with_advice=False).plan
    return plan if plan and are_told_apart(plan) else None


@pytest.mark.parametrize("seed", range(4))
def test_the_journal_says_what_comparing_whole_texts_says(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    good = SHIPPED_PLAN.read_text("utf-8")
    work = make_repository(tmp_path, good)
    before = readable(good)
    expected: list[list[str] | None] = []
    for _ in range(25):
        text = change_a_line(good, chance)
        if text == work.text:
            continue
        work.write(text)
        work.git("commit", "--quiet", "--all", "--message=改一行")
        after = readable(text)
        if after is None:
            expected.append(None)
        elif before is not None:
            expected.append([describe(change) for change in diff(before, after)])
            before, good = after, text
    repository = find_repository(work.plan)
    assert repository is not None

    for _ in ("the first time", "with what was kept"):
        events = read_journal(repository).events[1:]
        told = [
            None if event.kind is EventKind.UNREADABLE else [r.words for r in event.outcome.records]
            for event in events
        ]
        assert told == expected
