"""How 督查 readies the plan in January: people, thresholds, deadlines, what is to be counted."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from jimoplan.core.changes.items import items_by_id, replace_items
from jimoplan.core.demo.chance import Chance
from jimoplan.core.demo.figures import ADDED, RATE, RATE_DEFINITION
from jimoplan.core.demo.people import SUPERVISOR, change_liaison, list_people
from jimoplan.core.demo.results import CALLED_OFF, RESULTS
from jimoplan.core.demo.step import Step, at_work, set_field
from jimoplan.core.plan.model import Measure, Plan, Task

REGISTERED = date(2024, 1, 2)
_PEOPLE = date(2024, 1, 3)
_POLICY = date(2024, 1, 4)
_DEADLINES = (5, 5, 8, 8, 9, 9, 9)
"""The days of January on which the sections get their deadlines."""
_COUNTED = date(2024, 1, 10)
_LEAD = date(2024, 1, 11)
_REPLACED = date(2024, 9, 10)
_CALLED_OFF_DUE = date(2024, 9, 30)


def tell_beginning(plan: Plan, chance: Chance) -> Iterator[Step]:
    """The steps of the first days, and the liaison who is replaced in September."""

    def supervise(
        day: date, asked: tuple[str, ...], make: Callable[[Plan], Plan], why: str = ""
    ) -> Step:
        return Step(at_work(day, chance), SUPERVISOR, asked, make, why)

    yield supervise(_PEOPLE, (), list_people, "局长办公会确定的联络员和分管领导名单")
    yield supervise(_POLICY, (), _loosen)
    for section, day in zip(plan.sections, _DEADLINES, strict=True):
        ids = tuple(m.id for task in section.tasks for m in task.measures if m.id in _DUE)
        make = partial(_set_deadlines, ids=ids)
        yield supervise(date(2024, 1, day), ids, make)
    define = partial(set_field, number=RATE, definition=RATE_DEFINITION)
    yield supervise(_COUNTED, (RATE,), define)
    for measure in ADDED:
        yield supervise(_COUNTED, (measure.id,), partial(_add, measure=measure))
    lead = partial(
        set_field,
        number="9",
        lead=("复议应诉科",),
        responsible=("行政执法监督科",),
        clause="(责任部门:复议应诉科、行政执法监督科)",
    )
    yield supervise(_LEAD, ("9",), lead, "局长办公会明确由复议应诉科牵头")
    yield supervise(_REPLACED, (), change_liaison, "普法和宣传信息科联络员调整")


_DUE = {result.id: result.due for result in RESULTS} | {CALLED_OFF[0]: _CALLED_OFF_DUE}


def _loosen(plan: Plan) -> Plan:
    """Reports are due every other month here."""
    return plan.model_copy(update={"policy": plan.policy.model_copy(update={"stale": 60})})


def _set_deadlines(plan: Plan, ids: tuple[str, ...]) -> Plan:
    items = items_by_id(plan)
    return replace_items(
        plan, {number: items[number].model_copy(update={"due": _DUE[number]}) for number in ids}
    )


def _add(plan: Plan, measure: Measure) -> Plan:
    task = items_by_id(plan)[measure.id.partition("-")[0]]
    if not isinstance(task, Task):
        return plan
    sections = tuple(
        section.model_copy(
            update={
                "tasks": tuple(
                    each.model_copy(update={"measures": (*each.measures, measure)})
                    if each is task
                    else each
                    for each in section.tasks
                )
            }
        )
        for section in plan.sections
    )
    return plan.model_copy(update={"sections": sections})
