"""`jimoplan commit`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.commit import (
    commit_hand_edit,
    find_hand_edit,
    keep_others_work,
)
from jimoplan.actions.changing.commit_base import check_outside_git
from jimoplan.actions.changing.rights import check_rights, reason_trailers
from jimoplan.cli.changing.changing import ask_reason
from jimoplan.cli.changing.others import DeleteOthers, choose_kept, tell_kept
from jimoplan.cli.shared.asking import confirm
from jimoplan.cli.shared.identity import make_known
from jimoplan.cli.shared.options import PlanFile, PlanReason
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
    file: PlanFile = None,
) -> int:
    """Commit the plan as it was edited by hand, and nothing else."""
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
        _say(["没有变化,没有提交"])
        return ExitCode.FINE
    told = tell(edit.changes, edit.workplace.name_of_author)
    write("".join(f"{reveal_line(line)}\n" for line in told))
    _say((*edit.notes, *edit.hints))
    reason = plan_reason
    if edit.before:
        plan = edit.before.plan
        reason = reason or ask_reason(plan, edit.changes)
        check_rights(edit.workplace, plan, edit.changes, reason, by_hand=True)
    if dry_run:
        _say([f"只是看看(--dry-run),没有提交:{edit.subject}"])
        return ExitCode.FINE
    if edit.notes and not confirm("这些改动绕过了流程,确定提交吗?", yes=yes):
        _say(["没有提交"])
        return ExitCode.NO
    done = commit_hand_edit(edit, reason_trailers(reason))
    what = f"提交 {done.commit[:9]}:{edit.subject}" if done.commit else "没有别的变化,没有提交"
    _say([what, *done.notes])
    return ExitCode.FINE


def _say(notes: Iterable[str]) -> None:
    say("".join(f"{reveal_line(line)}\n" for note in notes for line in note.splitlines()))
