"""edit: one item's own YAML changed by hand and put back whole."""

from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.plans import FaultyPlanError, only_errors
from jimoplan.actions.proposal import Proposal, name_changes, redo
from jimoplan.actions.structure import find_ref
from jimoplan.actions.workplace import Reading, Workplace, find_workplace
from jimoplan.core.change.changes import Ref
from jimoplan.core.change.diff import diff
from jimoplan.core.change.outline import outline
from jimoplan.core.change.words import name_ref
from jimoplan.core.problems import Problem
from jimoplan.core.reading.reader import Loaded, load
from jimoplan.core.writing.excerpt import Cutting, cut_out, put_back
from jimoplan.errors import ExitCode, JimoplanError


class Draft(NamedTuple):
    """An item's lines taken out to be edited."""

    workplace: Workplace
    reading: Reading
    ref: Ref
    cutting: Cutting

    @property
    def name(self) -> str:
        """How the item is spoken of."""
        return name_ref(self.ref)


class FaultyDraftError(FaultyPlanError):
    """What was edited is no plan any more; the problems' lines are those of the draft."""

    def __init__(self, draft: Draft, problems: tuple[Problem, ...]) -> None:
        first = draft.cutting.first_line
        errors = tuple(p._replace(line=p.line - first + 1) for p in only_errors(problems))
        words = f"改过的 {draft.name} 有错误 {len(errors)} 处,没有写入"
        super().__init__(Path(draft.name), errors, words, "按提示改正(行号从这一项的第一行数起)")


class LostItemError(JimoplanError):
    """The item is not there any more after editing: ids never change."""

    exit_code = ExitCode.NO

    def __init__(self, name: str) -> None:
        super().__init__(
            f"改过以后没有 {name} 了,没有写入", "编号永不更改;要删去这一项,用 jimoplan remove"
        )


def open_draft(file: Path | None, start: Path, name: str) -> Draft:
    """The lines of the item or department called that; raises UnknownNameError."""
    workplace = find_workplace(file, start)
    reading = workplace.read()
    ref = find_ref(reading.plan, name)
    cutting = cut_out(reading.loaded.document, reading.plan, ref)
    if cutting is None:
        raise ValueError("what has been found in the plan stands in its text")
    return Draft(workplace, reading, ref, cutting)


def propose_edit(draft: Draft, edited: str) -> Proposal:
    """What the edited lines come to; raises FaultyDraftError or LostItemError."""
    reading = draft.reading
    written = load(put_back(reading.loaded.document, draft.cutting, edited), with_advice=False)
    if written.plan is None or written.has_errors:
        raise FaultyDraftError(draft, written.problems)
    if draft.ref not in outline(written.plan):
        raise LostItemError(draft.name)
    changes = diff(reading.plan, written.plan)
    subject = f"整理 {draft.name} 的注释和格式"
    if changes:
        subject = name_changes(changes, reading.plan, written.plan, [draft.ref])

    def remake(other: Reading) -> Loaded:
        """The same lines where the item is as it was; the same changes where it is not."""
        cutting = cut_out(other.loaded.document, other.plan, draft.ref)
        if cutting is None or cutting.text != draft.cutting.text:
            return redo(draft.workplace.path, other, changes)
        return load(put_back(other.loaded.document, cutting, edited), with_advice=False)

    return Proposal(draft.workplace, reading, changes, written, remake, subject)
