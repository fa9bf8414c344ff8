"""`jimoplan commit`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.commit import commit_hand_edit, find_hand_edit
from jimoplan.actions.changing.rights import check_rights, reason_trailers
from jimoplan.cli.changing.changing import ask_reason
from jimoplan.cli.shared.asking import confirm
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
    plan_reason: PlanReason = None,
    file: PlanFile = None,
) -> int:
    """Commit the plan as it was edited by hand, and nothing else."""
    edit = find_hand_edit(file, Path.cwd())
    if edit.is_empty:
        say("没有变化,没有提交\n")
        return ExitCode.FINE
    write("".join(f"{reveal_line(line)}\n" for line in tell(edit.changes)))
    say("".join(f"{reveal_line(note)}\n" for note in (*edit.notes, *edit.hints)))
    reason = plan_reason
    if edit.before:
        reason = reason or ask_reason(edit.before, edit.changes)
        check_rights(edit.workplace, edit.before, edit.changes, reason)
    if dry_run:
        say(reveal_line(f"只是看看(--dry-run),没有提交:{edit.subject}") + "\n")
        return ExitCode.FINE
    if edit.notes and not confirm("这些改动绕过了流程,确定提交吗?", yes=yes):
        say("没有提交\n")
        return ExitCode.NO
    done = commit_hand_edit(edit, reason_trailers(reason))
    notes = [f"提交 {(done.commit or '')[:9]}:{edit.subject}", *done.notes]
    say("".join(f"{reveal_line(line)}\n" for note in notes for line in note.splitlines()))
    return ExitCode.FINE
