"""Milestones that both sides changed: united where both only add, else asked about."""

from problem_cases import BASE
from reading import miswrite

from jimoplan.core.changes.items import items_by_id
from jimoplan.core.changes.renaming import rename_departments
from jimoplan.core.merge.merge import merge
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

DUE = "            due: 2024-06-30\n"
MARCH = "{due: 2024-03, text: 招标}"
APRIL = MARCH.replace("03", "04")
MAY = MARCH.replace("03", "05")


def plan_of(*milestones: str) -> Plan:
    """1-1 with these milestones."""
    written = f"            milestones: [{', '.join(milestones)}]\n" if milestones else ""
    loaded = load(miswrite(DUE, DUE + written, BASE), with_advice=False)
    assert loaded.plan is not None, loaded.problems
    return loaded.plan


def test_what_both_sides_add_stands_together() -> None:
    merged = merge(plan_of(), plan_of(APRIL), plan_of(MAY))

    assert merged.conflicts == ()
    found = {str(each.due) for each in items_by_id(merged.plan)["1-1"].milestones}
    assert found == {"2024-04", "2024-05"}


def test_one_that_both_sides_moved_is_a_conflict_and_not_two() -> None:
    ours, theirs = plan_of(APRIL), plan_of(MAY)
    merged = merge(plan_of(MARCH), ours, theirs)

    assert [conflict.reason for conflict in merged.conflicts] == ["两边都改了节点"]
    assert (merged.plan, merged.other) == (ours, theirs)


def test_one_that_a_side_removed_and_the_other_changed_is_a_conflict() -> None:
    merged = merge(plan_of(MARCH), plan_of(), plan_of(MARCH.replace("招标", "招标完")))

    assert [conflict.reason for conflict in merged.conflicts] == ["两边都改了节点"]


def test_what_one_side_alone_changed_is_taken() -> None:
    assert merge(plan_of(MARCH), plan_of(MARCH), plan_of(APRIL)).plan == plan_of(APRIL)


def test_a_department_renamed_is_so_in_the_reports_of_a_task_without_measures() -> None:
    task = "        title: 办理行政复议\n"
    reported = (
        f"{task}        status: 推进中\n        updates: [{{date: 2024-03-01, dept: 乙科}}]\n"
    )
    loaded = load(miswrite(task, reported, BASE), with_advice=False)
    assert loaded.plan is not None

    renamed = items_by_id(rename_departments(loaded.plan, {"乙科": "新科"}))["3"]

    assert [update.dept for update in renamed.updates] == ["新科"]
