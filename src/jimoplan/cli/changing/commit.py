"""`jimoplan commit`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.commit import (
    HandEdit,
    commit_hand_edit,
    find_hand_edit,
    keep_others_work,
)
from jimoplan.actions.changing.commit_base import Done, check_outside_git
from jimoplan.actions.changing.rights import check_rights, check_uncommitted, reason_trailers
from jimoplan.cli.changing.changing import ask_reason, is_reason_asked, write_change
from jimoplan.cli.changing.others import DeleteOthers, choose_kept, tell_kept
from jimoplan.cli.shared.asking import confirm
from jimoplan.cli.shared.identity import make_known
from jimoplan.cli.shared.options import PlanFile, PlanReason, Telling, TellingName, read_telling
from jimoplan.cli.shared.streams import say, write
from jimoplan.core.changes.told import tell
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import ExitCode


def run(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="只显示要提交什么,不提交")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="凡有提问都答“是”")] = False,
    delete_others: DeleteOthers = False,
    plan_reason: PlanReason = None,
    format_: TellingName = Telling.TEXT.value,
    file: PlanFile = None,
) -> int:
    """Commit the plan as it was edited by hand, and nothing else."""
    as_json = read_telling(format_) is Telling.JSON
    if not dry_run:
        check_outside_git()
        make_known(file)
    edit = find_hand_edit(file, Path.cwd())
    _say(edit.workplace.mended)
    kept = choose_kept(edit.others, delete=delete_others, ask=not (yes or dry_run))
    as_found, edit = edit.blob, keep_others_work(edit, kept)
    put_back = "会放回去" if dry_run else "放回计划文件"
    _say(tell_kept(kept, f"{put_back};放回以前的文件,git show {as_found[:9]} 还看得到"))
    if edit.is_empty and (dry_run or not kept):
        return _end(edit, None, ["没有变化,没有提交"], as_json=as_json)
    if not as_json:
        told = tell(edit.changes, edit.workplace.name_of_author)
        write("".join(f"{reveal_line(line)}\n" for line in told))
    _say((*edit.notes, *edit.hints))
    reason = plan_reason
    if edit.before:
        plan = edit.before.plan
        if not reason and is_reason_asked(plan, edit.changes):
            check_uncommitted(edit.workplace, plan, edit.changes, reason, by_hand=True)
            reason = ask_reason(plan, edit.changes)
        check_rights(edit.workplace, plan, edit.changes, reason, by_hand=True)
    if dry_run:
        seen = [f"只是看看(--dry-run),没有提交:{edit.subject}"]
        return _end(edit, None, seen, as_json=as_json)
    if edit.notes and not confirm("这些改动绕过了流程,确定提交吗?", yes=yes):
        _end(edit, None, ["没有提交"], as_json=as_json)
        return ExitCode.NO
    done = commit_hand_edit(edit, reason_trailers(reason))
    what = f"提交 {done.commit[:9]}:{edit.subject}" if done.commit else "没有别的变化,没有提交"
    return _end(edit, done, [what, *done.notes], as_json=as_json)


def _end(edit: HandEdit, done: Done | None, said: list[str], *, as_json: bool) -> int:
    """Tell how it ended; programs are told of all that is worth knowing at once."""
    _say(said)
    if as_json:
        notes = [*edit.workplace.mended, *edit.notes, *edit.hints, *said]
        write_change(edit.workplace, edit.changes, (done,) if done else (), notes)
    return ExitCode.FINE


def _say(notes: Iterable[str]) -> None:
    say("".join(f"{reveal_line(line)}\n" for note in notes for line in note.splitlines()))
