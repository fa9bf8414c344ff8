"""Whose duties are whose, what is asked for, and in which order it comes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.sections import find_section
from jimoplan.core.plan.words import Kind, Role, Status
from jimoplan.core.views.columns import find_columns
from jimoplan.core.views.duties import report_duties
from jimoplan.core.views.query import (
    Filter,
    Level,
    Row,
    TaskView,
    list_rows,
    view_duties,
    view_tasks,
)
from jimoplan.core.views.sorting import sort_rows
from jimoplan.core.views.views import report_overview
from jimoplan.errors import UnknownNameError, UsageError

DAY = date(2024, 6, 30)
NAMES = ("甲科", "乙科", "丙科", "科室组", "全局")
Owners = dict[str, list[str]]


def measure(number: str, **fields: object) -> dict[str, object]:
    return {"id": number, "kind": "一次性", "title": f"举措{number}", **fields}


def task(number: str, *measures: dict[str, object], **fields: object) -> dict[str, object]:
    return {"id": number, "title": f"任务{number}", "measures": measures, **fields}


def make_plan(*tasks: dict[str, object]) -> Plan:
    """A plan of three departments, a group of two of them, and a group of that group."""
    return Plan.model_validate(
        {
            "schema": "1",
            "plan": {
                "unit": "某局",
                "title": "要点",
                "period": {"start": "2024-01-01", "end": "2024-12-31"},
            },
            "departments": [
                *({"name": name, "kind": "科室"} for name in NAMES[:3]),
                {"name": "科室组", "kind": "群组", "members": ["甲科", "乙科"]},
                {"name": "全局", "kind": "群组", "members": ["科室组", "丙科"]},
            ],
            "sections": [{"number": "一", "title": "法治建设", "tasks": tasks}],
        }
    )


def duties(plan: Plan, name: str) -> list[tuple[str, Role | None, str | None, list[str]]]:
    views = view_duties(views_of(plan), assess(plan, DAY), name)
    return [
        (view.row.task.id, view.row.role, view.row.via, [row.item.id for row in view.measures])
        for view in views
    ]


def views_of(plan: Plan) -> tuple[TaskView, ...]:
    return view_tasks(plan, assess(plan, DAY))


def rows_of(plan: Plan, level: Level = Level.TASK) -> tuple[Row, ...]:
    return list_rows(views_of(plan), level)


def ids(rows: tuple[Row, ...]) -> list[str]:
    return [row.item.id for row in rows]


def test_measures_come_with_their_task_and_inherit_its_owners() -> None:
    plan = make_plan(task("1", measure("1-1"), measure("1-2"), lead=["甲科"]))

    assert duties(plan, "甲科") == [("1", Role.LEAD, None, ["1-1", "1-2"])]
    assert duties(plan, "丙科") == []


def test_a_measure_with_owners_of_its_own_belongs_to_nobody_else() -> None:
    plan = make_plan(task("1", measure("1-1", responsible=["乙科"]), measure("1-2"), lead=["甲科"]))

    assert duties(plan, "甲科") == [("1", Role.LEAD, None, ["1-2"])]
    assert duties(plan, "乙科") == [("1", Role.RESPONSIBLE, None, ["1-1"])]


def test_a_duty_in_some_measures_only_says_in_which() -> None:
    plan = make_plan(task("1", measure("1-1", responsible=["乙科"]), measure("1-2"), lead=["甲科"]))
    (own,) = view_duties(views_of(plan), assess(plan, DAY), "乙科")
    (role,) = find_columns(("role",))

    assert own.row.part == ("1-1",)
    assert role.text(own.row) == "责任(仅1-1)"


def test_a_task_with_both_sorts_of_duty_counts_as_own() -> None:
    plan = make_plan(
        task("1", measure("1-1", responsible=["甲科"]), measure("1-2"), lead=["科室组"])
    )
    told = report_duties(plan, assess(plan, DAY), plan.departments[0])

    assert (told.tasks.total, len(told.through_groups), told.only_through_groups) == (1, 1, 0)


def test_a_group_reaches_its_members_but_not_whom_the_clause_names_itself() -> None:
    plan = make_plan(task("1", lead=["甲科"], support=["科室组"]))

    assert duties(plan, "甲科") == [("1", Role.LEAD, None, [])]
    assert duties(plan, "乙科") == [("1", Role.SUPPORT, "科室组", [])]


def test_a_group_of_groups_reaches_everybody_within() -> None:
    plan = make_plan(task("1", responsible=["全局"]))

    assert [duties(plan, name)[0][2] for name in NAMES[:4]] == ["全局"] * 4


def test_what_is_a_departments_own_stands_apart_from_what_a_group_brings() -> None:
    plan = make_plan(
        task("1", measure("1-1", responsible=["甲科"]), measure("1-2"), lead=["科室组"])
    )

    assert duties(plan, "甲科") == [
        ("1", Role.RESPONSIBLE, None, ["1-1"]),
        ("1", Role.LEAD, "科室组", ["1-2"]),
    ]


OWNERS = st.fixed_dictionaries(
    {},
    optional={
        role: st.lists(st.sampled_from(NAMES), unique=True, max_size=3)
        for role in ("lead", "responsible", "support")
    },
)


@given(st.lists(st.tuples(OWNERS, st.lists(OWNERS, max_size=3)), max_size=4))
def test_the_overview_counts_what_each_department_is_told(
    clauses: list[tuple[Owners, list[Owners]]],
) -> None:
    plan = make_plan(
        *(
            task(f"{n}", *(measure(f"{n}-{m}", **own) for m, own in enumerate(owns, 1)), **owners)
            for n, (owners, owns) in enumerate(clauses, 1)
        )
    )
    assessment = assess(plan, DAY)

    for counted in report_overview(plan, assessment).departments:
        told = report_duties(plan, assessment, counted.department)
        assert counted.own == told.tasks
        assert counted.through_groups == told.only_through_groups


MIXED = make_plan(
    task(
        "1",
        measure("1-1", kind="常态化", text="开展普法宣传"),
        measure("1-2", due="2024-03-31", status="推进中"),
        lead=["甲科"],
        status="推进中",
    ),
    task("2", measure("2-1", due="2024-05-31", status="已完成"), responsible=["乙科"]),
    task("3", measure("3-1", due="2024-09-30"), support=["丙科"]),
)


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        (Filter(), ["1-1", "1-2", "2-1", "3-1"]),
        (Filter(roles=frozenset({Role.LEAD, Role.SUPPORT})), ["1-1", "1-2", "3-1"]),
        (Filter(sections=frozenset({"二"})), []),
        (Filter(statuses=frozenset({Status.NOT_STARTED})), ["1-1", "3-1"]),
        (Filter(kinds=frozenset({Kind.CONTINUOUS})), ["1-1"]),
        (Filter(overdue=True), ["1-2"]),
        (Filter(due_before=date(2024, 9, 30)), ["1-2", "2-1"]),
        (Filter(text="普法"), ["1-1"]),
        (Filter(text="普法", statuses=frozenset({Status.IN_PROGRESS})), []),
    ],
    ids=[
        "all",
        "roles",
        "section",
        "status",
        "kind",
        "overdue",
        "due before",
        "text",
        "text and status",
    ],
)
def test_conditions_choose_among_measures(condition: Filter, wanted: list[str]) -> None:
    rows = rows_of(MIXED, Level.MEASURE)

    assert ids(tuple(filter(condition.wants, rows))) == wanted


def test_a_task_is_found_by_what_its_measures_say_and_are() -> None:
    wanted = Filter(text="普法宣传", kinds=frozenset({Kind.CONTINUOUS}))

    assert ids(tuple(filter(wanted.wants, rows_of(MIXED)))) == ["1"]


@pytest.mark.parametrize(
    ("keys", "order"),
    [
        ((), ["1-1", "1-2", "2-1", "3-1"]),
        (("due",), ["1-2", "2-1", "3-1", "1-1"]),
        (("-due",), ["1-1", "3-1", "2-1", "1-2"]),
        (("status",), ["1-1", "3-1", "1-2", "2-1"]),
        (("status", "-due"), ["1-1", "3-1", "1-2", "2-1"]),
        (("-status", "due"), ["2-1", "1-2", "3-1", "1-1"]),
        (("light",), ["1-2", "1-1", "3-1", "2-1"]),
    ],
)
def test_rows_are_sorted_by_several_keys_and_equals_stay_in_the_plans_order(
    keys: tuple[str, ...], order: list[str]
) -> None:
    assert ids(sort_rows(rows_of(MIXED, Level.MEASURE), keys)) == order


def test_an_unknown_sort_key_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError) as refusal:
        sort_rows((), ("due", "颜色"))

    assert "颜色" in refusal.value.message
    assert "due" in refusal.value.remedy


@pytest.mark.parametrize("written", ["一", "1", "法治"])
def test_a_section_is_found_by_number_and_by_part_of_its_title(written: str) -> None:
    assert find_section(MIXED, written).number == "一"


@pytest.mark.parametrize("written", ["二", "", "没有"])
def test_a_section_that_is_not_there_is_refused(written: str) -> None:
    with pytest.raises(UnknownNameError):
        find_section(MIXED, written)


def test_no_percentage_is_told_as_such_in_a_table_too() -> None:
    fields = {"kind": "指标", "target_text": "与经济增长同步"}
    (row,) = rows_of(make_plan(task("1", measure("1-1", **fields))), Level.MEASURE)

    (progress,) = find_columns(("progress",))
    assert (progress.value(row), progress.text(row)) == (None, "—")


def test_the_printed_number_and_where_an_item_came_from_are_columns() -> None:
    came = {"plan": "2023年工作要点", "id": "7"}
    plan = make_plan({**task("1", measure("1-1"), carried_from=came), "number": "(一)"})
    (row,) = rows_of(plan, Level.TASK)
    (new,) = rows_of(plan, Level.MEASURE)

    columns = find_columns(("印出的序号", "上年结转"))
    assert [column.key for column in columns] == ["number", "carried_from"]
    assert [column.text(row) for column in columns] == ["(一)", "2023年工作要点 7"]
    assert [column.text(new) for column in columns] == ["", ""]
