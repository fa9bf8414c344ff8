"""Whether a report is the department's that it names, and a remark its author's to give."""

from datetime import date

import pytest
from audited import (
    LEADER,
    LIAISON,
    OUTSIDER,
    PEOPLED,
    STATUS_OF_1_1,
    STRANGER,
    SUPERVISOR,
    SUPPORTER,
    UPDATE_OF_1_1,
    change,
)
from problem_cases import BASE

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.judge import Circumstances, judge
from jimoplan.core.changes.diff import diff
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

Who = tuple[str, str]


def plan_of(text: str) -> Plan:
    loaded = load(text, with_advice=False)
    assert loaded.plan is not None, loaded.problems
    assert not loaded.has_errors, loaded.problems
    return loaded.plan


def codes(
    who: Who,
    after: str,
    before: str = PEOPLED,
    *,
    reason: str | None = None,
    day: date | None = None,
) -> list[str]:
    """The rules that somebody breaks who makes one text of the other."""
    old = plan_of(before)
    changes = diff(old, plan_of(after))
    assert changes
    found = judge(old, changes, Circumstances(Actor(*who, who[1]), reason, day=day))
    return sorted({each.code for each in found})


def reported(more: str, text: str = PEOPLED) -> str:
    note = "" if "note" in more else ", note: 甲"
    line = f"              - {{date: 2024-05-06, {more}{note}}}\n"
    return change(text, (UPDATE_OF_1_1, f"{UPDATE_OF_1_1}{line}"))


def remarked(more: str, text: str = PEOPLED) -> str:
    line = f"            remarks: [{{date: 2024-05-06, {more}, text: 请抓紧}}]\n"
    return change(text, (STATUS_OF_1_1, f"{STATUS_OF_1_1}{line}"))


@pytest.mark.parametrize(
    ("who", "said", "wanted"),
    [
        (LIAISON, "by: 张三, dept: 甲科", []),
        (SUPPORTER, "by: 赵六, dept: 乙科", []),
        (SUPPORTER, "by: 赵六, dept: 甲科", ["A15"]),
        (LIAISON, "by: 钱九, dept: 甲科", ["A18"]),
        (LIAISON, "by: 李四", ["A18"]),
        (LIAISON, "note: 甲", []),
        (LIAISON, "by: 钱九, dept: 甲科, entered_by: 张三", ["A18"]),
        (LIAISON, "by: 钱九, dept: 甲科, entered_by: 李四", ["A15", "A18"]),
        (SUPERVISOR, "by: 钱九, dept: 甲科, entered_by: 李四", []),
        (SUPERVISOR, "by: 钱九, dept: 甲科, entered_by: 张三", ["A15", "A18"]),
        (SUPERVISOR, "by: 张三, dept: 甲科", ["A15", "A18"]),
        (SUPERVISOR, "by: 张三", ["A18"]),
        (SUPERVISOR, "by: 李四", []),
        (SUPERVISOR, "by: 钱九, entered_by: 张三", ["A15", "A18"]),
        (OUTSIDER, "by: 孙七, dept: 丙科", ["A12"]),
        (OUTSIDER, "by: 孙七, dept: 甲科, entered_by: 孙七", ["A12", "A15"]),
        (STRANGER, "by: 周八, dept: 甲科", ["A11", "A15"]),
    ],
)
def test_a_report_is_the_department_s_that_it_names(who: Who, said: str, wanted: list[str]) -> None:
    assert codes(who, reported(said)) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("by: 钱九, dept: 甲科", []),
        ("by: 张三", []),
        ("by: 钱九", ["A12"]),
        ("by: 赵六, dept: 乙科", ["A12"]),
        ("by: 钱九, dept: 甲科, entered_by: 李四", ["A12"]),
    ],
)
def test_a_liaison_takes_back_what_their_department_reported(said: str, wanted: list[str]) -> None:
    assert codes(LIAISON, PEOPLED, reported(said)) == wanted


def test_where_nobody_is_listed_it_cannot_be_asked() -> None:
    assert codes(STRANGER, reported("by: 周八, dept: 甲科", BASE), BASE) == []
    assert codes(STRANGER, remarked("by: 周八", BASE), BASE) == []


