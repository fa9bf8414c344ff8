"""Taking back, told by values alone."""

from itertools import pairwise

from hypothesis import assume, given
from laws import dear_law
from pasts import past_of
from plan_texts import grown_plans
from problem_cases import BASE

from jimoplan.core.audit.taking_back import Deed, taken_along, unit_of
from jimoplan.core.changes.changes import Changes, Rename
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.patch import ClashError, patch
from jimoplan.core.changes.structure import rename_department
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

ME = ("张三", "zhang@example.cn")


def taken(before: Plan, changes: Changes, *led: Plan) -> set[str]:
    """The units that changes take back of the first step of a line of plans."""
    steps = list(pairwise(led))
    past = past_of(*((ME, old, new) for old, new in steps))
    taker = Deed("", frozenset(), before, changes)
    target = Deed("0", frozenset(), *steps[0][:1], diff(*steps[0]))
    units = [unit for unit in target.units if unit in taker.units]
    return {
        str(unit)
        for unit in units
        for deed in past.deeds_on(unit)
        if deed.commit == "0" and taken_along(taker, unit, deed, past.beside(deed, unit))
    }


@dear_law
@given(two=grown_plans(1, renaming=False))
def test_the_inverse_takes_all_back(two: list[Plan]) -> None:
    before, after = two
    made = Deed("0", frozenset(), before, diff(before, after))

    assert taken(after, diff(after, before), before, after) == set(map(str, made.units))


def test_a_renaming_is_taken_back_by_its_inverse_and_made_again_by_itself() -> None:
    before = load(BASE, with_advice=False).plan
    assert before
    after = patch(before, rename_department(before, "甲科", "丁科"))
    (unit,) = {unit_of(change) for change in diff(before, after) if isinstance(change, Rename)}

    assert str(unit) in taken(after, diff(after, before), before, after)
    assert str(unit) not in taken(after, diff(after, other_name(before)), before, after)


def other_name(plan: Plan) -> Plan:
    return patch(plan, rename_department(plan, "甲科", "戊科"))


@dear_law
@given(two=grown_plans(1))
def test_less_than_the_inverse_of_a_unit_takes_nothing_of_it_back(two: list[Plan]) -> None:
    before, after = two
    inverse = diff(after, before)
    assume(inverse)
    part = tuple(change for change in inverse[1:])
    lacking = unit_of(inverse[0])
    try:
        patch(after, part)
    except (ClashError, ValueError):
        assume(condition=False)

    assert lacking.order or str(lacking) not in taken(after, part, before, after)


@dear_law
@given(three=grown_plans(2, renaming=False))
def test_what_came_since_is_taken_back_as_well_or_nothing_is(three: list[Plan]) -> None:
    first, second, third = three
    made = Deed("0", frozenset(), first, diff(first, second))
    since = Deed("1", frozenset(), second, diff(second, third))
    back = diff(third, first)

    touched = {unit[:2] for unit in since.units}
    for unit in made.units:
        if unit[:2] not in touched and not unit.order:
            assert str(unit) in taken(third, back, first, second, third)


@dear_law
@given(two=grown_plans(1, renaming=False))
def test_what_is_made_again_takes_back_that_it_was_taken_back(two: list[Plan]) -> None:
    before, after = two
    past = past_of((ME, before, after), (ME, after, before))
    taker = Deed("", frozenset(), before, diff(before, after))

    for unit in taker.units:
        (undo, _) = past.deeds_on(unit)
        assert taken_along(taker, unit, undo, past.beside(undo, unit)) == (undo,)
