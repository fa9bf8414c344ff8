"""What the cells of a form mean: a status, a share of the whole, a figure, a day, files."""

import re
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from jimoplan.core.desk.figures import Frame, read_figure
from jimoplan.core.desk.questions import offered_period
from jimoplan.core.display.short import cut_short
from jimoplan.core.forms.form import choices_of
from jimoplan.core.forms.returned import FormCell
from jimoplan.core.input.days import Standpoint, read_day
from jimoplan.core.input.reading import Reading
from jimoplan.core.input.statuses import find_status, read_status
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import STOPPED, Kind, Status
from jimoplan.core.views.query import Row
from jimoplan.errors import UsageError

_LEAD = re.compile(
    r"^(?:目前|现在?|现已|累计|总体|已经?|共)*"
    r"(?:完成(?:率|了)?|推进(?:到|至)?|进度|达(?:到)?|为|报送|报)*[:]?"
)
_TAIL = re.compile(r"[。.;,]?$")
_ABOUT = re.compile(r"^约|左右$")
_SHARE = re.compile(r"0?\.\d{1,2}")
_UNSURE = re.compile(r"1\.0+")
_OF_HUNDRED = re.compile(r"(\d{1,3})00%")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})月(\d{1,2})日?|(?:\d{4}[-/.])(\d{1,2})[-/.](\d{1,2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_ENGLISH = re.compile(
    rf"(\d{{1,2}})-({'|'.join(_MONTHS)})|({'|'.join(_MONTHS)})-(\d{{2}})", re.IGNORECASE
)


def read_id(cell: FormCell) -> str:
    """The id in a cell, also where a program has made a day of it: 8月1日 was 8-1, Aug-35 8-35."""
    text = "".join(normalize("NFKC", cell.text).split())
    if found := _IN_ENGLISH.fullmatch(text):
        month = _MONTHS.index((found[2] or found[3]).lower()) + 1
        return f"{month}-{int(found[1] or found[4])}"
    if cell.day:
        return f"{cell.day.month}-{cell.day.day}"
    if found := _DAY_OF_MONTH.fullmatch(text):
        month_, day = (part for part in found.groups() if part)
        return f"{int(month_)}-{int(day)}"
    return text.strip("'‘’`")


def read_form_status(row: Row, cell: FormCell) -> Reading[Status]:
    """The status in a cell; raises UsageError for what is none."""
    text = cell.text.strip()
    meant = find_status(text)
    if meant is None:
        raise _unknown_status(row, text)
    return Reading(meant, "状态", text, meant.value)


def _unknown_status(row: Row, text: str) -> UsageError:
    choices = f"改成 {'、'.join(choices_of(row.item))} 中的一个"
    if "%" in normalize("NFKC", text):
        return UsageError(
            f"状态“{cut_short(text)}”里写的是进度", f"{choices},百分之几写进“进度/数值”一栏"
        )
    try:
        return UsageError(
            f"状态“{cut_short(text)}”不是状态,是否为 {read_status(text).value}?", choices
        )
    except UsageError as unknown:
        nearest = getattr(unknown, "nearest", [])
        asked = f",是否为 {nearest[0]}?" if nearest else ""
        return UsageError(f"状态“{cut_short(text)}”不是状态{asked}", choices)


def expect_choice(row: Row, meant: Reading[Status], since: date) -> Reading[Status]:
    """The status, if a form sent on that day may give it; raises UsageError for any other.

    One that wants a reason may not, nor one that a review gives, nor 已完成 of what has been
    returned since.
    """
    item, status, returned = row.item, meant.value, row.assessment.returned
    if status in STOPPED:
        raise UsageError(
            f"状态“{cut_short(meant.written)}”要写明原因和批准人,不能在表里改",
            f"运行 jimoplan update {item.id} --status {status} --reason 原因 --approved-by 批准人",
        )
    if status not in choices_of(item):
        aside = ",销号由审核的人办" if status is Status.CLOSED else ""
        raise UsageError(
            f"{name_of(item)} 现在是{item.status},不能在表里改成{status}{aside}",
            f"改成 {'、'.join(choices_of(item))} 中的一个",
        )
    if status is Status.COMPLETED and returned and returned.date >= since:
        raise UsageError(
            f"{name_of(item)} 已在 {returned.date} 退回,这份表是退回以前发出的",
            "请部门按退回的意见改好,再报一次",
        )
    return meant


def read_form_figure(row: Row, cell: FormCell, frame: Frame) -> dict[str, str]:
    """The figure of an item by its field; raises UsageError for what does not fit.

    0.6 and 已完成60% are 60 where a percentage is asked for.
    """
    if cell.day:
        raise UsageError(
            f"{_what(row)}写的“{cut_short(cell.text)}”是日期",
            f"把格子的格式改成文本,再{_remedy(row, frame.today)}",
        )
    text = _TAIL.sub("", "".join(normalize("NFKC", cell.text).split()))
    bare = _LEAD.sub("", text) if re.search(r"\d", text) else text
    bare = _as_percent(bare) if row.item.kind is Kind.ONE_OFF else bare
    try:
        return read_figure(row, bare or text, frame)
    except UsageError as wrong:
        words = wrong.message.replace(f"“{cut_short(bare)}”", f"“{cut_short(cell.text)}”")
        remedy = wrong.remedy.replace("如 数值", "如")
        if row.item.kind is not Kind.INDICATOR and not remedy.startswith("应报的"):
            remedy = _remedy(row, frame.today)
        raise UsageError(words.replace(" 写的“", "写的“"), remedy) from None


def _as_percent(text: str) -> str:
    """A share of the whole as percent: 0.6 as 60, 60.0 as 60, 6000%, a 60 shown as percent, as 60.

    Raises UsageError for 1.0, which is all of it or one percent.
    """
    text = _ABOUT.sub("", text)
    if _UNSURE.fullmatch(text):
        raise UsageError(f"进度写的“{text}”分不清是 1% 还是 100%", "写 0 到 100 的整数,如 60")
    if _SHARE.fullmatch(text):
        return str(Decimal(text) * 100).partition(".")[0]
    if (shown := _OF_HUNDRED.fullmatch(text)) and _SMALLEST <= int(shown[1]) <= _WHOLE:
        return shown[1]
    number = text.removesuffix("%")
    return number.partition(".")[0] if _ROUND.fullmatch(number) else text


_ROUND = re.compile(r"\d{1,3}\.0+")
_SMALLEST, _WHOLE = 10, 100
"""Between these a number shown as a hundred times as many percent is surely the number itself."""


def _remedy(row: Row, today: date) -> str:
    match row.item.kind:
        case Kind.ONE_OFF:
            return "写 0 到 100 的整数,如 60"
        case Kind.INDICATOR:
            return "只写数字"
        case Kind.PERIODIC:
            return f"写期数,如 {offered_period(row, today) or '第1期'}"
    return "写进“进展情况”一栏"


def _what(row: Row) -> str:
    names = {Kind.ONE_OFF: "进度", Kind.INDICATOR: "数值", Kind.PERIODIC: "期数"}
    return names.get(row.item.kind, "数字") if row.item.kind else name_of(row.item)


def read_form_day(cell: FormCell, period: Period, today: date) -> Reading[date]:
    """The day of a report, which has to have come; raises UsageError."""
    at = Standpoint(today, period, past=True, beyond=True)
    found = Reading(cell.day, "日期", str(cell.day), str(cell.day)) if cell.day else _read(cell, at)
    if found.value > today:
        raise UsageError(
            f"填报日期 {found.value} 还没有到,今天是 {today}", "写已经到的那一天;不写就是收表那天"
        )
    return found


def _read(cell: FormCell, at: Standpoint) -> Reading[date]:
    if _SERIAL.fullmatch(cell.text):
        day = date.fromordinal(_BEFORE_FIRST + int(cell.text))
        return Reading(day, "日期", cell.text, str(day))
    return read_day(cell.text, at)


_SERIAL = re.compile(r"4\d{4}|5\d{4}")
_BEFORE_FIRST = date(1899, 12, 30).toordinal()
"""The day from which spreadsheets number the days, since they take 1900 for a leap year."""


def split_evidence(text: str) -> tuple[str, ...]:
    """The files, document numbers and addresses in a cell: one a line, or with semicolons."""
    parts = re.split(r"[\n;\uff1b]+", text)
    return tuple(part.strip() for part in parts if part.strip())
