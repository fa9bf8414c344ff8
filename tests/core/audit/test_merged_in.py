"""Who answers for what a merge brings."""

from datetime import date

import pytest
from audited import (
    DONE,
    LEADER,
    LIAISON,
    OUTSIDER,
    PEOPLED,
    STATUS_OF_1_1,
    SUPERVISOR,
    SUPPORTER,
    UPDATE_OF_1_1,
    change,
    listed,
)
from problem_cases import BASE

from jimoplan.core.audit.merged_in import Hand, judge_brought
from jimoplan.core.audit.trail import Side
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.diff import diff
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

Who = tuple[str, str]
MERGER = Hand((OUTSIDER[1],))


def to(before: Plan, brought: Changes, *common: Plan) -> Side:
    """The side of a merge that something is brought to."""
    return Side(before, brought, (), brought, common=common)


def plan_of(text: str) -> Plan:
    plan = load(text, with_advice=False).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    ("first", "last", "rules"),
    [(OUTSIDER, LIAISON, []), (LIAISON, OUTSIDER, ["A14"])],
    ids=["who may was last", "who may not was last"],
)
def test_whoever_made_a_change_last_answers_for_it(first: Who, last: Who, rules: list[str]) -> None:
    before = plan_of(PEOPLED)
    report = f"{UPDATE_OF_1_1}              - {{date: 2024-05-06, by: 张三, progress: 60}}\n"
    brought = diff(before, plan_of(change(PEOPLED, (UPDATE_OF_1_1, report))))
    hands = [Hand((first[1],), brought), Hand((last[1],), brought)]

    assert [v.code for v in judge_brought(to(before, brought), hands, MERGER)] == rules


def test_what_is_brought_to_a_plan_that_names_nobody_is_not_held_to_any_list() -> None:
    before = plan_of(BASE)
    brought = diff(before, plan_of(change(BASE, ("behind: 15", "behind: 20"))))

    assert list(judge_brought(to(before, brought), [Hand((OUTSIDER[1],), brought)], MERGER)) == []


def test_work_stopped_and_taken_up_again_comes_in_as_one() -> None:
    status = STATUS_OF_1_1.replace("推进中", "暂缓") + "            reason: 等\n"
    paused, ended = (
        f"            suspensions: [{{since: 2024-04-01{until}, reason: 等, approved_by: 王五}}]\n"
        for until in ("", ", until: 2024-05-06")
    )
    texts = [
        PEOPLED,
        change(PEOPLED, (STATUS_OF_1_1, status + paused)),
        change(PEOPLED, (STATUS_OF_1_1, STATUS_OF_1_1 + ended)),
    ]
    before, stopped, after = map(plan_of, texts)
    brought, liaison = diff(before, after), (LIAISON[1],)
    hands = [Hand(liaison, diff(before, stopped)), Hand(liaison, diff(stopped, after))]

    assert list(judge_brought(to(before, brought), hands, MERGER)) == []
    at_once = [Hand(liaison, brought)]
    assert list(judge_brought(to(before, brought), at_once, MERGER)) == []


FORMER = ("郑十", "zheng@example.cn")
NEWCOMER = ("新人", "new@example.cn")


@pytest.mark.parametrize(
    ("admits", "rules"),
    [(SUPERVISOR, []), (LIAISON, ["A14", "A14"]), (FORMER, ["A14", "A14"])],
    ids=["who may", "who may not", "who may no more"],
)
def test_who_is_admitted_along_with_their_work_is_on_the_list(
    admits: Who, rules: list[str]
) -> None:
    listing = f"      - {listed(LIAISON, '联络员')}\n"
    report = "              - {date: 2024-05-06, by: 新人, dept: 甲科, note: 供材料}\n"
    admitted = change(PEOPLED, (listing, f"{listing}      - {listed(NEWCOMER, '联络员')}\n"))
    worked = change(admitted, (UPDATE_OF_1_1, UPDATE_OF_1_1 + report))
    before, listing_only, after = map(plan_of, (PEOPLED, admitted, worked))
    hands = [
        Hand((admits[1],), diff(before, listing_only)),
        Hand((NEWCOMER[1],), diff(listing_only, after)),
    ]

    found = judge_brought(to(before, diff(before, after)), hands, MERGER)

    assert [violation.code for violation in found] == rules


