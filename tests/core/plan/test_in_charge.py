"""Who answers for an item by name: its own people, its task's, its departments'."""

import pytest
from led_plan import LED
from problem_cases import BASE
from reading import codes_of, miswrite, only_problem

from jimoplan.core.changes.items import each_named
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.in_charge import InCharge, find_leader, in_charge, leaders_of
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.vocabulary import find_field
from jimoplan.core.text.reading.load import load
from jimoplan.errors import AmbiguousNameError, UnknownNameError

OFFICE = "{name: 甲科, kind: 科室}"
LISTED = "people: [{name: 王五, email: wang@example.cn, role: 分管领导}]"
TITLE = "title: 规范行政应诉\n"


def plan_in(text: str) -> Plan:
    plan = load(text).plan
    assert plan
    return plan


def people(number: str, text: str = LED) -> InCharge:
    plan = plan_in(text)
    ((task, item),) = each_named(plan, [number])
    return in_charge(item, task, Departments(plan.departments))


@pytest.mark.parametrize(
    ("number", "leaders", "contacts"),
    [
        pytest.param("1", ("王五",), ("张三",), id="牵头部门的,不是配合部门的"),
        pytest.param("1-1", ("王五",), ("张三",), id="随任务的部门"),
        pytest.param("1-2", ("赵六",), (), id="举措自己的责任部门"),
        pytest.param("1-3", ("孙七",), ("张三",), id="举措自己写的"),
        pytest.param("2", ("王五", "赵六"), ("李四", "周八"), id="两个责任部门,任务自己的责任人"),
        pytest.param("2-1", ("王五", "赵六"), ("李四", "周八"), id="责任人随任务"),
        pytest.param("3", (), (), id="谁也没有写"),
    ],
)
def test_an_item_has_its_own_people_or_its_tasks_or_its_departments(
    number: str, leaders: tuple[str, ...], contacts: tuple[str, ...]
) -> None:
    assert people(number) == InCharge(leaders, contacts)


def test_a_tasks_own_leader_goes_before_the_department_of_a_measure() -> None:
    text = LED.replace("lead: [法治科]\n", "lead: [法治科]\n    leader: 吴九\n")

    assert people("1-2", text).leaders == ("吴九",)
    assert people("1-3", text).leaders == ("孙七",)


def test_a_leader_is_found_by_name_or_by_a_part_that_fits_nobody_else() -> None:
    plan = plan_in(LED.replace("leader: 孙七", "leader: 孙七副局长"))

    assert leaders_of(plan) == ("王五", "赵六", "孙七副局长")
    assert find_leader(plan, "赵六") == "赵六"
    assert find_leader(plan, "孙七") == "孙七副局长"


def test_a_leader_nobody_knows_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as unknown:
        find_leader(plan_in(LED), "王武")

    assert unknown.value.message == "没有叫“王武”的分管领导"
    assert unknown.value.remedy == "您是否想填 王五?"


def test_a_part_of_several_names_is_asked_about() -> None:
    with pytest.raises(AmbiguousNameError):
        find_leader(plan_in(LED.replace("leader: 孙七", "leader: 赵六六")), "赵")


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("wang@example.cn", "邮箱"),
        ("王五 <wang@example.cn>", "邮箱"),
        ("张三＠例", "邮箱"),
        ("0532-8888888", "电话"),
        ("张三 (0532) 8888-8888", "电话"),
        ("张三(８８８８８８８)", "电话"),
    ],
)
@pytest.mark.parametrize("key", ["leader", "contact"])
def test_an_address_or_a_number_is_no_name(key: str, written: str, what: str) -> None:
    for text in (
        miswrite(OFFICE, f"{{name: 甲科, kind: 科室, {key}: '{written}'}}", BASE),
        miswrite(TITLE, f"{TITLE}        {key}: '{written}'\n", BASE),
    ):
        problem = only_problem(text)
        assert problem.code == "E116"
        assert f"是{what},不是姓名" in problem.message


@pytest.mark.parametrize("name", ["王五", "王 五", "Li Si", "2号楼管理员", "张三、李四", "赵六123"])
def test_whatever_else_is_a_name(name: str) -> None:
    assert codes_of(miswrite(TITLE, f"{TITLE}        contact: {name}\n", BASE)) == []


def test_a_leader_who_is_not_on_the_lists_is_advice_at_his_place() -> None:
    text = miswrite(OFFICE, f"{{name: 甲科, kind: 科室, {LISTED}}}")
    text = miswrite(TITLE, f"{TITLE}        leader: 王五、王武\n", text)

    problem = only_problem(text)
    assert (problem.code, problem.message) == ("W340", "分管领导 王武 不在人员名单的分管领导里")
    assert problem.remedy.startswith("您是否想填 王五?")
    assert problem.source[problem.column - 1 :] == "王五、王武"


@pytest.mark.parametrize("people", ["", f", {LISTED.replace('分管领导', '督查')}"])
def test_where_no_list_names_a_leader_nothing_is_asked(people: str) -> None:
    text = miswrite(OFFICE, f"{{name: 甲科, kind: 科室, leader: 王武{people}}}")

    assert codes_of(text) == []


def test_the_title_of_a_key_means_that_key_before_what_people_call_others() -> None:
    assert find_field("责任人") == {"contact"}
    assert find_field("分管领导") == {"leader"}
    assert find_field("领导") == {"leader"}