def test_whoever_mends_the_words_of_a_report_does_not_report() -> None:
    before = reported("by: 张三, dept: 甲科")

    mended = before.replace("note: 甲}", "note: 乙}")
    assert codes(SUPERVISOR, mended, before, reason="更正错字") == []
    assert codes(SUPERVISOR, mended, before) == ["A26"]
    moved = before.replace("dept: 甲科", "dept: 乙科")
    assert codes(SUPERVISOR, moved, before, reason="更正") == ["A15"]


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ("date: 2024-05-06, by: 张三, dept: 甲科, progress: 45, note: 甲乙", []),
        ("date: 2024-05-07, by: 张三, dept: 甲科, note: 甲", []),
        ("date: 2024-05-16, by: 张三, dept: 甲科, note: 乙", []),
        ("date: 2024-05-17, by: 张三, dept: 甲科, note: 甲", ["A19"]),
        ("date: 2024-05-05, by: 张三, dept: 甲科, note: 甲", ["A19"]),
        ("date: 2024-05-07, by: 钱九, dept: 甲科, note: 甲", ["A18", "A19"]),
        ("date: 2024-05-07, by: 张三, dept: 乙科, note: 甲", ["A15"]),
    ],
    ids=[
        *("words", "a day later", "ten days and words", "more days", "a day earlier"),
        *("another name", "another department"),
    ],
)
def test_who_corrects_their_own_report_weeks_later_breaks_no_rule(
    now: str, wanted: list[str]
) -> None:
    before = reported("by: 张三, dept: 甲科")
    after = before.replace("date: 2024-05-06, by: 张三, dept: 甲科, note: 甲", now)

    assert codes(LIAISON, after, before, day=date(2024, 7, 1)) == wanted


def test_nobody_corrects_a_report_to_a_day_that_is_still_to_come() -> None:
    before = reported("by: 张三, dept: 甲科")
    after = before.replace("date: 2024-05-06, by", "date: 2024-05-16, by")

    assert codes(LIAISON, after, before, day=date(2024, 5, 7)) == ["A19"]


def test_a_colleague_s_report_may_go_but_is_not_put_otherwise_in_their_name() -> None:
    before = reported("by: 钱九, dept: 甲科")

    assert codes(LIAISON, PEOPLED, before) == []
    assert codes(LIAISON, before.replace("note: 甲}", "note: 乙}"), before) == ["A18"]


def test_one_report_put_otherwise_makes_no_room_for_more() -> None:
    before, day = reported("by: 张三"), date(2024, 8, 1)
    line = next(line for line in before.splitlines(keepends=True) if "by: 张三" in line)
    two = before.replace(line, line.replace("note: 甲", "note: 乙") * 2)

    assert codes(LIAISON, two, before, day=day) == ["A19"]


def test_a_new_measure_brings_no_report_of_others() -> None:
    measure = (
        "          - {id: 1-5, kind: 一次性, title: 新, status: 推进中, "
        "updates: [{date: 2024-05-06, dept: 甲科, note: 甲}], "
        "remarks: [{date: 2024-05-06, by: 张三, kind: 提醒, text: 请抓紧}]}\n"
    )
    task = "      - id: '3'"

    assert codes(SUPERVISOR, change(PEOPLED, (task, f"{measure}{task}"))) == ["A15", "A17"]
    signed = measure.replace("dept: 甲科", "by: 张三")
    assert codes(SUPERVISOR, change(PEOPLED, (task, f"{signed}{task}"))) == ["A17", "A18"]


def test_a_supervisor_may_write_down_another_s_report_with_a_reason() -> None:
    assert codes(SUPERVISOR, reported("by: 张三"), reason="补录纸质台账") == []
    assert codes(LIAISON, reported("by: 钱九"), reason="补录纸质台账") == ["A18"]


