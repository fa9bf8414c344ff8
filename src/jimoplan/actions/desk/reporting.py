"""report: whose reports are made, what is owed, and what the reports written come to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from jimoplan.actions.changing.told import Told
from jimoplan.actions.changing.update import Entry, Planned, Step, propose_updates, record_told
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.core.assessment.assess import Assessment, assess
from jimoplan.core.changes.items import each_named
from jimoplan.core.desk.figures import Frame
from jimoplan.core.desk.lines import refuse_list, split_item
from jimoplan.core.desk.owed import Owed, find_owed
from jimoplan.core.desk.report import Report
from jimoplan.core.display.short import cut_short
from jimoplan.core.input.numbers import Known, find_numbers
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import people_of, rights_of
from jimoplan.core.plan.words import Status
from jimoplan.core.views.query import Level, Row, list_rows, view_tasks
from jimoplan.core.workflow.record import expect_leaf
from jimoplan.errors import UnknownNameError, UsageError


class Manners(NamedTuple):
    """What is the same for all reports made together, and of which day they are."""

    today: date
    day: date | None = None
    by: str | None = None
    dept: str | None = None
    plan_reason: str | None = None


class ReportDesk(NamedTuple):
    """A plan with all that is to be known to report on it: its items by id, and what is owed.

    `departments` are those that are reported for; `others` says that they are somebody else's.
    """

    workplace: Workplace
    plan: Plan
    assessment: Assessment
    rows: Mapping[str, Row]
    departments: tuple[str, ...]
    owed: tuple[Owed, ...]
    others: bool

    @property
    def frame(self) -> Frame:
        """What reports are read by."""
        return Frame(self.find, self.plan.plan.period, self.assessment.as_of)

    def find(self, written: str) -> Row:
        """The item that is meant; raises UsageError for none, several, or one with measures."""
        if written in self.rows:
            return self.rows[written]
        ids = find_numbers(Known.of(self.plan), written)
        if len(ids) > 1:
            raise UsageError(f"“{cut_short(written)}”是 {len(ids)} 项", "一项一项填报,各写各的编号")
        ((task, item),) = each_named(self.plan, ids)
        expect_leaf(task, item, "进展填在它的举措上")
        return self.rows[item.id]

    def find_listed(self, answer: str) -> tuple[Row, str]:
        """The item that an answer names by its place in what is owed, by words or id, and the rest.

        Raises UsageError as `find`, and for a number that is both a place and another item's id.
        """
        refuse_list(answer)
        word, rest = split_item(answer)
        number = normalize("NFKC", word).removeprefix("第").removesuffix("项")
        is_place = number.isdecimal() and 0 < int(number) <= len(self.owed)
        listed = self.owed[int(number) - 1].row if is_place else None
        if listed and number in self.rows and listed.item.id != number:
            if word.endswith("项"):
                return listed, rest
            raise UsageError(
                f"“{word}”是清单第 {number} 项({listed.item.id} {listed.item.title}),也是一个编号",
                f"要清单里的写 第{number}项,要编号 {number} 的写 任务{number}",
            )
        if listed:
            return listed, rest
        if found := self._find_owed_by_words(answer.split()):
            return found, ""
        try:
            return self.find(word), rest
        except UnknownNameError as unknown:
            if unknown.nearest:
                raise
            raise UsageError(
                unknown.message, f"写清单里的序号(1 到 {len(self.owed)})、编号,或名称里的几个字"
            ) from None

    def _find_owed_by_words(self, words: Sequence[str]) -> Row | None:
        """The only item of what is owed in whose title all the words stand."""
        found = [o.row for o in self.owed if all(w in o.row.item.title for w in words)]
        return found[0] if len(found) == 1 else None

    def owed_of(self, row: Row) -> Owed | None:
        """What is owed on an item; None if nothing is."""
        return next((each for each in self.owed if each.row.item.id == row.item.id), None)


def find_departments(workplace: Workplace, plan: Plan, dept: str | None) -> tuple[str, ...]:
    """The full names of the departments reported for: the one named, else one's own by the plan.

    None for somebody who is no 联络员. Raises UnknownNameError or AmbiguousNameError.
    """
    if dept:
        return (find_department(plan, dept).name,)
    identity = workplace.identity
    own = rights_of(plan, identity.email).reports_for if identity else frozenset()
    return tuple(each.name for each in plan.departments if each.name in own)


def check_reporter(workplace: Workplace, plan: Plan, departments: Sequence[str]) -> None:
    """Raises UsageError, before anything is asked, for somebody who may not report for those.

    Where a plan lists people, a department's own 联络员 may, and a 督查 for any.
    """
    identity, people = workplace.identity, people_of(plan)
    if identity is None or not people:
        return
    rights = rights_of(plan, identity.email)
    if rights.supervises or (departments and rights.reports_for.issuperset(departments)):
        return
    whom = "、".join(departments) or "哪个部门"
    raise UsageError(
        f"{identity.name} 不是{whom}的联络员,也不是督查,填报了审计会判违规",
        "请这个部门的联络员填报,或请督查代录;要提意见,运行 jimoplan remark 编号 文字",
    )


def reporting_departments(plan: Plan) -> tuple[str, ...]:
    """The names of the departments that have something to report on, in the order of the plan."""
    known = Departments(plan.departments)
    named = frozenset(
        name
        for task in plan.all_tasks()
        for item in (task, *task.measures)
        for _, owners in item.by_role()
        for name in owners
    )
    concerned = named | known.stand_for(named)
    return tuple(each.name for each in plan.departments if each.name in concerned)


def open_desk(
    workplace: Workplace, plan: Plan, departments: Sequence[str], today: date
) -> ReportDesk:
    """The plan as of a day, and what those departments owe."""
    assessment = assess(plan, today)
    views = view_tasks(plan, assessment)
    identity = workplace.identity
    own = rights_of(plan, identity.email).reports_for if identity else frozenset()
    return ReportDesk(
        workplace=workplace,
        plan=plan,
        assessment=assessment,
        rows={row.item.id: row for row in list_rows(views, Level.MEASURE)},
        departments=tuple(departments),
        owed=find_owed(views, assessment, tuple(departments)),
        others=not own.issuperset(departments),
    )


def try_report(desk: ReportDesk, report: Report, manners: Manners, start: Path) -> Step:
    """What one report comes to by itself; raises UsageError for what does not fit."""
    return record_told(desk.workplace, desk.plan, start, entry_of(report, manners))


def propose_reports(
    file: Path | None, start: Path, reports: Iterable[Report], manners: Manners
) -> Planned:
    """What the reports come to, as one change; raises UsageError as `propose_updates` does."""
    return propose_updates(file, start, [entry_of(report, manners) for report in reports])


def entry_of(report: Report, manners: Manners, where: str = "") -> Entry:
    """A report as `update` is told it."""
    told = Told(
        today=manners.today,
        day=report.day or manners.day,
        status=Status.COMPLETED.value if report.done else None,
        progress=report.progress,
        value=report.value,
        period=report.period,
        note=report.note,
        problem=report.problem,
        solved=report.solved,
        next=report.next,
        by=report.by or manners.by,
        dept=report.dept or manners.dept,
        evidence=report.evidence,
        plan_reason=manners.plan_reason,
    )
    return Entry([report.id], told, where)
