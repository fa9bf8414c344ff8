"""forms send: a workbook for each department, with what it owes."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.desk.reporting import find_departments, reporting_departments
from jimoplan.actions.forms.register import check_register, read_register, record_sent
from jimoplan.actions.plan.links import check_way
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.assessment.assess import assess
from jimoplan.core.forms.form import Form, make_form
from jimoplan.core.forms.sent import SentForm, answer_forms
from jimoplan.core.input.periods import read_period
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.words import Cadence
from jimoplan.core.views.answer import Answer
from jimoplan.core.views.views import head_answer
from jimoplan.errors import UsageError
from jimoplan.system.file_names import FileNames
from jimoplan.system.files import make_folder, read_bytes, shown_path, write_bytes

FOLDER = "填报表"
"""Where forms are written, unless another folder is named."""


class Sending(NamedTuple):
    """The forms of departments with something to report on, and those that have nothing."""

    workplace: Workplace
    forms: tuple[Form, ...]
    idle: tuple[str, ...]


def make_forms(
    file: Path | None, start: Path, dept: str | None, period: str | None, today: date
) -> Sending:
    """The forms of one department, or with None of all that have something to report on.

    Raises UnknownNameError or AmbiguousNameError, UsageError for a period that cannot be read.
    """
    workplace = find_workplace(file, start)
    plan = workplace.read().plan
    departments: Sequence[str] = (
        find_departments(workplace, plan, dept) if dept else reporting_departments(plan)
    )
    assessment = assess(plan, today)
    named = _name_period(period, plan.plan.period, today) if period else ""
    commit = _find_commit(workplace)
    forms = [
        make_form(plan, assessment, each, period=named, sent=today, commit=commit)
        for each in departments
    ]
    return Sending(
        workplace,
        tuple(form for form in forms if form.rows),
        tuple(form.department for form in forms if not form.rows),
    )


def _name_period(written: str, plan: Period, today: date) -> str:
    """A period of any length as it is called: 2024年11月; raises UsageError for none."""
    refusal: UsageError | None = None
    for cadence in Cadence:
        try:
            return read_period(cadence, written, plan, today).value.words
        except UsageError as wrong:
            refusal = refusal or wrong
    raise UsageError(
        f"--period 写的“{written}”不是期次", "如 2024-11、2024-W24、2024-Q3、2024-H1"
    ) from refusal


def _find_commit(workplace: Workplace) -> str:
    repository = workplace.repository
    if repository is None or not repository.has_commits:
        return ""
    from jimoplan.git.history import find_commit

    return find_commit(repository, "HEAD")


def write_forms(sending: Sending, folder: Path) -> tuple[Path, ...]:
    """Write the forms into a folder, and keep that they were sent; the files' paths.

    Raises UsageError before anything is written where a file is there already and is another: it
    may have been filled in. Raises MissingExtraError, JimoplanError where it cannot be written.
    """
    from jimoplan.exchange.workbooks.form import write_form

    check_way(folder)
    if folder.suffix.lower() == ".xlsx" and not folder.is_dir():
        raise UsageError(f"-o {folder} 是文件名,填报表写进文件夹", "写文件夹,如 -o 填报表")
    check_register(sending.workplace)
    names = FileNames()
    made = {folder / _name_file(names, form): write_form(form) for form in sending.forms}
    _check_free(made.items())
    make_folder(folder)
    for path, data in made.items():
        write_bytes(path, data, keep=[sending.workplace.path])
    record_sent(
        sending.workplace,
        [SentForm(f.department, f.sent, f.period, len(f.rows)) for f in sending.forms],
    )
    return tuple(made)


def _name_file(names: FileNames, form: Form) -> str:
    return names.take(f"{form.department.lstrip('.~')}-填报表-{form.sent}") + ".xlsx"


def _check_free(made: Iterable[tuple[Path, bytes]]) -> None:
    taken = [path for path, data in made if path.exists() and read_bytes(path) != data]
    if taken:
        named = "、".join(str(shown_path(path)) for path in taken[:_MOST_NAMED])
        more = f"等 {len(taken)} 个文件" if len(taken) > _MOST_NAMED else ""
        raise UsageError(
            f"{named}{more}已经有了,内容不同,可能已经填过;一份也没有写",
            "用 -o 写到别的文件夹,或先把旧的移走",
        )


_MOST_NAMED = 3


def tell_sent(file: Path | None, start: Path, today: date) -> Answer:
    """Who was sent what, who has returned it and who has not; raises JimoplanError."""
    workplace = find_workplace(file, start)
    plan = workplace.read().plan
    heading = head_answer(plan, today, ())
    return answer_forms(heading, read_register(workplace, plan))
