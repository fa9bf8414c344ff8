"""forms receive: what filled-in forms change in the plan, each in a commit of its own."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.carry_out import carry_out
from jimoplan.actions.changing.commit_base import Done
from jimoplan.actions.changing.proposal import ClashedError, Proposal, propose
from jimoplan.actions.changing.told import Told
from jimoplan.actions.changing.update import Entry, Step, record_told
from jimoplan.actions.desk.reporting import Manners, entry_of
from jimoplan.actions.forms.files import find_files, read_forms
from jimoplan.actions.forms.origins import Origin, Origins
from jimoplan.actions.forms.register import LINE, check_register, name_form, record_returned
from jimoplan.actions.plan.evidence import UnknownEvidenceError
from jimoplan.actions.plan.open import Reading
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import refer_to
from jimoplan.core.changes.patch import ClashError
from jimoplan.core.display.short import cut_short
from jimoplan.core.forms.difference import find_differences
from jimoplan.core.forms.outcomes import FormChange, Unreadable
from jimoplan.core.forms.received import ReceivedForm
from jimoplan.core.forms.returned import BY, ReturnedForm
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import people_of
from jimoplan.core.plan.words import Status
from jimoplan.core.workflow.record import EvidenceMissingError
from jimoplan.errors import JimoplanError, UsageError


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
        """Record what was agreed to, a form in a commit.

        Each is proposed on what the one before it has written; what else has come into the file
        meanwhile is found out as it is carried out.
        """
        reading = agreed.reading
        for part in self.parts:
            if changes := diff(part.before, part.after):
                is_all = changes == agreed.changes
                own = agreed if is_all else _propose(self.workplace, reading, changes)
                own = _name(own, part.form, agreed.trailers)
                yield own, carry_out(own, commit=commit)
                reading = _read_written(own)

    def keep_returned(self) -> None:
        """Keep that the forms have come back; one that nobody has written in has not."""
        me = self.workplace.name_of_author or ""
        for form, _, after, today in self.parts:
            if form.is_filled:
                record_returned(self.workplace, after, form, today, me)


def receive_forms(
    file: Path | None, start: Path, paths: Sequence[Path], manners: Manners
) -> Received:
    """What the forms in files come to; what cannot be read is named by its cell.

    Raises UsageError for a file that is no form, or not of this plan or a department of it, and
    where nobody says who filled it in; JimoplanError for a file that cannot be read.
    """
    workplace = find_workplace(file, start)
    reading = workplace.read()
    check_register(workplace)
    receiver = _Receiver(Origins(workplace, file, start, manners), reading.plan)
    refused = [each for path in find_files(paths) for each in _receive_file(receiver, path)]
    if len(refused) > 1:
        raise RefusedFormsError(refused)
    if refused:
        raise refused[0]
    changes = diff(reading.plan, receiver.plan)
    asked = [refer_to(item) for part in receiver.parts for item, _ in part.form.changes]
    return Received(
        workplace,
        tuple(receiver.parts),
        propose(workplace, reading, changes, asked=asked),
        tuple(dict.fromkeys(receiver.notes)),
        tuple(dict.fromkeys(receiver.doubts)),
    )


class RefusedFormsError(UsageError):
    """Several files cannot be received; each is named, and nothing is recorded."""

    def __init__(self, refused: Sequence[JimoplanError]) -> None:
        told = (f"{error.message};{error.remedy}" for error in refused)
        self.words = "\n".join(line.rstrip(";") for line in told)
        super().__init__(
            f"有 {len(refused)} 份收不了,一份也没有写", "改好上面列出的,或把它们移走,再收一次"
        )


def _receive_file(receiver: "_Receiver", path: Path) -> Iterator[JimoplanError]:
    """Receive the forms in a file; why it cannot be, if so."""
    try:
        for name, form, notes in read_forms(path):
            receiver.receive(name, form, notes)
    except JimoplanError as refusal:
        yield refusal


def _propose(workplace: Workplace, reading: Reading, changes: Changes) -> Proposal:
    """The change of one form; raises ClashedError where the plan has moved on since it was read."""
    try:
        return propose(workplace, reading, changes)
    except ClashError as clash:
        raise ClashedError(clash.clashes) from None


def _name(proposal: Proposal, form: ReceivedForm, trailers: tuple[str, ...]) -> Proposal:
    """The change of one form, under a subject that names it."""
    who = f"{form.by}填报" if form.by else "填报"
    subject = f"收填报表:{form.department} {len(form.changes)} 项({who})"
    named = (f"{LINE}: {name_form(form.department, form.sent)}",) if form.sent else ()
    return proposal._replace(subject=subject, trailers=(*named, *trailers))


def _read_written(proposal: Proposal) -> Reading:
    """What the file says once a proposal is carried out and nothing else has come into it."""
    written = proposal.written
    plan = written.plan or proposal.reading.plan
    return Reading(proposal.reading.encode(written), written, plan)


class _Receiver:
    """The forms received so far; each is read against what those before it have made."""

    def __init__(self, origins: Origins, plan: Plan) -> None:
        self._origins, self._manners = origins, origins.manners
        self.plan = plan
        self.parts: list[Part] = []
        self.notes: list[str] = []
        self.doubts: list[str] = []

    def receive(self, name: str, form: ReturnedForm, notes: Sequence[str]) -> None:
        """Read a form and record on the plan what it changes."""
        origin = self._origins.find(name, form, self.plan)
        difference = find_differences(form, origin.base, origin.carried)
        by = self._find_by(form)
        if not by and difference.changes:
            raise UsageError(
                f"{name} 没有写填报人,不知道是谁报的", "请部门补上,或加上 --by 姓名再收"
            )
        self.notes += _tell_unknown(self.plan, by) if difference.changes else ()
        before, made = self.plan, dict[str, Task | Measure]()
        left = list(difference.unreadable)
        for change in difference.changes:
            earlier = self.plan
            if refused := self._record(change, origin, by):
                left.append(refused)
            elif self.plan is not earlier:
                made[change.item.id] = change.item
        changes = _by_item(tuple(made.values()), diff(before, self.plan))
        notes = (*notes, *difference.notes, *([] if origin.sent else [_UNKNOWN_DAY]))
        self.notes += [_of_department(origin.department, note) for note in notes]
        received = ReceivedForm(
            department=origin.department,
            sent=str(origin.sent or ""),
            by=by,
            changes=changes,
            conflicts=difference.conflicts,
            left=tuple(left),
            is_filled=form.has_words or any(difference[:-1]),
        )
        self.parts.append(Part(received, before, self.plan, self._manners.today))

    def _find_by(self, form: ReturnedForm) -> str:
        cell = form.head.get(BY)
        return (cell.text if cell else "") or self._manners.by or ""

    def _record(self, change: FormChange, origin: Origin, by: str) -> Unreadable | None:
        """Record a row on the plan; why it cannot be, None where it is recorded."""
        plan, steps = self.plan, list[Step]()
        try:
            for entry in _entries_of(change, origin, by, self._manners):
                steps.append(record_told(self._origins.workplace, plan, self._origins.start, entry))
                plan = steps[-1].plan
        except UsageError as refusal:
            return _in_a_form(refusal, change)
        self.plan = plan
        self.notes += [note for step in steps for note in step.notes]
        self.doubts += [doubt for step in steps for doubt in step.doubts]
        return None


def _of_department(department: str, note: str) -> str:
    """A note with whose form it is of, where the cell that it names does not say so."""
    return note if note.startswith(f"{department}!") else f"{department}:{note}"


_UNKNOWN_DAY = "表里看不出发出日期,按现在的计划比对;同现在一样的不算填报"


def _tell_unknown(plan: Plan, by: str) -> Iterator[str]:
    """That somebody who has filled in a form is on no list of people, where there is one."""
    people = people_of(plan)
    if people and by not in {person.name for person in people}:
        yield f"人员名单里没有“{cut_short(by)}”,请核对填报人"


def _entries_of(change: FormChange, origin: Origin, by: str, manners: Manners) -> Iterator[Entry]:
    """What a row is as `update` is told it; what was never begun is begun before it is finished."""
    status, report = change.status, change.report
    today, place = manners.today, change.place
    if status is Status.COMPLETED and change.item.status is Status.NOT_STARTED:
        yield Entry([change.item.id], Told(today, status=Status.IN_PROGRESS.value), place)
    whose = Manners(today, plan_reason=manners.plan_reason)
    if not report.says_nothing:
        whose = whose._replace(day=origin.reported, by=by, dept=origin.department)
    elif status is Status.COMPLETED:
        whose = whose._replace(day=origin.reported)
    else:
        report = report._replace(day=None)
    entry = entry_of(report, whose, place)
    yield entry._replace(told=entry.told._replace(status=status.value if status else None))


def _in_a_form(refusal: UsageError, change: FormChange) -> Unreadable:
    """A refusal as whoever has the form before them can follow it."""
    if isinstance(refusal, EvidenceMissingError):
        remedy = "请部门在“佐证材料”一栏写文件、文号或网址"
        return Unreadable(change.evidence_place, refusal.message, remedy)
    if isinstance(refusal, UnknownEvidenceError):
        remedy = f"部门写的文件请一并要来,放进仓库;{refusal.remedy}"
        return Unreadable(change.evidence_place, refusal.message, remedy)
    return Unreadable(change.place, refusal.message, refusal.remedy)


def _by_item(
    items: Sequence[Task | Measure], changes: Changes
) -> tuple[tuple[Task | Measure, Changes], ...]:
    """The changes of each item; those of what follows from them go with the first."""
    found: defaultdict[str, list[object]] = defaultdict(list)
    named = {item.id for item in items}
    for change in changes:
        found[change.item.id if change.item.id in named else items[0].id].append(change)
    return tuple((item, tuple(found[item.id])) for item in items if found[item.id])  # type: ignore[arg-type]
