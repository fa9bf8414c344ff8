"""What two sides did to an item's clock: paused it, resumed it, finished it."""

from problem_cases import BASE
from reading import miswrite

from jimoplan.core.changes.items import items_by_id
from jimoplan.core.merge.merge import merge
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

STATUS = "            due: 2024-06-30\n            status: 推进中\n"
PAUSED = STATUS.replace("推进中", "暂缓") + "            reason: 等批复\n"
BEGUN = "            suspensions:\n              - {since: 2024-04-01, reason: 等批复}\n"


def plan_of(clock: str) -> Plan:
    """1-1 with another status and clock."""
    loaded = load(miswrite(STATUS, clock, BASE), with_advice=False)
    assert loaded.plan is not None, loaded.problems
    return loaded.plan


ENDED = STATUS + BEGUN.replace(", reason", ", until: 2024-04-09, reason")


def test_pauses_of_both_sides_stand_in_order() -> None:
    one = plan_of(ENDED)
    other = plan_of(ENDED.replace("04-01", "05-01").replace("04-09", "05-06"))
    merged, turned = merge(plan_of(STATUS), one, other), merge(plan_of(STATUS), other, one)

    assert merged.conflicts == ()
    assert merged.plan == turned.plan
    days = [str(pause.since) for pause in items_by_id(merged.plan)["1-1"].suspensions]
    assert days == ["2024-04-01", "2024-05-01"]


def test_paused_by_one_and_finished_by_the_other_mixes_nothing() -> None:
    paused = plan_of(PAUSED + BEGUN)
    done = STATUS.replace("推进中", "已完成") + "            finished: 2024-05-06\n"
    merged = merge(plan_of(STATUS), paused, plan_of(done))

    assert [conflict.field for conflict in merged.conflicts] == [
        *("status", "reason", "suspensions", "finished"),
    ]
    assert (merged.plan, merged.other) == (paused, plan_of(done))


def test_who_approved_goes_with_what_was_approved() -> None:
    cancelled = PAUSED.replace("暂缓", "已取消") + "            approved_by: 王五\n"
    merged = merge(plan_of(STATUS), plan_of(cancelled), plan_of(PAUSED + BEGUN))

    assert (merged.plan, merged.other) == (plan_of(cancelled), plan_of(PAUSED + BEGUN))
