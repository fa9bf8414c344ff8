"""`jimoplan edit`."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.edit import (
    Draft,
    FaultyDraftError,
    LostItemError,
    find_others_in,
    keep_others_in,
    open_draft,
    propose_edit,
)
from jimoplan.actions.changing.proposal import Proposal
from jimoplan.actions.plan.texts import read_text
from jimoplan.cli.changing.changing import Manner, settle, side_effects, takes_manner
from jimoplan.cli.changing.others import DeleteOthers, choose_kept, tell_kept
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.identity import make_known
from jimoplan.cli.shared.options import PlanFile
from jimoplan.cli.shared.streams import say
from jimoplan.cli.shared.typed import read_name
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.text.problems import Problem
from jimoplan.errors import JimoplanError, UsageError
from jimoplan.system.editor import edit_file

_REMARK = "#|jimoplan|"
_PATIENCE = 20
"""How many times the editor is opened on text that does not validate."""


@takes_manner
def run(
    number: Annotated[
        str,
        typer.Argument(
            metavar="编号", help="如 8、8-1,或板块、部门名", autocompletion=complete.ids
        ),
    ],
    *,
    delete_others: DeleteOthers = False,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Open an item's own YAML in the editor and write what was changed."""
    if not manner.commits_nothing:
        make_known(file)
    draft = open_draft(file, Path.cwd(), read_name(number, file))
    place, shown = _write_draft(draft)
    try:
        proposal = _edit(draft, place)
        others = find_others_in(draft, proposal)
        kept = choose_kept(others, delete=delete_others, ask=not (manner.yes or manner.dry_run))
        proposal = keep_others_in(draft, proposal, kept)
        say("".join(f"{reveal_line(line)}\n" for line in tell_kept(kept, "留下不动")))
        code = settle(proposal, manner, notes=side_effects(proposal))
    except BaseException:
        _keep(place, shown)
        raise
    if code or manner.dry_run or kept:
        _keep(place, shown)
    else:
        place.unlink(missing_ok=True)
    return code


def _keep(place: Path, shown: bytes) -> None:
    """Keep the draft's file if the person changed it, and say where it is; else remove it."""
    if place.exists() and place.read_bytes() != shown:
        say(f"改过的内容还在 {place}\n")
    else:
        place.unlink(missing_ok=True)


def _edit(draft: Draft, place: Path) -> Proposal:
    """The change that the person made to the draft; raises its problems once nobody mends them."""
    last = draft.cutting.text
    for attempt in range(1, _PATIENCE + 1):
        edit_file(place)
        edited = _without_remarks(read_text("edit", str(place), None))
        edited = edited if draft.cutting.text.endswith("\n") else edited.rstrip("\n")
        try:
            return propose_edit(draft, edited)
        except (FaultyDraftError, LostItemError, UsageError) as fault:
            if edited == last or attempt == _PATIENCE:
                raise
            last = edited
            _write(place, _with_problems(draft, edited, fault))
    raise ValueError("the last attempt returns or raises")


def _write_draft(draft: Draft) -> tuple[Path, bytes]:
    """A temporary file with the draft, and the bytes written to it."""
    handle, name = tempfile.mkstemp(prefix="jimoplan-", suffix=".yaml")
    os.close(handle)
    place = Path(name)
    remark = f"{_REMARK} {draft.name}:改好后保存并关闭;不改就直接关闭。这样开头的行不会写入。"
    _write(place, f"{remark}\n{draft.cutting.text}\n")
    return place, place.read_bytes()


def _write(place: Path, text: str) -> None:
    place.write_bytes(text.encode("utf-8"))


def _without_remarks(text: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    kept = [line for line in lines if not line.startswith(_REMARK)]
    return "\n".join(kept).removesuffix("\n")


def _with_problems(draft: Draft, edited: str, fault: JimoplanError) -> str:
    """The edited lines with each problem above the line it is in, or at the top."""
    found = fault.problems if isinstance(fault, FaultyDraftError) else ()
    first = draft.cutting.first_line
    problems = [problem._replace(line=problem.line - first + 1) for problem in found]
    lines = edited.split("\n")
    marked = [f"{_REMARK} {fault.message}。{fault.remedy};原样关闭就放弃这次改动。"]
    marked += [
        f"{_REMARK} {words}"
        for p in problems
        if not 0 < p.line <= len(lines)
        for words in _words(p)
    ]
    for number, line in enumerate(lines, 1):
        marked += [
            f"{_REMARK} {words}" for p in problems if p.line == number for words in _words(p)
        ]
        marked.append(line)
    return "\n".join(marked) + "\n"


def _words(problem: Problem) -> Iterator[str]:
    yield reveal_line(f"↓ {problem.code} {problem.message} → {problem.remedy}")
