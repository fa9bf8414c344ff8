"""Whether the days that count are those of the commit, as an audit compares them."""

from datetime import date, datetime, timedelta

import pytest
from audited import (
    LEADER,
    LIAISON,
    OUTSIDER,
    PEOPLED,
    STATUS_OF_1_1,
    SUPERVISOR,
    UPDATE_OF_1_1,
    change,
)
from problem_cases import BASE

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.judge import Circumstances, judge
from jimoplan.core.changes.diff import diff
from jimoplan.core.history.commits import BEIJING, Commit, Identity
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

Who = tuple[str, str]

DAY = date(2024, 5, 20)
INDENT = "            "
BACKED = {"in time": "2024-05-10", "too early": "2024-05-09"}


def read(text: str) -> Plan:
    loaded = load(text, with_advice=False)
    assert loaded.plan is not None, loaded.problems
    assert not loaded.has_errors, loaded.problems
    return loaded.plan


def words(
    who: Who, after: str, before: str = PEOPLED, reason: str | None = None, day: date | None = DAY
) -> list[str]:
    """What the days of a change are called that somebody makes on a day."""
    old = read(before)
    said = Circumstances(Actor(*who, who[1]), reason, day=day)
    found = judge(old, diff(old, read(after)), said)
    assert {each.code for each in found} <= {"A19"}
    return [each.words for each in found]


def reported(day: str, by: str = "张三", text: str = PEOPLED) -> str:
    line = f"              - {{date: {day}, by: {by}, note: 甲}}\n"
    return change(text, (UPDATE_OF_1_1, f"{UPDATE_OF_1_1}{line}"))


def of_1_1(more: str, status: str = "推进中", due: str = "2024-06-30") -> str:
    made = STATUS_OF_1_1.replace("推进中", status).replace("2024-06-30", due)
    lines = "".join(f"{INDENT}{line}\n" for line in more.split("\n"))
    return change(PEOPLED, (STATUS_OF_1_1, f"{made}{lines}"))


SUBMITTED = of_1_1("finished: 2024-05-10\nsubmitted_by: 张三 <zhang@example.cn>", "已完成")
REVIEW = "submitted_by: 张三 <zhang@example.cn>, by: 王五 <wang@example.cn>, reason: 不全"
PAUSE = "reason: 等\nsuspensions: [{since: 2024-05-15MORE, reason: 等, approved_by: 王五}]"
PAUSED = of_1_1(PAUSE.replace("MORE", ""), "暂缓")

RECORDS = {
    "填报日期": (LIAISON, reported("DAY"), PEOPLED),
    "提醒日期": (
        OUTSIDER,
        of_1_1("remarks: [{date: DAY, by: 孙七, kind: 提醒, text: 请抓紧}]"),
        PEOPLED,
    ),
    "审核日期": (LEADER, of_1_1(f"reviews: [{{date: DAY, result: 退回, {REVIEW}}}]"), SUBMITTED),
    "调整日期": (
        LEADER,
        of_1_1(
            "due_changes: [{due: 2024-06-30, changed: DAY, reason: 等, approved_by: 王五}]",
            due="2024-09-30",
        ),
        PEOPLED,
    ),
    "暂缓日期": (LIAISON, of_1_1(PAUSE.replace("2024-05-15MORE", "DAY"), "暂缓"), PEOPLED),
    "办结日期": (LIAISON, of_1_1("finished: DAY", "已完成"), PEOPLED),
    "提交日期": (
        LIAISON,
        of_1_1("finished: 2024-03-01\nsubmitted: DAY", "已完成"),
        PEOPLED,
    ),
}


@pytest.mark.parametrize("what", RECORDS)
def test_a_day_on_record_is_at_most_ten_days_before_its_commit(what: str) -> None:
    who, after, before = RECORDS[what]

    assert words(who, after.replace("DAY", BACKED["in time"]), before) == []
    (early,) = words(who, after.replace("DAY", BACKED["too early"]), before)
    assert early == f"1-1 的{what}写成 2024-05-09,提交是 2024-05-20,早了 11 天(最多 10 天)"


def test_so_is_the_day_on_which_work_goes_on() -> None:
    after = of_1_1(PAUSE.partition("\n")[2].replace("MORE", ", until: DAY"))
    at = date(2024, 6, 5)

    assert words(LIAISON, after.replace("DAY", "2024-06-01"), PAUSED, day=at) == []
    (found,) = words(LIAISON, after.replace("DAY", "2024-05-16"), PAUSED, day=at)
    assert found.startswith("1-1 的恢复日期写成 2024-05-16")


@pytest.mark.parametrize("what", sorted(RECORDS.keys() - {"提醒日期", "审核日期"}))
def test_a_supervisor_gives_a_reason_for_it(what: str) -> None:
    _, after, before = RECORDS[what]
    early = after.replace("DAY", BACKED["too early"]).replace("by: 张三, note", "by: 李四, note")

    assert len(words(SUPERVISOR, early, before)) == 1
    assert words(SUPERVISOR, early, before, "补登") == []


def test_a_leader_gives_a_reason_for_a_deadline_but_a_liaison_for_no_report() -> None:
    who, after, before = RECORDS["调整日期"]

    assert words(who, after.replace("DAY", BACKED["too early"]), before, "5月9日签批") == []
    assert len(words(LIAISON, reported(BACKED["too early"]), PEOPLED, "出差补报")) == 1


def test_how_many_days_is_the_plan_s_own_policy() -> None:
    strict = change(PEOPLED, ("stale: 30", "stale: 30, backdate: 0"))
    loose = change(PEOPLED, ("stale: 30", "stale: 30, backdate: 60"))

    assert len(words(LIAISON, reported("2024-05-19", text=strict), strict)) == 1
    assert words(LIAISON, reported("2024-05-20", text=strict), strict) == []
    assert words(LIAISON, reported("2024-03-21", text=loose), loose) == []


def test_what_was_finished_long_ago_and_is_reported_now_says_both() -> None:
    both = of_1_1("finished: 2024-03-01\nsubmitted: 2024-05-20", "已完成")

    assert words(LIAISON, both) == []
    assert len(words(LIAISON, of_1_1("finished: 2024-03-01", "已完成"))) == 1


def test_a_new_item_brings_no_old_records() -> None:
    task = "      - id: '3'"
    measure = (
        "          - {id: 1-5, kind: 一次性, title: 新, status: 已完成, finished: 2024-03-01, "
        "updates: [{date: 2024-03-01, note: 甲}], "
        "remarks: [{date: 2024-03-01, text: 请抓紧}], "
        "suspensions: [{since: 2024-02-01, until: 2024-02-05, reason: 等, approved_by: 王五}]}\n"
    )

    found = words(SUPERVISOR, change(PEOPLED, (task, f"{measure}{task}")), reason=None)
    told = [each.partition("写成")[0].removeprefix("1-5 的") for each in found]
    assert sorted(told) == ["办结日期", "填报日期", "恢复日期", "暂缓日期", "督查意见日期"]


def test_where_nobody_is_listed_or_the_day_is_not_known_it_cannot_be_asked() -> None:
    assert words(LIAISON, reported("2024-01-01", text=BASE), BASE) == []
    assert words(LIAISON, reported("2024-01-01"), day=None) == []


def test_a_commit_has_arrived_on_the_later_one_of_its_days() -> None:
    early = datetime(2024, 3, 15, 9, 0, tzinfo=BEIJING)
    late = early + timedelta(days=66)
    who = Identity(*LIAISON)

    for authored, committed in ((early, late), (late, early)):
        assert Commit("a", (), who, authored, who, committed, "填报").arrived == DAY
