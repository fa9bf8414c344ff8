"""`jimoplan commit`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.commit import (
    HandEdit,
    commit_hand_edit,
    find_hand_edit,
    keep_others_work,
)
from jimoplan.actions.changing.others import OthersWork
from jimoplan.actions.changing.rights import check_rights, reason_trailers
from jimoplan.cli.changing.changing import ask_reason
from jimoplan.cli.shared.asking import ask_line, confirm
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
    delete_others: Annotated[
        bool,
        typer.Option(
            "--delete-others", help="手工改动会去掉的别人的内容,真的去掉;不写则放回去(终端里逐条问)"
        ),
    ] = False,
    plan_reason: PlanReason = None,
    file: PlanFile = None,
) -> int:
    """Commit the plan as it was edited by hand, and nothing else."""
    edit = find_hand_edit(file, Path.cwd())
    kept = () if delete_others else tuple(_choose_kept(edit, ask=not yes and not dry_run))
    if kept:
        put_back = "会放回去" if dry_run else "放回计划文件"
        lines = [f"别人的内容 {len(kept)} 处,{put_back}(真的要去掉,加上 --delete-others):"]
        lines += [f"  {work.whose}:{work.what}" for work in kept]
        say("".join(f"{reveal_line(line)}\n" for line in lines))
    if kept and not dry_run:
        keep_others_work(edit, kept)
        edit = find_hand_edit(file, Path.cwd())
    if edit.is_empty:
        say("没有变化,没有提交\n")
        return ExitCode.FINE
    write("".join(f"{reveal_line(line)}\n" for line in tell(edit.changes)))
    say("".join(f"{reveal_line(note)}\n" for note in (*edit.notes, *edit.hints)))
    reason = plan_reason
    if edit.before:
        stays = {change for work in kept for change in work.changes} if dry_run else set()
        changes = tuple(change for change in edit.changes if change not in stays)
        reason = reason or ask_reason(edit.before, changes)
        check_rights(edit.workplace, edit.before, changes, reason, by_hand=True)
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


def _choose_kept(edit: HandEdit, *, ask: bool) -> Iterator[OthersWork]:
    """What stays of others' work that the edit takes away: all of it, but for what is let go."""
    for work in edit.others:
        if not (ask and sys.stdin.isatty()):
            yield work
            continue
        say(f"{reveal_line(f'这次手工改动会去掉 {work.whose} 的:{work.what}')}\n")
        answer = ask_line("保留还是去掉?[保留/去掉](直接回车就保留):")
        if answer not in {"去掉", "删去", "2"}:
            yield work