def test_whom_this_side_dismissed_is_not_admitted_by_being_listed_again_as_before() -> None:
    listing = f"      - {listed(LIAISON, '联络员')}\n"
    report = "              - {date: 2024-05-06, by: 新人, dept: 甲科, note: 供材料}\n"
    as_liaison, as_leader = (
        change(PEOPLED, (listing, f"{listing}      - {listed(NEWCOMER, duty)}\n"))
        for duty in ("联络员", "分管领导")
    )
    texts = [PEOPLED, as_liaison, as_leader]
    before, parted, otherwise = map(plan_of, texts)
    (said,) = diff(before, plan_of(change(PEOPLED, (UPDATE_OF_1_1, UPDATE_OF_1_1 + report))))
    supervisor, newcomer = (SUPERVISOR[1],), (NEWCOMER[1],)

    def judge(listing: Changes, *common: Plan) -> list[str]:
        hands = [Hand(supervisor, listing), Hand(newcomer, (said,))]
        return [v.code for v in judge_brought(to(before, (said,), *common), hands, MERGER)]

    assert judge(diff(before, parted)) == judge(diff(before, parted), before) == []
    assert judge(diff(before, parted), parted) == ["A14"]
    assert judge(diff(before, parted), otherwise) == []


REVIEWED = (
    "            reviews: [{date: 2024-05-06, result: 销号, "
    "submitted_by: 张三 <zhang@example.cn>, by: 王五 <wang@example.cn>}]\n"
)
CLOSED = STATUS_OF_1_1.replace("推进中", "已销号") + REVIEWED


def test_what_was_reported_and_then_approved_comes_in_as_one() -> None:
    reported = f"{DONE}            submitted_by: 张三 <zhang@example.cn>\n"
    texts = [PEOPLED, *(change(PEOPLED, (STATUS_OF_1_1, now)) for now in (reported, CLOSED))]
    before, done, closed = map(plan_of, texts)
    hands = [Hand((LIAISON[1],), diff(before, done)), Hand((LEADER[1],), diff(done, closed))]

    assert list(judge_brought(to(before, diff(before, closed)), hands, MERGER)) == []
    alone = [Hand((LEADER[1],), diff(before, closed))]
    assert {v.code for v in judge_brought(to(before, diff(before, closed)), alone, MERGER)} == {
        "A14"
    }


def test_the_day_of_work_that_another_side_returned_comes_in_with_the_approval_alone() -> None:
    finished = "            finished: 2024-05-06\n"
    texts = (
        change(PEOPLED, (STATUS_OF_1_1, f"{DONE}{finished}")),
        change(PEOPLED, (STATUS_OF_1_1, f"{CLOSED}{finished}")),
        change(PEOPLED, (STATUS_OF_1_1, f"{STATUS_OF_1_1}{finished}")),
    )
    done, closed, day_only, returned = map(plan_of, (*texts, PEOPLED))
    hands = [Hand((LEADER[1],), diff(done, closed))]

    def found(after: Plan) -> list[str]:
        return [v.code for v in judge_brought(to(returned, diff(returned, after)), hands, MERGER)]

    assert found(closed) == []
    assert found(day_only) == ["A14"]


@pytest.mark.parametrize(
    ("day", "rules"),
    [(date(2024, 5, 16), []), (date(2024, 5, 17), ["A14"])],
    ids=["in time", "too late"],
)
def test_what_was_said_before_one_had_to_know_that_the_other_side_closed_it_comes_in(
    day: date, rules: list[str]
) -> None:
    """The item was closed on 6 May; things may be recorded ten days late."""
    closed = change(PEOPLED, (STATUS_OF_1_1, CLOSED))
    report = "              - {date: 2024-05-06, by: 赵六, dept: 乙科, note: 供材料}\n"
    before, after = map(plan_of, (closed, change(closed, (UPDATE_OF_1_1, UPDATE_OF_1_1 + report))))
    hands = [Hand((SUPPORTER[1],), diff(before, after), day=day)]

    for merger in (MERGER, Hand((SUPPORTER[1],), day=date(2024, 5, 6))):
        found = judge_brought(to(before, diff(before, after)), hands, merger)
        assert [violation.code for violation in found] == rules


def test_of_two_ends_of_a_pause_one_gives_way_if_who_wrote_the_other_may() -> None:
    """Both sides took the work up again, one on 6 May, the other on 8 May."""
    pauses = (
        f"            suspensions: [{{since: 2024-04-01, until: 2024-05-0{day}, "
        "reason: 等, approved_by: 王五}]\n"
        for day in (6, 8)
    )
    before, after = (
        plan_of(change(PEOPLED, (STATUS_OF_1_1, STATUS_OF_1_1 + pause))) for pause in pauses
    )
    brought = diff(before, after)

    for who, rules in ((LIAISON, []), (SUPPORTER, ["A14"])):
        hands = [Hand((who[1],), diff(plan_of(PEOPLED), after))]
        found = judge_brought(to(before, brought), hands, MERGER)
        assert [violation.code for violation in found] == rules
