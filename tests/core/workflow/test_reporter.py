"""Whose report it is: by the plan's people, or by the department that was named."""

import pytest
from audited import LEADER, LIAISON, OUTSIDER, PEOPLED, STRANGER, SUPERVISOR, SUPPORTER, change
from problem_cases import BASE

from jimoplan.core.changes.items import each_named
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.text.reading.load import load
from jimoplan.core.workflow.reporter import Filed, NotOwnerError, Reporter, file_report
from jimoplan.errors import UsageError

BOTH = change(
    PEOPLED,
    (
        "      - {name: 孙七, email: sun@example.cn, role: 联络员}\n",
        (
            "      - {name: 孙七, email: sun@example.cn, role: 联络员}\n"
            "      - {name: 张三, email: zhang@example.cn, role: 联络员}\n"
        ),
    ),
)
"""张三 is 联络员 of 甲科 and 丙科."""


def plan_of(text: str) -> Plan:
    plan = load(text, with_advice=False).plan
    assert plan is not None
    return plan


def filed(
    who: tuple[str, str],
    number: str = "1-1",
    text: str = PEOPLED,
    department: str | None = None,
    by: str | None = None,
) -> Filed:
    plan = plan_of(text)
    ((task, item),) = each_named(plan, [number])
    assert isinstance(item, Measure)
    update = Update.model_validate({"date": "2024-05-06", "by": by or who[0], "note": "甲"})
    return file_report(plan, task, item, update, Reporter(*who, department, by))


def whose(found: Filed) -> tuple[str | None, str | None, str | None]:
    return found.update.dept, found.update.by, found.update.entered_by


def test_a_liaison_reports_for_the_department_that_has_the_item() -> None:
    assert whose(filed(LIAISON)) == ("甲科", "张三", None)
    assert whose(filed(LIAISON, text=BOTH)) == ("甲科", "张三", None)
    assert filed(LIAISON).notes == ()


def test_the_case_of_the_address_does_not_matter() -> None:
    assert whose(filed((LIAISON[0], "Zhang@Example.CN")))[0] == "甲科"


def test_where_several_of_theirs_have_the_item_one_is_to_be_named() -> None:
    shared = change(BOTH, ("lead: [甲科]", "lead: [甲科]\n        responsible: [丙科]"))
    with pytest.raises(UsageError) as refused:
        filed(LIAISON, text=shared)

    assert "张三 是甲科、丙科的联络员" in refused.value.message
    assert "--dept 甲科" in (refused.value.remedy or "")
    assert whose(filed(LIAISON, text=shared, department="丙科")) == ("丙科", "张三", None)


def test_one_that_owns_comes_before_one_that_supports() -> None:
    supporting = change(BOTH, ("lead: [甲科]", "lead: [丙科]"))

    assert whose(filed(LIAISON, text=supporting))[0] == "丙科"


def test_a_supporter_reports_in_its_own_name_and_is_told_what_that_means() -> None:
    found = filed(SUPPORTER)

    assert whose(found) == ("乙科", "赵六", None)
    assert "不算责任部门的填报" in "".join(found.notes)


@pytest.mark.parametrize("who", [SUPERVISOR, LEADER, OUTSIDER, STRANGER])
def test_whoever_has_no_part_in_the_item_hears_of_both_ways(who: tuple[str, str]) -> None:
    with pytest.raises(NotOwnerError) as refused:
        filed(who)

    assert "由甲科负责、各科室配合" in refused.value.message
    assert "jimoplan remark 1-1" in (refused.value.remedy or "")
    assert "--dept 部门" in (refused.value.remedy or "")


def test_a_supervisor_enters_what_a_department_reported() -> None:
    found = filed(SUPERVISOR, department="甲科", by="钱九")

    assert whose(found) == ("甲科", "钱九", "李四")
    assert found.notes == ()


def test_a_supervisor_does_not_pass_for_the_one_who_reported() -> None:
    found = filed(SUPERVISOR, department="甲科")

    assert whose(found) == ("甲科", None, "李四")
    assert "没有写填报人(--by)" in "".join(found.notes)


def test_whoever_enters_is_called_as_the_list_has_it() -> None:
    assert whose(filed(("li", SUPERVISOR[1]), department="甲科", by="钱九"))[2] == "李四"


def test_whoever_enters_for_others_without_being_supervisor_is_warned() -> None:
    found = filed(OUTSIDER, department="甲科", by="张三")

    assert whose(found) == ("甲科", "张三", "孙七")
    assert "无权代录" in "".join(found.notes)


def test_a_department_without_part_in_the_item_reports_nothing() -> None:
    with pytest.raises(UsageError, match="举措 1-1 由甲科负责、各科室配合,不是丙科的"):
        filed(SUPERVISOR, department="丙科")


def test_a_plan_that_lists_nobody_writes_no_department_down_unless_it_is_named() -> None:
    assert whose(filed(STRANGER, text=BASE)) == (None, "周八", None)
    assert whose(filed(STRANGER, text=BASE, department="甲科")) == ("甲科", "周八", None)
    assert whose(filed(STRANGER, text=BASE, department="甲科", by="张三")) == (
        *("甲科", "张三"),
        "周八",
    )
