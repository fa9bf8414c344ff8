"""import: published documents to a plan, with the answers to what they leave in doubt."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.init import (
    Begun,
    check_free,
    files_beside,
    put_down,
    read_departments,
    register_beside,
)
from jimoplan.actions.plan.links import check_way
from jimoplan.actions.plan.open import FaultyPlanError, only_errors
from jimoplan.actions.plan.texts import find_private, read_text
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.importing.answers import read_answers, write_answers
from jimoplan.core.importing.blocks import Source
from jimoplan.core.importing.documents import Imported, Wanted, import_documents
from jimoplan.core.importing.doubts import Doubt
from jimoplan.errors import JimoplanError, UsageError
from jimoplan.exchange.documents.read import STANDARD_INPUT, read_document
from jimoplan.system.files import make_folder, read_bytes, shown_path, write_text


class Import(NamedTuple):
    """Documents that were read, what is wanted of them, the answers kept and their file."""

    sources: tuple[Source, ...]
    wanted: Wanted
    answers: Mapping[str, str]
    kept_in: Path | None

    def carry_out(self, more: Mapping[str, str] | None = None) -> Imported:
        """The plan by the answers kept and those given besides.

        Raises JimoplanError where no task is found, or the plan would not give the text back.
        """
        imported = import_documents(self.sources, self.wanted, {**self.answers, **(more or {})})
        if not imported.plan.all_tasks():
            raise UsageError(
                "没有读出任何任务",
                "任务前面要有序号(1. (一) 一、)或后面有责任条款,表格要有“任务”“责任单位”这样的表头",
            )
        if problems := only_errors(imported.problems):
            raise FaultyPlanError(
                Path("plan.yaml"),
                problems,
                f"这样的计划有错误 {len(problems)} 处,没有写入",
                "在答复文件里改正相应的答复,或改正原文件,再导入一次",
            )
        if problem := imported.difference:
            raise JimoplanError(
                f"导入的计划写不回原文,没有写入:{problem.message}(原文第 {problem.line} 行)",
                "请把这份文件和这句话告诉 jimoplan 的维护者;可以先用 jimoplan init 从头建",
            )
        return imported


def prepare_import(
    files: Sequence[str],
    given: bytes | None,
    wanted: Wanted,
    departments: Path | None,
    answers: Path | None,
) -> Import:
    """Read documents, a roster of departments, and the answers kept, where there are some.

    `given` is what came by standard input, for the file named -. Raises JimoplanError for what
    cannot be read.
    """
    known = read_departments(departments)
    sources = tuple(_read(name, given) for name in files)
    kept = {}
    if answers:
        check_way(answers)
    if answers and answers.exists():
        kept = read_answers(read_text("--answers", str(answers), None), str(shown_path(answers)))
    return Import(sources, wanted._replace(departments=known), kept, answers)


def _read(name: str, given: bytes | None) -> Source:
    data = given if name == STANDARD_INPUT else None
    if data is None:
        check_way(Path(name))
        data = read_bytes(Path(name))
    return read_document(reveal_line(Path(name).name), data)


def check_days(wanted: Wanted) -> None:
    """Raises UsageError for a first day behind the last one."""
    if wanted.start and wanted.end and wanted.start > wanted.end:
        raise UsageError(f"--start {wanted.start} 在 --end {wanted.end} 之后", "把两个日期对调")
    if wanted.end and not wanted.start:
        raise UsageError("写了 --end,没有写 --start", "两个都写上")


def private_in(imported: Imported) -> tuple[str, ...]:
    """What in the documents looks like personal data or a 密级 mark, in words."""
    return find_private([imported.published])


def check_output(plan: Path, answers: Path | None) -> None:
    """Raises UsageError where something is there already, or the answers would be.

    Raises JimoplanError where git is busy.
    """
    if plan.is_dir() or not plan.name:
        raise UsageError(f"--output {plan or Path()} 是文件夹,不是文件", "写成 文件夹/plan.yaml")
    files = files_beside(plan)
    check_free(files)
    if answers and answers.resolve() in {file.resolve() for file in files}:
        raise UsageError(f"--answers 和 --output 都是 {shown_path(plan)}", "给答复换一个文件名")


def write_import(plan: Path, wanted: Import, given: Mapping[str, str], imported: Imported) -> Begun:
    """Write the plan with its schema and the answers, and commit them where there is a repository.

    Raises UsageError where something is there already, FaultyPlanError where the plan has errors,
    JimoplanError where git or the disk fails; nothing is written then.
    """
    files = files_beside(plan)
    check_free(files)

    def keep(written: Sequence[Path]) -> Begun:
        answers = keep_answers(wanted, given, imported.doubts)
        return register_beside((*written, *([answers] if answers else [])))

    return put_down(files, imported.text, imported.plan.departments, keep)


def keep_answers(
    wanted: Import, given: Mapping[str, str], doubts: Iterable[Doubt] = ()
) -> Path | None:
    """Write down the answers, and the doubts still to be answered; where that is, None for nothing.

    Raises JimoplanError where the disk fails.
    """
    text = write_answers({**wanted.answers, **given}, doubts)
    if wanted.kept_in is None or not text:
        return None
    make_folder(wanted.kept_in.parent)
    write_text(wanted.kept_in, text, keep=wanted.kept_in.parent)
    return wanted.kept_in
