"""Where a form comes from: whose it is, of which plan, and how everything was when it was sent."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.desk.reporting import Manners, ReportDesk, open_desk
from jimoplan.actions.history.as_of import open_as_of
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.forms.carried import Carried
from jimoplan.core.forms.columns import FIGURE, STATUS
from jimoplan.core.forms.form import KIND_OF_FORM, name_plan
from jimoplan.core.forms.outcomes import Base, SentItem, join_sent, sent_item
from jimoplan.core.forms.reading import read_form_day
from jimoplan.core.forms.received import day_of
from jimoplan.core.forms.returned import DAY, DEPARTMENT, SENT, ReturnedForm
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.views.query import Row
from jimoplan.errors import JimoplanError, UsageError


class Origin(NamedTuple):
    """Where a form comes from.

    `carried` is what it carried along itself, None where it did not; `sent` the day on which it was
    sent, None where nothing says it; `reported` the day of its reports.
    """

    department: str
    carried: Carried | None
    sent: date | None
    reported: date
    base: Base


class Origins:
    """Finds where forms come from; the plans of the days on which they were sent are kept."""

    def __init__(
        self, workplace: Workplace, file: Path | None, start: Path, manners: Manners
    ) -> None:
        self.workplace, self.start, self.manners = workplace, start, manners
        self._file = file
        self._sent: dict[date, Plan] = {}
        self._desk: ReportDesk | None = None

    def find(self, name: str, form: ReturnedForm, plan: Plan) -> Origin:
        """Where a form in the file of that name comes from.

        Raises UsageError for one of another plan, of no department or of another than was said, and
        for a day that cannot be read; JimoplanError where git does not have the day it was sent.
        """
        department = self._find_department(name, form, plan)
        carried = next(
            (each for each in form.carried if _try_department(plan, each.department) == department),
            None,
        )
        sent = _find_sent_day(form, carried)
        if not _is_form_of(plan, form, carried):
            self._check_earlier(name, form, carried, sent, plan)
        reported = self._find_reported(form, plan)
        base = self._find_base(plan, department, carried, sent, reported)
        return Origin(department, carried, sent, reported, base)

    def _find_department(self, name: str, form: ReturnedForm, plan: Plan) -> str:
        """The department of a form: by its head, its sheet, what it carries, or as was said."""
        written = form.head.get(DEPARTMENT)
        said = [written.text if written else "", form.sheet]
        said += [each.department for each in form.carried]
        known = next(filter(None, (_try_department(plan, each) for each in said)), None)
        sheet = _try_department(plan, form.sheet)
        if known and sheet and known != sheet:
            raise UsageError(
                f"{name} 的表头写着{known},工作表却叫“{form.sheet}”,分不清是哪个部门的",
                "请部门核对,改成一样的再收",
            )
        asked = find_department(plan, self.manners.dept).name if self.manners.dept else None
        if known and asked and known != asked:
            raise UsageError(
                f"{name} 是{known}的填报表,--dept 写的是{asked}", "去掉 --dept,或检查是否选错了文件"
            )
        if found := known or asked:
            return found
        raise UsageError(f"看不出 {name} 是哪个部门的填报表", "加上 --dept 部门再收")

    def _check_earlier(
        self,
        name: str,
        form: ReturnedForm,
        carried: Carried | None,
        sent: date | None,
        plan: Plan,
    ) -> None:
        """Raises UsageError for a form that is not of the plan as it was then either."""
        before = sent and sent - timedelta(days=1)
        earlier = (*self._find_earlier(sent), *self._find_earlier(before))
        if not any(_is_form_of(each, form, carried) for each in earlier):
            said = carried.title if carried else form.heading
            raise UsageError(
                f"{name} 是另一份计划的填报表(“{said}”),这里的计划是“{name_plan(plan)}”",
                "到那份计划的文件夹里收,或用 -f 写明计划文件",
            )

    def _find_earlier(self, day: date | None) -> list[Plan]:
        """The plan of the day on which a form was sent, [] where git has none."""
        with suppress(JimoplanError):
            return [self._plan_of(day)] if day else []
        return []

    def _find_reported(self, form: ReturnedForm, plan: Plan) -> date:
        """The day that the form gives for its reports, else today; raises UsageError for none."""
        cell = form.head.get(DAY)
        if cell is None:
            return self.manners.today
        try:
            return read_form_day(cell, plan.plan.period, self.manners.today).value
        except UsageError as wrong:
            raise UsageError(f"{cell.place}:{wrong.message}", wrong.remedy) from None

    def _find_base(
        self,
        plan: Plan,
        department: str,
        carried: Carried | None,
        sent: date | None,
        reported: date,
    ) -> Base:
        desk = self._open_desk(plan, department)
        items = items_by_id(plan)
        rows = {number: _renew(row, items[number]) for number, row in desk.rows.items()}

        def find(written: str) -> Row:
            return rows[desk.find(written).item.id]

        kept: Mapping[str, SentItem] = {}
        if carried:
            kept = {
                number: SentItem((cells.get(STATUS, ""),), (cells.get(FIGURE, ""),))
                for number, cells in carried.rows.items()
            }
        elif sent:
            kept = self._find_sent(sent)
        frame = desk.frame._replace(find=find)
        return Base(rows, kept, min(sent, reported) if sent else date.min, frame)

    def _open_desk(self, plan: Plan, department: str) -> ReportDesk:
        """The desk of the first form, at which the others are read as well.

        To assess a plan takes long, and what forms report changes nothing of what is owed when.
        """
        if self._desk is None:
            self._desk = open_desk(self.workplace, plan, (department,), self.manners.today)
        return self._desk

    def _find_sent(self, day: date) -> dict[str, SentItem]:
        """The items as they may have been when a form was sent of which only the day is known."""
        found = _sent_items(self._plan_of(day), day)
        for before in self._find_earlier(day - timedelta(days=1)):
            earlier = _sent_items(before, day)
            found |= {
                number: join_sent(earlier[number], item)
                for number, item in found.items()
                if number in earlier
            }
        return found

    def _plan_of(self, day: date) -> Plan:
        """The plan as it was on the day on which a form was sent; raises JimoplanError for none."""
        if day not in self._sent:
            found = open_as_of(self._file, self.start, day, self.manners.today)
            self._sent[day] = found.plan
        return self._sent[day]


def _renew(row: Row, item: Task | Measure) -> Row:
    """The row of an item with what has been reported on it since."""
    return row._replace(task=item) if isinstance(item, Task) else row._replace(measure=item)


def _is_form_of(plan: Plan, form: ReturnedForm, carried: Carried | None) -> bool:
    """Whether a form is of a plan, by what it carries or by its heading, if that says anything."""
    if carried:
        return carried.title == name_plan(plan)
    named = f"{plan.plan.title}{KIND_OF_FORM}"
    return KIND_OF_FORM not in form.heading or named in form.heading


def _try_department(plan: Plan, said: str) -> str | None:
    with suppress(UsageError):
        return find_department(plan, said).name if said else None
    return None


def _find_sent_day(form: ReturnedForm, carried: Carried | None) -> date | None:
    """The day on which a form was sent, by what it carries or what stands in its head."""
    if carried and (day := day_of(carried.sent)):
        return day
    cell = form.head.get(SENT)
    return (cell.day or day_of(cell.text)) if cell else None


def _sent_items(plan: Plan, day: date) -> dict[str, SentItem]:
    return {number: sent_item(item, day) for number, item in items_by_id(plan).items()}
