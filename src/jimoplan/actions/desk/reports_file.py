"""report --from: many reports read from plain lines or from a table, all or none of them."""

import codecs
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.told import Told
from jimoplan.actions.changing.update import Entry, Planned, propose_updates
from jimoplan.actions.desk.reporting import Manners, ReportDesk, entry_of, open_desk
from jimoplan.actions.plan.links import check_way
from jimoplan.actions.plan.texts import check_line, check_text
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.core.desk.figures import Frame
from jimoplan.core.desk.lines import is_comment, read_line
from jimoplan.core.desk.report import Report
from jimoplan.core.desk.table import (
    Columns,
    is_heading,
    looks_like_heading,
    read_heading,
    read_row,
)
from jimoplan.core.importing.blocks import Block
from jimoplan.core.plan.words import Kind
from jimoplan.errors import UsageError
from jimoplan.system.files import read_bytes, shown_path

STANDARD_INPUT = "标准输入"
_STANDARD_INPUT = frozenset({"/dev/stdin", "/dev/fd/0"})
MOST_BYTES = 4 * 1024 * 1024
"""More is no file of reports; so much is at most read of it."""
_MOST = 2000
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class _Line(NamedTuple):
    """One report to be read: the line it stands in, and how to read it."""

    where: str
    read: Callable[[], Report]


def propose_reports_in(
    file: Path | None, start: Path, path: str, given: bytes | None, manners: Manners
) -> Planned:
    """What the reports in a file come to, or in what was given where the path is -.

    Raises RefusedEntriesError with every line that cannot be read or recorded, UsageError where
    there is none, JimoplanError where the file cannot be read.
    """
    check_line("--from", path)
    if given is None:
        if path in _STANDARD_INPUT:
            raise UsageError(f"标准输入不写 {path}", "写成 --from -")
        check_way(Path(path))
    name = STANDARD_INPUT if given is not None else str(shown_path(Path(path)))
    data = read_bytes(Path(path)) if given is None else given
    _check_text(name, data)
    workplace = find_workplace(file, start)
    desk = open_desk(workplace, workplace.read().plan, (), manners.today)
    lines, notes = _find_lines(name, data, desk)
    if not lines:
        raise UsageError(f"{name} 里没有填报", "一行写一项,如 8-1 40% 初稿已征求意见")
    if len(lines) > _MOST:
        raise UsageError(
            f"{name} 里有 {len(lines)} 项填报,一次最多 {_MOST} 项",
            "检查是否选错了文件,或分成几个文件",
        )
    entries = [_read(line, manners) for line in lines]
    planned = propose_updates(file, start, entries)
    repeated = _tell_repeated(desk, entries, planned.idle)
    return planned._replace(notes=(*notes, *repeated, *planned.notes))


def _check_text(name: str, data: bytes) -> None:
    """Raise UsageError for what is too much, or no text: it would go straight into the plan."""
    if len(data) > MOST_BYTES:
        raise UsageError(f"{name} 超过 {MOST_BYTES // 1024**2} MB,不像是填报", "检查是否选错了文件")
    if b"\0" in data and not data.startswith(_UTF16):
        raise UsageError(
            f"{name} 里有空字节,不是文本文件", "检查是否选错了文件;表格另存为 CSV,文字另存为 UTF-8"
        )


def _read(line: _Line, manners: Manners) -> Entry:
    try:
        report = line.read()
        texts = (report.note, report.problem, report.solved, report.next)
        for name, text in zip(_TEXTS, texts, strict=True):
            check_text(name, text or None)
    except UsageError as fault:
        return Entry((), Told(manners.today), line.where, fault)
    return entry_of(report, manners, line.where)


_TEXTS = ("进展情况", "存在问题", "问题解决情况", "下一步计划")


def _find_lines(name: str, data: bytes, desk: ReportDesk) -> tuple[list[_Line], tuple[str, ...]]:
    """The reports of a file, a table by its heading, and what is to be said of how it was read."""
    from jimoplan.exchange.documents.comma_separated import read_paired
    from jimoplan.exchange.documents.plain_text import read_plain_text

    text = read_plain_text(name, data)
    said = [block for block in text.blocks if not is_comment(block.text)]
    if said and is_heading(said[0].text):
        table = read_paired(name, data)
        rows = [block for block in table.blocks if not is_comment(block.text)]
        if rows and (columns := read_heading(_cells(rows[0]))):
            notes = [f"没有用到的列:{'、'.join(columns.unused)}"] if columns.unused else []
            return list(_in_table(name, rows[1:], columns, desk)), (*table.notes, *notes)
    return list(_in_lines(name, said, desk)), text.notes


def _in_table(
    name: str, rows: Sequence[Block], columns: Columns, desk: ReportDesk
) -> Iterator[_Line]:
    for block in rows:
        yield _Line(_where(name, block), partial(read_row, columns, _cells(block), desk.frame))


def _in_lines(name: str, lines: Sequence[Block], desk: ReportDesk) -> Iterator[_Line]:
    for block in lines:
        yield _Line(_where(name, block), partial(_read_line, block.text, desk.frame))


def _read_line(line: str, frame: Frame) -> Report:
    try:
        return read_line(line, frame)
    except UsageError:
        if looks_like_heading(line):
            raise UsageError(
                "像是表头,不是一项填报",
                "表头写在最前面,要有“编号”一列,各列用逗号、分号或制表符隔开;"
                "只是说明的,前面加 #(# 开头的行不读)",
            ) from None
        raise


def _cells(block: Block) -> list[str]:
    return [cell.text for cell in block.cells]


def _where(name: str, block: Block) -> str:
    """The file and the line: 周五.txt:3."""
    return f"{name}:{block.place.removeprefix('第').removesuffix('行').strip()}"


def _tell_repeated(
    desk: ReportDesk, entries: Sequence[Entry], idle: Sequence[str]
) -> Iterator[str]:
    """What was there already, and which items without periods were reported on twice."""
    if idle:
        told = f"记下 {len(entries) - len(idle)} 项,另有 {len(idle)} 项已经有同样的,没有再记"
        yield f"{told}:{_name_lines(idle)}"
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for id_ in entry.ids if entry.where not in idle else ():
            lines[id_].append(entry.where)
    for id_, where in lines.items():
        if len(where) > 1 and desk.rows[id_].item.kind is not Kind.PERIODIC:
            yield f"{id_} 写了 {len(where)} 次({_name_lines(where)}),各记一次,请核对"


def _name_lines(where: Sequence[str]) -> str:
    return "、".join(where[:_MOST_NAMED]) + ("……" if len(where) > _MOST_NAMED else "")


_MOST_NAMED = 10
