"""Every verb that changes a plan, done at random to whatever a text says."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from chance import Chance
from plan_texts import LONG, WORDS

from jimoplan.core.changes.changes import (
    ROOT,
    Changes,
    Ref,
    Subject,
)
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id, replace_items
from jimoplan.core.changes.outline import outline
from jimoplan.core.changes.renaming import rename_departments
from jimoplan.core.changes.structure import (
    Spot,
    add_item,
    move_item,
    next_measure_id,
    next_task_id,
    remove_item,
    rename_department,
    rename_section,
)
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Department, Plan, Section
from jimoplan.core.plan.records import Remark, Review, ReviewedFile, Update
from jimoplan.core.plan.traverse import each_leaf
from jimoplan.core.plan.words import Kind, Status, Verdict
from jimoplan.core.workflow.record import ProgressEntry, record_progress, review_item
from jimoplan.core.workflow.remarks import add_remark
from jimoplan.errors import UsageError

TODAY = date(2024, 7, 1)
WHO = "张三 <zhang@example.cn>"

T = TypeVar("T")
Made = Plan | Changes
"""What a verb makes: the plan after it, or what it changes."""


class Doing(NamedTuple):
    """What a verb makes of a plan: the changes, and the plan that they shall come to."""

    verb: str
    changes: Changes


def do(verb: str, plan: Plan, chance: Chance) -> Doing | None:
    """The verb done to some item of a plan; None where it cannot be done to that one."""
    try:
        made = VERBS[verb](plan, chance)
    except UsageError:
        return None
    changes = diff(plan, made) if isinstance(made, Plan) else made
    return Doing(verb, changes) if changes else None


def _day(chance: Chance) -> date:
    return TODAY - timedelta(days=chance.choice((0, 1, 2, 30, 60, 90)))


def _pick(plan: Plan, chance: Chance, *statuses: Status) -> str:
    """The id of some item in one of the statuses; raises UsageError where there is none."""
    items = items_by_id(plan).items()
    found = [number for number, item in items if not statuses or item.status in statuses]
    return _choose(found, chance)


def _pick_leaf(plan: Plan, chance: Chance, kind: Kind | None = None) -> str:
    """The same of what may be reported on: a measure, or a task without any."""
    leaves = [item for _, _, item in each_leaf(plan)]
    found = [m.id for m in leaves if kind in {None, m.kind} and m.status is not Status.CLOSED]
    return _choose(found, chance)


def _entry(**values: Any) -> Callable[[Plan, Chance], Made]:  # noqa: ANN401
    """update with a status, on whatever item may take it."""

    def verb(plan: Plan, chance: Chance) -> Made:
        before = {
            Status.IN_PROGRESS: (Status.NOT_STARTED, Status.SUSPENDED, Status.CANCELLED),
            Status.COMPLETED: (Status.NOT_STARTED, Status.IN_PROGRESS),
            Status.SUSPENDED: (Status.NOT_STARTED, Status.IN_PROGRESS),
            Status.CANCELLED: (Status.NOT_STARTED, Status.IN_PROGRESS, Status.SUSPENDED),
        }[values["status"]]
        number = _pick(plan, chance, *before)
        reason = chance.choice(LONG) if values.get("reason") else None
        entry = ProgressEntry(
            **{
                "day": _day(chance),
                "keep_due": True,
                "with_basis": True,
                **values,
                "reason": reason,
            }
        )
        return record_progress(plan, [number], entry).plan

    return verb


def _report(figure: str, kind: Kind | None) -> Callable[[Plan, Chance], Made]:
    def verb(plan: Plan, chance: Chance) -> Made:
        said: dict[str, Any] = {
            key: chance.choice(LONG)
            for key in ("note", "next", "problem", "solved")
            if chance.happens(0.4)
        }
        said |= {"progress": {"progress": chance.integer(0, 100)}}.get(figure, {})
        said |= {"value": {"value": chance.integer(0, 999)}}.get(figure, {})
        said |= {"period": {"period": chance.integer(1, 6)}}.get(figure, {})
        said = said or {"note": "报"}
        update = Update.model_validate({"date": _day(chance), "by": "张三", **said})
        return record_progress(
            plan, [_pick_leaf(plan, chance, kind)], ProgressEntry(update.date, update=update)
        ).plan

    return verb


def _extend(plan: Plan, chance: Chance) -> Made:
    due = date(2024, chance.integer(1, 12), 28)
    entry = ProgressEntry(
        _day(chance), due=due, reason=chance.choice(LONG), approved_by="王五", with_basis=True
    )
    return record_progress(plan, [_pick(plan, chance)], entry).plan


def _attach(plan: Plan, chance: Chance) -> Made:
    files = tuple(chance.sample(WORDS, chance.integer(1, 2)))
    return record_progress(
        plan, [_pick_leaf(plan, chance)], ProgressEntry(TODAY, evidence=files)
    ).plan


def _explain(plan: Plan, chance: Chance) -> Made:
    number = _pick(plan, chance, Status.SUSPENDED, Status.CANCELLED)
    return record_progress(plan, [number], ProgressEntry(TODAY, reason=chance.choice(LONG))).plan


def _review(result: Verdict) -> Callable[[Plan, Chance], Made]:
    def verb(plan: Plan, chance: Chance) -> Made:
        file = ReviewedFile(path="规则.pdf", blob="00ff" * 10)
        review = Review(
            date=TODAY,
            result=result,
            submitted_by=WHO,
            by="王五 <wang@example.cn>",
            reason=chance.choice(LONG) if result is Verdict.RETURNED else None,
            files=(file,) if chance.happens(0.5) else (),
        )
        return review_item(plan, _pick(plan, chance, Status.COMPLETED), review)

    return verb


def _remark(plan: Plan, chance: Chance) -> Made:
    remark = Remark(date=_day(chance), by="李四", text=chance.choice(LONG))
    return add_remark(plan, [_pick(plan, chance)], remark)


def _add_task(plan: Plan, chance: Chance) -> Made:
    section = chance.choice(plan.sections)
    task = Task(id=next_task_id(plan, ()), title=chance.choice(WORDS), lead=("甲科",))
    return add_item(plan, Ref(Subject.SECTION, section.key), "tasks", task)


def _add_measure(plan: Plan, chance: Chance) -> Made:
    task = _some_task(plan, chance)
    measure = Measure(
        id=next_measure_id(plan, task), kind=Kind.ONE_OFF, title=chance.choice(WORDS), since=TODAY
    )
    return add_item(plan, Ref(Subject.TASK, task.id), "measures", measure)


def _add_department(plan: Plan, chance: Chance) -> Made:
    name = f"新科{chance.integer(1, 99)}"
    return add_item(
        plan,
        ROOT,
        "departments",
        Department(name=name, kind="镇街", aliases=("新",)),
    )


def _add_section(plan: Plan, chance: Chance) -> Made:
    number = f"新{chance.integer(1, 99)}"
    return add_item(plan, ROOT, "sections", Section(number=number, title=chance.choice(WORDS)))


def _remove(subject: Subject) -> Callable[[Plan, Chance], Made]:
    def verb(plan: Plan, chance: Chance) -> Made:
        return remove_item(plan, _some_ref(plan, chance, subject))

    return verb


def _rename_department(plan: Plan, chance: Chance) -> Made:
    ref = _some_ref(plan, chance, Subject.DEPARTMENT)
    return rename_department(plan, ref.id, f"改{chance.integer(1, 99)}")


def _rename_by_hand(plan: Plan, chance: Chance) -> Made:
    """Another name without an alias, as a search and replace leaves it."""
    ref = _some_ref(plan, chance, Subject.DEPARTMENT)
    return rename_departments(plan, {ref.id: f"手{chance.integer(1, 99)}"})


def _rename_section(plan: Plan, chance: Chance) -> Made:
    return rename_section(plan, _some_ref(plan, chance, Subject.SECTION), chance.choice(WORDS))


def _move_to(plan: Plan, chance: Chance) -> Made:
    section = Ref(Subject.SECTION, chance.choice(plan.sections).key)
    ref = _some_ref(plan, chance, Subject.TASK)
    return move_item(plan, ref, Spot(end_of=ROOT if chance.happens(0.2) else section))


def _move_beside(subject: Subject) -> Callable[[Plan, Chance], Made]:
    def verb(plan: Plan, chance: Chance) -> Made:
        ref, other = (_some_ref(plan, chance, subject) for _ in range(2))
        spot = Spot(before=other) if chance.happens(0.5) else Spot(after=other)
        return move_item(plan, ref, spot)

    return verb


def _some_task(plan: Plan, chance: Chance) -> Task:
    return _choose(plan.all_tasks(), chance)


def _some_ref(plan: Plan, chance: Chance, subject: Subject) -> Ref:
    refs = [ref for ref in outline(plan) if ref.subject is subject]
    return _choose(refs, chance)


def _choose(options: Sequence[T], chance: Chance) -> T:
    """One of the options; raises UsageError where there is none."""
    if not options:
        raise UsageError("没有", "没有")
    return chance.choice(options)


def _given(**values: Any) -> Callable[[Plan, Chance], Made]:  # noqa: ANN401
    """What is entered with `edit`: a field of an item given another value, or taken away."""

    def verb(plan: Plan, chance: Chance) -> Made:
        number = _pick(plan, chance)
        item = items_by_id(plan)[number]
        given = {key: value for key, value in values.items() if key in type(item).model_fields}
        (name, options) = chance.choice(sorted(given.items()))
        changed = item.model_copy(update={name: chance.choice(options)})
        return replace_items(plan, {number: changed})

    return verb


VERBS: dict[str, Callable[[Plan, Chance], Made]] = {
    "update --note": _report("", None),
    "update --progress": _report("progress", Kind.ONE_OFF),
    "update --value": _report("value", Kind.INDICATOR),
    "update --period": _report("period", Kind.PERIODIC),
    "update 推进中": _entry(status=Status.IN_PROGRESS),
    "update 暂缓": _entry(status=Status.SUSPENDED, reason=True, approved_by="王五"),
    "update 恢复": _entry(status=Status.IN_PROGRESS),
    "update 已取消": _entry(status=Status.CANCELLED, reason=True, approved_by="王五"),
    "update 已完成": _entry(status=Status.COMPLETED, submitter=WHO, today=TODAY + timedelta(9)),
    "update --due": _extend,
    "update --evidence": _attach,
    "update --reason": _explain,
    "review 退回": _review(Verdict.RETURNED),
    "review 销号": _review(Verdict.APPROVED),
    "remark": _remark,
    "add task": _add_task,
    "add measure": _add_measure,
    "add department": _add_department,
    "add section": _add_section,
    "rename department": _rename_department,
    "rename department by hand": _rename_by_hand,
    "rename section": _rename_section,
    "move --to": _move_to,
    "move task": _move_beside(Subject.TASK),
    "move measure": _move_beside(Subject.MEASURE),
    "move department": _move_beside(Subject.DEPARTMENT),
    "edit a field": _given(
        text=(None, *LONG),
        since=(None, TODAY),
        stale=(None, 12),
        clause=(None, "(责任单位:甲科)"),
        support=((), ("甲科",), ("乙科", "丙科")),
        deliverables=((), WORDS[:2]),
        evidence=((), WORDS[3:4]),
        remarks=((),),
        title=WORDS,
    ),
    "remove measure": _remove(Subject.MEASURE),
    "remove task": _remove(Subject.TASK),
    "remove department": _remove(Subject.DEPARTMENT),
}
