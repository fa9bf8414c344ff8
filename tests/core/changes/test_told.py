"""A suspension that ended: two changes of a list, one line for people."""

import pytest
from problem_cases import BASE

from jimoplan.core.changes.changes import Changes, Insert, Ref, Remove, Subject
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.records import make_records, tell_once
from jimoplan.core.changes.told import tell, tell_each
from jimoplan.core.changes.words import summarise
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

RUNNING = "due: 2024-06-30\n            status: 推进中\n"
STOPPED = RUNNING.replace("推进中", "暂缓") + "            reason: 等文件\n"
DROPPED = STOPPED.replace("暂缓", "已取消") + "            approved_by: 王局\n"
NOTHING = ""
OPEN = "{since: 2024-04-01, reason: 等文件}"
ENDED = "{since: 2024-04-01, until: 2024-05-06, reason: 等文件}"
LATER = "{since: 2024-04-01, until: 2024-05-20, reason: 等文件}"
OTHER = "{since: 2024-04-08, until: 2024-05-06, reason: 等文件}"


def plan_of(status: str, pause: str) -> Plan:
    kept = f"            suspensions: [{pause}]\n" if pause else ""
    plan = load(BASE.replace(RUNNING, status + kept), with_advice=False).plan
    assert plan is not None
    return plan


def between(old: tuple[str, str], new: tuple[str, str]) -> tuple[Plan, Plan, Changes]:
    before, after = plan_of(*old), plan_of(*new)
    return before, after, diff(before, after)


BEGUN = "1-1 暂缓记录 2024-04-01起:等文件"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ((STOPPED, OPEN), (RUNNING, ENDED), [f"{BEGUN},恢复于 2024-05-06"]),
        ((RUNNING, ENDED), (STOPPED, OPEN), [f"{BEGUN},恢复日期 2024-05-06 已删去"]),
        ((RUNNING, ENDED), (RUNNING, LATER), [f"{BEGUN},恢复日期 2024-05-06→2024-05-20"]),
        ((STOPPED, OPEN), (DROPPED, ENDED), [f"{BEGUN},到 2024-05-06 为止"]),
        ((RUNNING, NOTHING), (STOPPED, OPEN), ["1-1 新增暂缓记录 2024-04-01起:等文件"]),
        ((STOPPED, OPEN), (RUNNING, NOTHING), ["1-1 删去暂缓记录 2024-04-01起:等文件"]),
        (
            (RUNNING, ENDED),
            (RUNNING, OTHER),
            [
                "1-1 删去暂缓记录 2024-04-01至2024-05-06:等文件",
                "1-1 新增暂缓记录 2024-04-08至2024-05-06:等文件",
            ],
        ),
    ],
    ids=["resumed", "undone", "moved", "dropped", "begun", "taken back", "another one"],
)
def test_the_same_suspension_with_another_end_is_one_line(
    old: tuple[str, str], new: tuple[str, str], words: list[str]
) -> None:
    before, after, changes = between(old, new)
    said = [line for line in tell(changes) if "暂缓记录" in line]

    assert said == words
    told = [record.words for record in tell_once(make_records(before, after, changes))]
    assert [line for line in told if "暂缓记录" in line] == words


def test_for_a_program_every_change_stays() -> None:
    before, after, changes = between((STOPPED, OPEN), (RUNNING, ENDED))
    both = [change for change in changes if isinstance(change, Insert | Remove)]

    assert len(both) == 2
    assert len(tell_each(changes)) == len(changes)
    assert len(make_records(before, after, changes)) == len(changes)


@pytest.mark.parametrize(
    ("old", "new", "subject"),
    [
        ((RUNNING, NOTHING), (STOPPED, OPEN), "1-1 制发规则:推进中→暂缓,填写原因"),
        ((STOPPED, OPEN), (RUNNING, ENDED), "1-1 制发规则:暂缓→推进中,删去原因"),
        ((RUNNING, NOTHING), (DROPPED, NOTHING), "1-1 制发规则:推进中→已取消,填写原因"),
    ],
)
def test_a_subject_names_the_step_and_not_what_goes_with_it(
    old: tuple[str, str], new: tuple[str, str], subject: str
) -> None:
    assert summarise(between(old, new)[2], {Ref(Subject.MEASURE, "1-1"): "制发规则"}) == subject
