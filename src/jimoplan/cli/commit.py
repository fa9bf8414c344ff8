"""`jimoplan commit`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.commit import commit_hand_edit, find_hand_edit
from jimoplan.cli.options import PlanFile
from jimoplan.cli.streams import say, write
from jimoplan.core.cells import reveal_line
from jimoplan.core.change.words import describe


def run(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="只显示要提交什么,不提交")
    ] = False,
    file: PlanFile = None,
) -> None:
    """Commit the plan as it was edited by hand, and nothing else."""
    edit = find_hand_edit(file, Path.cwd())
    if edit.is_empty:
        say("没有变化,没有提交\n")
        return
    write("".join(f"{reveal_line(describe(change))}\n" for change in edit.changes))
    say("".join(f"{reveal_line(note)}\n" for note in edit.notes))
    if dry_run:
        say(reveal_line(f"只是看看(--dry-run),没有提交:{edit.subject}") + "\n")
        return
    done = commit_hand_edit(edit)
    notes = [f"提交 {(done.commit or '')[:9]}:{edit.subject}", *done.notes]
    say("".join(f"{reveal_line(line)}\n" for note in notes for line in note.splitlines()))
