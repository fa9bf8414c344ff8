"""What the cells of a form mean: a status, a share of the whole, a figure, a day, files."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from jimoplan.core.desk.figures import Frame, read_figure
from jimoplan.core.display.short import cut_short
from jimoplan.core.forms.form import choices_of
from jimoplan.core.forms.returned import FormCell
from jimoplan.core.input.days import Standpoint, read_day
from jimoplan.core.input.reading import Reading
from jimoplan.core.input.statuses import find_status, read_status
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import STOPPED, Kind, Status
from jimoplan.core.views.query import Row
from jimoplan.core.workflow.days import refuse_future
from jimoplan.errors import UsageError

_LEAD = re.compile(
    r"^(?:目前|现在?|现已|累计|总体|已经?|共)*(?:完成率?|进度|达到?|为|报送|报)*[:约]?"
)
_TAIL = re.compile(r"(?:左右)?[。.;,]?$")
_SHARE = re.compile(r"0?\.\d{1,2}|1\.0+|0\.0+")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})月(\d{1,2})日?|(?:\d{4}[-/.])(\d{1,2})[-/.](\d{1,2})")


def read_id(cell: FormCell) -> str:
    """The id in a cell, also where a program has made a day of it: 8月1日 was 8-1."""
    text = "".join(normalize("NFKC", cell.text).split())
    if cell.day:
        return f"{cell.day.month}-{cell.day.day}"
    if found := _DAY_OF_MONTH.fullmatch(text):
        month, day = (part for part in found.groups() if part)
        return f"{int(month)}-{int(day)}"
    return text.strip("'‘’`")


def read_form_status(row: Row, cell: FormCell) -> Reading[Status]:
    """The status in a cell; raises UsageError for no status, and for one that wants a reason."""
    text = cell.text.strip()
    if (meant := find_status(text)) is None:
        meant = _ask_status(row, text)
    if meant in STOPPED and meant is not row.item.status:
        raise UsageError(
            f"状态“{cut_short(text)}”要写明原因和批准人,不能在表里改",
            f"运行 jimoplan update {row.item.id} --status {meant} "
            "--reason 原因 --approved-by 批准人",
        )
    return Reading(meant, "状态", text, meant.value)


def _ask_status(row: Row, text: str) -> Status:
    try:
        near = read_status(text).value
    except UsageError as unknown:
        nearest = getattr(unknown, "nearest", [])
        asked = f",是否为 {nearest[0]}?" if nearest else ""
        raise UsageError(
            f"状态“{cut_short(text)}”不是状态{asked}",
            f"改成 {'、'.join(choices_of(row.item))} 中的一个",
        ) from None
    return near


def read_form_figure(row: Row, cell: FormCell, frame: Frame) -> dict[str, str]:
    """The figure of an item by its field; raises UsageError for what does not fit.

    0.6 and 已完成60% are 60 where a percentage is asked for.
    """
    if cell.day and row.item.kind is not Kind.PERIODIC:
        raise UsageError(
            f"{_what(row)}写的“{cell.text}”是日期", "把格子的格式改成常规,再写一次数字"
        )
    text = _TAIL.sub("", "".join(normalize("NFKC", cell.text).split()))
    bare = _LEAD.sub("", text) if re.search(r"\d", text) else text
    if row.item.kind is Kind.ONE_OFF and _SHARE.fullmatch(bare):
        bare = f"{Decimal(bare) * 100:f}"
        bare = bare.rstrip("0").rstrip(".") if "." in bare else bare
    if row.item.kind is Kind.ONE_OFF and (whole := _as_whole(bare)):
        bare = whole
    try:
        return read_figure(row, bare or text, frame)
    except UsageError as wrong:
        raise UsageError(_in_form(wrong.message, bare, cell.text), _remedy(row)) from None


def _in_form(words: str, bare: str, written: str) -> str:
    said = words.replace(f"“{cut_short(bare)}”", f"“{cut_short(written)}”")
    return said.replace(" 写的“", "写的“")


def _as_whole(text: str) -> str:
    """60.0 or 60.00% as 60, '' for anything else."""
    number = text.removesuffix("%")
    try:
        value = Decimal(number)
    except InvalidOperation:
        return ""
    return str(int(value)) if value == value.to_integral_value() and abs(value) <= _MOST else ""


_MOST = 10_000


def _remedy(row: Row) -> str:
    match row.item.kind:
        case Kind.ONE_OFF:
            return "写 0 到 100 的整数,如 60"
        case Kind.INDICATOR:
            return "只写数字"
        case Kind.PERIODIC:
            return "写期数,如 第3期"
    return "写进“进展情况”一栏"


def _what(row: Row) -> str:
    names = {Kind.ONE_OFF: "进度", Kind.INDICATOR: "数值", Kind.PERIODIC: "期数"}
    return names.get(row.item.kind, "数字") if row.item.kind else name_of(row.item)


def read_form_day(cell: FormCell, frame: Frame) -> Reading[date]:
    """The day of a report, which has to have come; raises UsageError."""
    at = Standpoint(frame.today, frame.period, past=True, beyond=True)
    found = Reading(cell.day, "日期", str(cell.day), str(cell.day)) if cell.day else _read(cell, at)
    refuse_future("填报日期", found.value, frame.today)
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
    parts = re.split(r"[\n;;]+", text)
    return tuple(part.strip() for part in parts if part.strip())