def test_whoever_corrects_a_report_keeps_whose_and_of_which_day_it_is() -> None:
    before, day = reported("by: 张三, progress: 50"), date(2024, 8, 1)

    corrected = before.replace("progress: 50", "progress: 60")
    assert codes(LIAISON, corrected, before, day=day) == []
    assert codes(LIAISON, before.replace("by: 张三", "by: 钱九"), before) == ["A18"]
    assert codes(SUPERVISOR, before.replace("by: 张三", "by: 钱九"), before) == ["A18", "A26"]
    earlier = corrected.replace("2024-05-06", "2024-04-06")
    assert codes(LIAISON, earlier, before, day=day) == ["A19"]
    for who in (SUPPORTER, LEADER, OUTSIDER):
        assert codes(who, corrected, before) == ["A12"]


@pytest.mark.parametrize(
    ("who", "said", "wanted"),
    [
        (SUPERVISOR, "by: 李四", []),
        (SUPERVISOR, "kind: 督查意见", []),
        (SUPERVISOR, "by: 王五, kind: 批示", []),
        (SUPERVISOR, "by: 王五", ["A17"]),
        (SUPERVISOR, "by: 张三, kind: 批示", ["A17"]),
        (LEADER, "by: 王五, kind: 批示", []),
        (LEADER, "by: 王五", ["A16"]),
        (LEADER, "by: 李四, kind: 批示", ["A17"]),
        (OUTSIDER, "by: 孙七, kind: 提醒", []),
        (OUTSIDER, "by: 孙七, kind: 批示", ["A16"]),
        (LIAISON, "by: 张三", ["A16"]),
        (LIAISON, "by: 李四", ["A16", "A17"]),
        (STRANGER, "by: 周八, kind: 提醒", ["A11", "A17"]),
    ],
)
def test_a_remark_is_its_author_s_own_and_theirs_to_give(
    who: Who, said: str, wanted: list[str]
) -> None:
    assert codes(who, remarked(said)) == wanted


@pytest.mark.parametrize(
    ("who", "wanted"),
    [(OUTSIDER, []), (SUPERVISOR, ["A26"]), (LIAISON, ["A12"]), (LEADER, ["A12"])],
)
def test_a_remark_is_taken_back_by_whose_name_it_carries(who: Who, wanted: list[str]) -> None:
    assert codes(who, PEOPLED, remarked("by: 孙七, kind: 提醒")) == wanted
    with_reason = [code for code in wanted if code != "A26"]
    assert codes(who, PEOPLED, remarked("by: 孙七, kind: 提醒"), reason="有误") == with_reason


GONE = ("known_gaps: ['2']\n", "known_gaps: ['2']\n  retired: [1-1]\n")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (reported("by: 张三, dept: 甲科"), "1-1 连同别人的填报2条一起删去了"),
        (remarked("by: 孙七, kind: 提醒"), "1-1 连同别人的填报1条、提醒1条一起删去了"),
        (
            remarked("by: 王五, kind: 批示", reported("by: 张三")),
            "1-1 连同别人的填报2条、批示1条一起删去了",
        ),
        (reported("by: 钱九, dept: 甲科, entered_by: 李四"), "1-1 连同别人的填报1条一起删去了"),
        (remarked("by: 李四"), "1-1 连同别人的填报1条一起删去了"),
        (reported("by: 李四"), "1-1 连同别人的填报1条一起删去了"),
    ],
)
def test_what_others_said_does_not_go_with_its_item_for_no_reason(said: str, wanted: str) -> None:
    item = said[said.index("          - id: 1-1") : said.index("          - id: 1-2")]
    before, after = plan_of(said), plan_of(change(said, (item, ""), GONE))
    author = Actor(*SUPERVISOR, SUPERVISOR[1])
    found = judge(before, diff(before, after), Circumstances(author))

    told = [each.words for each in found if each.code == "A26"]
    assert told == [f"{wanted},没有写明 Plan-Reason"]
    assert judge(before, diff(before, after), Circumstances(author, "并入")) == ()


def test_nothing_is_remarked_on_what_is_closed() -> None:
    status = STATUS_OF_1_1.replace("推进中", "已销号")
    closed = change(PEOPLED, (STATUS_OF_1_1, status))
    remark = "            remarks: [{date: 2024-05-06, kind: 批示, text: 甲}]\n"

    assert codes(LEADER, closed.replace(status, status + remark), closed) == ["A12"]
