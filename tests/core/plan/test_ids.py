"""Tasks and measures by the ids that people type."""

import pytest
from problem_cases import BASE

from jimoplan.core.changes.items import each_named
from jimoplan.core.plan.ids import Name, find_by_id
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load
from jimoplan.errors import AmbiguousNameError, UnknownNameError, UsageError

LOADED = load(BASE, with_advice=False).plan
assert LOADED is not None
PLAN: Plan = LOADED


def find(written: str) -> str:
    ((_, item),) = each_named(PLAN, [written])
    return item.id


@pytest.mark.parametrize("written", [" 1-2 ", "１-２", "1—2", "举措1-2", "举措 1-2"])
def test_an_id_is_found_as_people_type_it(written: str) -> None:
    assert find(written) == "1-2"


def test_a_task_is_found_by_the_name_that_messages_give_it() -> None:
    assert find("任务 1") == find("任务1") == find("1") == "1"


def test_an_unknown_number_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="1-9") as refusal:
        find("1-9")
    assert refusal.value.remedy == "您是否想填 1-4、1-3、1-2?"


def test_a_measure_of_no_task_names_measures_of_the_nearest() -> None:
    known = dict.fromkeys(("1", "1-1", "2", "2-1", "2-2", "2-3"))
    with pytest.raises(UnknownNameError) as refusal:
        find_by_id(known, "9-9")
    assert refusal.value.remedy == "您是否想填 2-3、2-2、2-1?"


def test_a_number_that_the_published_plan_skips_is_said_to_be_one() -> None:
    (gap,) = PLAN.plan.known_gaps
    with pytest.raises(UsageError, match=f"公布文本没有编号 {gap},是已知缺号"):
        find(gap)


def test_a_retired_number_is_said_to_be_one_and_its_history_named() -> None:
    with pytest.raises(UsageError, match="编号 1-9 已停用") as refusal:
        find_by_id({"1-8": 1}, "举措1-9", retired=("1-9",))
    assert "jimoplan log 1-9" in str(refusal.value.remedy)


@pytest.mark.parametrize("written", ["8", "8-1", "八", "", "任务"])
def test_among_nothing_no_id_is_found(written: str) -> None:
    with pytest.raises(UnknownNameError):
        find_by_id({}, written)


TITLES = {"1": "应诉", "1-1": "制发应诉规则", "1-2": "指导应诉", "2": "2024年工作"}
NAMES = {number: Name(None, title) for number, title in TITLES.items()}


@pytest.mark.parametrize(
    ("written", "number"),
    [("应诉", "1"), ("规则", "1-1"), (" 指导应诉 ", "1-2"), ("1-1", "1-1"), ("任务2", "2")],
)
def test_a_title_or_the_only_one_with_a_part_will_do(written: str, number: str) -> None:
    assert find_by_id({known: known for known in TITLES}, written, names=NAMES) == number


def test_a_part_of_several_titles_names_them() -> None:
    known = {number: title for number, title in TITLES.items() if number != "1"}
    with pytest.raises(AmbiguousNameError, match="可以指 2 个事项:1-1 制发应诉规则、1-2 指导应诉"):
        find_by_id(dict(known), "应诉", names={n: NAMES[n] for n in known})


@pytest.mark.parametrize("written", ["2024", "9-9", "", "-", "没有"])
def test_figures_are_no_part_of_a_title(written: str) -> None:
    with pytest.raises(UnknownNameError):
        find_by_id({known: known for known in TITLES}, written, names=NAMES)


PRINTED = {
    "一-1": Name("1", "应诉"),
    "二-1": Name("1", "普法"),
    "二-2": Name("2", "调解"),
    "(一)": Name("(一)", "督察"),
}


def test_a_printed_number_will_do_where_only_one_has_it() -> None:
    known = {number: number for number in PRINTED}
    assert find_by_id(known, "２", names=PRINTED) == "二-2"
    assert find_by_id(known, "（一）", names=PRINTED) == "(一)"
    with pytest.raises(AmbiguousNameError, match="“1”可以指 2 个事项:一-1 应诉、二-1 普法"):
        find_by_id(known, "1", names=PRINTED)


def test_an_id_goes_before_a_printed_number() -> None:
    names = {"1": Name("2", "应诉"), "2": Name("1", "普法")}
    assert find_by_id({number: number for number in names}, "1", names=names) == "1"


def test_what_is_near_to_an_id_with_words_in_it_is_named() -> None:
    with pytest.raises(UnknownNameError) as refusal:
        find_by_id(dict.fromkeys(("一-1", "二-1", "办.2")), "二-3")
    assert refusal.value.nearest == ["二-1"]
