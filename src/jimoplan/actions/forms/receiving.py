"""forms receive: what filled-in forms change in the plan, each in a commit of its own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.carry_out import carry_out
from jimoplan.actions.changing.commit_base import Done
from jimoplan.actions.changing.proposal import ClashedError, Proposal, propose
from jimoplan.actions.changing.update import Entry, Step, Told, record_told
from jimoplan.actions.desk.reporting import open_desk
from jimoplan.actions.forms.files import find_files, read_forms
from jimoplan.actions.forms.register import LINE, name_form, record_returned
from jimoplan.actions.history.as_of import open_as_of
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.open import Reading
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id, refer_to
from jimoplan.core.changes.patch import ClashError
from jimoplan.core.forms.carried import Carried
from jimoplan.core.forms.columns import FIGURE, STATUS
from jimoplan.core.forms.difference import (
    Base,
    FormChange,
    SentItem,
    Unreadable,
    find_differences,
    sent_item,
)
from jimoplan.core.forms.reading import read_form_day
from jimoplan.core.forms.received import ReceivedForm, day_of
from jimoplan.core.forms.returned import BY, DAY, DEPARTMENT, SENT, ReturnedForm
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import Status
from jimoplan.core.workflow.record import EvidenceMissingError
from jimoplan.errors import UsageError


class FormManners(NamedTuple):
    """What was said with the files: today, who filled them in, whose they are, and a reason."""

    today: date
    by: str | None = None
    dept: str | None = None
    plan_reason: str | None = None


class Part(NamedTuple):
    """A form with the plan before it and after it, and the day on which it is received."""

    form: ReceivedForm
    before: Plan
    after: Plan
    today: date


class Received(NamedTuple):
    """Forms that came back, and all that they change in one proposal."""

    workplace: Workplace
    parts: tuple[Part, ...]
    proposal: Proposal
    notes: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def forms(self) -> tuple[ReceivedForm, ...]:
        """The forms, in the order of the files."""
        return tuple(part.form for part in self.parts)

    def carry(self, agreed: Proposal, commit: bool) -> Iterator[tuple[Proposal, Done]]:  # noqa: FBT001 - as Carry has it
        """Record what was agreed to, a form in a commit."""
        for part in self.parts:
            if changes := diff(part.before, part.after):
                own = _propose(self.workplace, self.workplace.read(), part.form, changes)
                own = own._replace(trailers=(*own.trailers, *agreed.trailers))
                yield own, carry_out(own, commit=commit)

    def keep_returned(self) -> None:
        """Keep that the forms have come back."""
        me = self.workplace.name_of_author or ""
        for form, *_, today in self.parts:
            record_returned(self.workplace, form, today, me)


def receive_forms(
    file: Path | None, start: Path, paths: Sequence[Path], manners: FormManners
) -> Received:
    """What the forms in files come to; what cannot be read is named by its cell.

    Raises UsageError for a file that is no form, or not of this plan or a department of it, and
    where nobody says who filled it in; JimoplanError for a file that cannot be read.
    """
    workplace = find_workplace(file, start)
    reading = workplace.read()
    receiver = _Receiver(workplace, reading.plan, file, start, manners)
    for path in find_files(paths):
        for name, form, notes in read_forms(path):
            receiver.receive(name, form, notes)
    changes = diff(reading.plan, receiver.plan)
    asked = [refer_to(item) for part in receiver.parts for item, _ in part.form.changes]
    return Received(
        workplace,
        tuple(receiver.parts),
        propose(workplace, reading, changes, asked=asked),
        tuple(dict.fromkeys(receiver.notes)),
        tuple(dict.fromkeys(receiver.doubts)),
    )


def _propose(
    workplace: Workplace, reading: Reading, form: ReceivedForm, changes: Changes
) -> Proposal:
    """The change of one form, under a subject that names it.

    Raises ClashedError where the plan has moved on since the form was read.
    """
    try:
        proposal = propose(workplace, reading, changes)
    except ClashError as clash:
        raise ClashedError(clash.clashes) from None
    named = name_form(form.department, form.sent)
    who = f"{form.by}填报" if form.by else "填报"
    subject = f"收填报表:{form.department} {len(form.changes)} 项({who})"
    return proposal._replace(subject=subject, trailers=(f"{LINE}: {named}",) if form.sent else ())


class _Receiver:
    """The forms received so far; each is read against what those before it have made."""

    def __init__(
        self, workplace: Workplace, plan: Plan, file: Path | None, start: Path, manners: FormManners
    ) -> None:
        self._workplace, self._file, self._start = workplace, file, start
        self._manners = manners
        self._sent: dict[str, Plan] = {}
        self.plan = plan
        self.parts: list[Part] = []
        self.notes: list[str] = []
        self.doubts: list[str] = []

    def receive(self, name: str, form: ReturnedForm, notes: Sequence[str]) -> None:
        """Read a form and record on the plan what it changes."""
        self._check_plan(name, form.carried)
        department = self._find_department(name, form)
        carried = form.carried if form.carried and form.carried.department == department else None
        form = form._replace(carried=carried)
        sent = self._find_day(form)
        base = self._find_base(department, carried, sent)
        difference = find_differences(form, base)
        left = list(difference.unreadable)
        by, day = self._find_by(form), self._find_reported(form, base, left)
        if not by and difference.changes:
            raise UsageError(
                f"{name} 没有写填报人,不知道是谁报的", "请部门补上,或加上 --by 姓名再收"
            )
        before, made = self.plan, list[Task | Measure]()
        for change in difference.changes:
            self._record(change, department, by, day, left, made)
        changes = _by_item(made, diff(before, self.plan))
        when = str(sent or "")
        said = (*notes, *difference.notes, *([] if sent else [_UNKNOWN_DAY]))
        self.notes += [f"{department}:{note}" for note in said]
        conflicts = difference.conflicts
        received = ReceivedForm(department, when, by, changes, conflicts, tuple(left), said)
        self.parts.append(Part(received, before, self.plan, self._manners.today))

    def _check_plan(self, name: str, carried: Carried | None) -> None:
        header = self.plan.plan
        own = f"{header.unit or ''}{header.title}"
        if carried and carried.title != own:
            raise UsageError(
                f"{name} 是“{carried.title}”的填报表,这里的计划是“{own}”",
                "到那份计划的文件夹里收,或用 -f 写明计划文件",
            )

    def _find_department(self, name: str, form: ReturnedForm) -> str:
        """The department that a form is of: as was said, by its head, its sheet, or what it has."""
        written = form.head.get(DEPARTMENT)
        carried = form.carried.department if form.carried else ""
        for said in (self._manners.dept, written and written.text, form.sheet, carried):
            if said:
                try:
                    return find_department(self.plan, said).name
                except UsageError:
                    if said == self._manners.dept:
                        raise
        raise UsageError(f"看不出 {name} 是哪个部门的填报表", "加上 --dept 部门")

    def _find_day(self, form: ReturnedForm) -> date | None:
        """The day on which a form was sent, by what it carries or what stands in its head."""
        if form.carried and (day := day_of(form.carried.sent)):
            return day
        cell = form.head.get(SENT)
        return (cell.day or day_of(cell.text)) if cell else None

    def _find_base(self, department: str, carried: Carried | None, sent: date | None) -> Base:
        today = self._manners.today
        desk = open_desk(self._workplace, self.plan, (department,), today)
        kept: Mapping[str, SentItem] = {}
        if carried:
            kept = {
                number: SentItem(cells.get(STATUS, ""), cells.get(FIGURE, ""))
                for number, cells in carried.rows.items()
            }
        elif sent:
            items = items_by_id(self._plan_of(sent))
            kept = {number: sent_item(item, sent) for number, item in items.items()}
        return Base(desk.rows, kept, sent or date.min, desk.frame)

    def _plan_of(self, day: date) -> Plan:
        """The plan as it was on the day on which a form was sent."""
        key = str(day)
        if key not in self._sent:
            found = open_as_of(self._file, self._start, day, self._manners.today)
            self._sent[key] = found.plan
        return self._sent[key]

    def _find_by(self, form: ReturnedForm) -> str:
        cell = form.head.get(BY)
        return (cell.text if cell else "") or self._manners.by or ""

    def _find_reported(self, form: ReturnedForm, base: Base, left: list[Unreadable]) -> date:
        """The day that the form gives for its reports, else today."""
        cell = form.head.get(DAY)
        if cell is None:
            return self._manners.today
        try:
            return read_form_day(cell, base.frame).value
        except UsageError as wrong:
            left.append(Unreadable(cell.place, wrong.message, wrong.remedy))
            return self._manners.today

    def _record(  # noqa: PLR0913, PLR0917 - where it goes
        self,
        change: FormChange,
        department: str,
        by: str,
        day: date,
        left: list[Unreadable],
        made: list[Task | Measure],
    ) -> None:
        """Record a row on the plan, or say why it cannot be."""
        plan, steps = self.plan, list[Step]()
        try:
            for entry in _entries_of(change, department, by, day, self._manners):
                steps.append(record_told(self._workplace, plan, self._start, entry))
                plan = steps[-1].plan
        except UsageError as refusal:
            left.append(Unreadable(change.place, *_in_a_form(refusal)))
            return
        if plan is self.plan:
            return
        self.plan = plan
        made.append(change.item)
        self.notes += [note for step in steps for note in step.notes]
        self.doubts += [doubt for step in steps for doubt in step.doubts]


_UNKNOWN_DAY = "表里看不出发出日期,按现在的计划比对;同现在一样的不算填报"


def _entries_of(
    change: FormChange, department: str, by: str, day: date, manners: FormManners
) -> Iterator[Entry]:
    """What a row is as `update` is told it; what was never begun is begun before it is finished."""
    status, report = change.status, change.report
    today, number = manners.today, [change.item.id]
    if status is Status.COMPLETED and change.item.status is Status.NOT_STARTED:
        yield Entry(number, Told(today, status=Status.IN_PROGRESS.value), change.place)
    says_more = not report.says_nothing
    told = Told(
        today=today,
        day=(report.day or day) if says_more or status is Status.COMPLETED else None,
        status=status.value if status else None,
        progress=report.progress,
        value=report.value,
        period=report.period,
        note=report.note,
        problem=report.problem,
        solved=report.solved,
        next=report.next,
        by=by if says_more else None,
        dept=department if says_more else None,
        evidence=report.evidence,
        plan_reason=manners.plan_reason,
    )
    yield Entry(number, told, change.place)


def _in_a_form(refusal: UsageError) -> tuple[str, str]:
    """A refusal and its remedy as whoever has a form before them can follow it."""
    if isinstance(refusal, EvidenceMissingError):
        return refusal.message, "请部门在“佐证材料”一栏写文件、文号或网址"
    return refusal.message, refusal.remedy


def _by_item(
    items: Sequence[Task | Measure], changes: Changes
) -> tuple[tuple[Task | Measure, Changes], ...]:
    """The changes of each item; those of what follows from them go with the first."""
    found: defaultdict[str, list[object]] = defaultdict(list)
    named = {item.id for item in items}
    for change in changes:
        found[change.item.id if change.item.id in named else items[0].id].append(change)
    return tuple((item, tuple(found[item.id])) for item in items)  # type: ignore[arg-type]
