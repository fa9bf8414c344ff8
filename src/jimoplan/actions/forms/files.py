"""The forms in a file, whichever program has saved it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jimoplan.actions.plan.links import check_way
from jimoplan.core.forms.returned import ReturnedForm, is_own_sheet, read_returned
from jimoplan.errors import UsageError
from jimoplan.system.files import list_files, read_bytes, shown_path

_TABLES = (".csv", ".tsv", ".txt")


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and the tables in the folders named; raises UsageError for none in one.

    What a program that has a workbook open keeps beside it is left out.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        names = [name for name in list_files(path) if name[:1] not in {".", "~"}]
        found = [path / name for name in names if name.lower().endswith(_WORKBOOKS)]
        if not found:
            raise UsageError(
                f"文件夹 {shown_path(path)} 里没有 .xlsx 表格", "检查是否选错了文件夹,或写明文件"
            )
        yield from found


_WORKBOOKS = (".xlsx", ".ods", ".csv", ".xls", ".et", ".xlsm", ".xlsb")
"""Also those that are refused: a form that came back in one of them has to be asked for again."""


def read_forms(path: Path) -> Iterator[tuple[str, ReturnedForm, tuple[str, ...]]]:
    """The forms in a file, each with the file's name and what is to be said of how it was read.

    Raises UsageError for a file that is not read or has no form in it, JimoplanError where it
    cannot be read.
    """
    from jimoplan.exchange.documents.read import read_document

    check_way(path)
    name = str(shown_path(path))
    try:
        source = read_document(name, read_bytes(path))
    except UsageError as refused:
        remedy = refused.remedy if ".xlsx" in refused.remedy else "请部门发回填好的 .xlsx"
        raise UsageError(refused.message, remedy) from None
    if source.is_linked:
        raise UsageError(
            f"{name} 里有指向别的文件的链接,没有收",
            "在 WPS 或 Excel 里断开链接(数据→编辑链接→断开),另存后再收",
        )
    notes = [note for note in source.notes if not is_own_sheet(note)]
    if path.suffix.lower() in _TABLES:
        notes.append("CSV 不带格式和发出时的底数;请部门直接发回 .xlsx")
    found = read_returned(source)
    if not found:
        raise UsageError(
            f"{name} 里没有填报表:没有一行表头写着“编号”和要填的各栏",
            "检查是否选错了文件;表头改了的,改回 编号、状态、进度/数值、进展情况",
        )
    for form in found:
        yield name, form, tuple(notes)
