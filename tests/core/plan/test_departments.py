"""Which department is meant, and what groups stand for."""

import pytest

from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.model import Department
from jimoplan.errors import AmbiguousNameError, UnknownNameError


def group(name: str, *members: str) -> Department:
    return Department.model_validate({"name": name, "kind": "群组", "members": members})


def office(name: str, *aliases: str) -> Department:
    return Department.model_validate({"name": name, "kind": "科室", "aliases": aliases})


def all_of(*departments: Department) -> Departments:
    return Departments(departments)


BUREAU = all_of(
    office("复议应诉科", "复议科", "应诉科"),
    office("行政执法监督科", "执法监督科"),
    office("社区矫正工作科", "社矫科"),
    office("矫正科"),
    group("各科室", "复议应诉科", "行政执法监督科"),
    group("全局", "各科室", "社区矫正工作科"),
)


def initials(name: str) -> tuple[str, ...]:
    known = {"复": "f", "议": "y", "应": "y", "诉": "s", "科": "k", "矫": "j", "正": "z"}
    return tuple(known.get(character, "q") for character in name) if name != "矫正科" else JZK


JZK = ("j", "tz", "k")
"""A character that is read in two ways."""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("复议应诉科", "复议应诉科"),
        ("复议科", "复议应诉科"),
        (" 应诉科 ", "复议应诉科"),
        ("执法", "行政执法监督科"),
        ("矫正科", "矫正科"),
        ("fyysk", "复议应诉科"),
        ("FYYSK", "复议应诉科"),
        ("fyk", "复议应诉科"),
        ("jz", "矫正科"),
        ("JT", "矫正科"),
    ],
)
def test_a_department_is_found_by_name_alias_part_or_initials(written: str, meant: str) -> None:
    assert BUREAU.resolve(written, initials).name == meant


def test_a_part_of_several_names_is_ambiguous() -> None:
    with pytest.raises(AmbiguousNameError, match=r"社区矫正工作科、矫正科"):
        BUREAU.resolve("矫正")


@pytest.mark.parametrize("written", ["", " ", "财务处", "fyysk"])
def test_a_name_that_nobody_has_is_unknown(written: str) -> None:
    with pytest.raises(UnknownNameError):
        BUREAU.resolve(written)


def test_a_group_stands_for_the_members_of_its_groups_too() -> None:
    assert BUREAU.members("全局") == {"各科室", "复议应诉科", "行政执法监督科", "社区矫正工作科"}
    assert BUREAU.members("复议应诉科") == frozenset()
    assert BUREAU.members("没有的") == frozenset()


def test_the_groups_of_a_department_stand_in_the_order_of_the_plan() -> None:
    assert BUREAU.groups_of("复议应诉科") == ("各科室", "全局")
    assert BUREAU.groups_of("矫正科") == ()


@pytest.mark.parametrize(
    ("groups", "loops"),
    [
        ([group("甲", "乙"), group("乙", "丙")], []),
        ([group("甲", "甲")], [("甲", "甲")]),
        ([group("甲", "乙"), group("乙", "甲")], [("乙", "甲")]),
        ([group("甲", "乙", "丙"), group("乙", "丁"), group("丙", "丁"), group("丁")], []),
        (
            [group("入", "甲"), group("甲", "乙"), group("乙", "丙"), group("丙", "甲")],
            [("丙", "甲")],
        ),
        (
            [group("甲", "乙", "丙"), group("乙", "甲"), group("丙", "甲", "丙")],
            [("乙", "甲"), ("丙", "甲"), ("丙", "丙")],
        ),
    ],
    ids=["chain", "itself", "two", "diamond", "way in", "several"],
)
def test_each_loop_is_found_once(groups: list[Department], loops: list[tuple[str, str]]) -> None:
    assert list(all_of(*groups).loops()) == loops


def test_a_chain_of_groups_of_any_length_is_followed() -> None:
    chain = all_of(*(group(f"群{n}", f"群{n + 1}") for n in range(20_000)))

    assert len(chain.members("群0")) == 20_000
    assert list(chain.loops()) == []
    assert len(chain.groups_of("群20000")) == 20_000


def test_a_loop_of_groups_ends() -> None:
    loop = all_of(group("甲", "乙"), group("乙", "甲", "丙"))

    assert loop.members("甲") == {"甲", "乙", "丙"}
    assert loop.groups_of("甲") == ("甲", "乙")
