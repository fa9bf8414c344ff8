"""commit: a hand edit of the plan committed by itself, as the commands commit theirs."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.carry_out import CommitFailedError, compose_message
from jimoplan.actions.changing.commit_base import (
    Done,
    NotCommittableError,
    check_ready,
    check_staged,
    describe_commit,
    is_new,
    lock_plan,
)
from jimoplan.actions.changing.others import OthersWork, find_others_work
from jimoplan.actions.changing.proposal import RefusedChangeError, name_changes, say
from jimoplan.actions.plan.open import Reading
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.changes.changes import Changes, Insert, Place, Remove, Set, invert
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.changes.patch import ClashError
from jimoplan.core.changes.told import phrases
from jimoplan.core.plan.model import Plan, Status
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.text.reading.load import load_bytes
from jimoplan.core.workflow.steps import STEPS
from jimoplan.core.workflow.suspension import open_suspension
from jimoplan.errors import JimoplanError
from jimoplan.git.commit import (
    BaseMovedError,
    CommitBase,
    CommitRefusedError,
    commit_content,
    read_base,
)
from jimoplan.git.index import recover
from jimoplan.git.objects import ObjectReader, open_objects
from jimoplan.git.patches import FileChange
from jimoplan.git.process import runs_inside_git
from jimoplan.git.repository import Head
from jimoplan.system.files import read_bytes, replace_bytes
from jimoplan.system.lock import undisturbed

_FILE, _PROGRAM = "100644", "100755"


class HandEdit(NamedTuple):
    """What a hand edit changed of the plan since HEAD; nothing of it may be the plan's content.

    `notes` are of what went past the workflow, `hints` of what is missing; `before` is the plan at
    HEAD, None where there is none that can be read; `others` is what it takes away of others' work.
    """

    workplace: Workplace
    reading: Reading
    head: Head
    blob: str
    changes: Changes
    subject: str
    notes: tuple[str, ...] = ()
    before: Plan | None = None
    hints: tuple[str, ...] = ()
    others: tuple[OthersWork, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the file is as it was committed last."""
        return self.blob == self.head.blob


def find_hand_edit(file: Path | None, start: Path) -> HandEdit:
    """The difference between the file and HEAD.

    Raises BrokenFileError where the file has errors, JimoplanError where there is no repository,
    or git is not ready.
    """
    if runs_inside_git():
        raise JimoplanError("在 git 钩子里不提交", "这次 git 操作做完以后,再运行 jimoplan commit")
    workplace = find_workplace(file, start)
    reading = workplace.read()
    repository = workplace.repository
    if repository is None:
        raise JimoplanError(
            f"{workplace.path} 不在 git 仓库里,没有地方提交", "先在这个文件夹里运行 git init"
        )
    with lock_plan(workplace):
        recover(repository)
    blob = repository.store_file()
    with open_objects(repository) as objects:
        head = _read_base(objects, workplace, blob).head
    found = (workplace, reading, head, blob)
    if head.blob is None:
        subject = f"登记计划文件 {repository.name}"
        return HandEdit(*found, (), subject)
    before = load_bytes(head.data, with_advice=False)
    if before.has_errors or before.plan is None:
        subject = f"改正计划文件 {repository.name}"
        return HandEdit(*found, (), subject)
    changes = diff(before.plan, reading.plan)
    subject = f"整理 {repository.name} 的注释和格式"
    if changes:
        subject = name_changes(changes, before.plan, reading.plan)
    notes = tuple(_past_the_workflow(before.plan, changes))
    hints = tuple(_undated(reading.plan, changes))
    me = workplace.identity
    others = find_others_work(repository, before.plan, reading.plan, changes, me)
    return HandEdit(*found, changes, subject, notes, before.plan, hints, others)


def keep_others_work(edit: HandEdit, kept: Iterable[OthersWork]) -> None:
    """Put back into the file what an edit takes away of others' work, as it stands at HEAD.

    Raises JimoplanError where that cannot be done, or the file has changed meanwhile.
    """
    path, reading = edit.workplace.path, edit.reading
    changes = invert(tuple(change for work in kept for change in work.changes))
    donor = load_bytes(edit.head.data, with_advice=False)
    try:
        data = reading.encode(say(path, reading, changes, donor))
    except (ClashError, RefusedChangeError):
        raise JimoplanError(
            "别人的内容放不回去:同一处另有手工改动,没有提交",
            "用 git diff 对照,放回去再提交;确实要删去,加上 --delete-others",
        ) from None
    with lock_plan(edit.workplace):
        if not replace_bytes(path, data, reading.data):
            raise JimoplanError("计划文件刚才又有改动,没有提交", "看过以后再运行一次")


def _past_the_workflow(plan: Plan, changes: Changes) -> Iterator[str]:
    """What the workflow would not have let pass; a hand edit may, but not unseen."""
    items = items_by_id(plan)
    stepped = {change.item for change in changes if change.touched[1] == "status"}
    for change, words in zip(changes, phrases(changes), strict=True):
        item = items.get(change.item.id)
        match change:
            case Set(_, "status", old, new) if item and new not in STEPS[item.status]:
                yield f"注意:{name_of(item)} {old}→{new} 没有走流程(没有经过 jimoplan review)"
            case Set(_, "submitted_by" | "submitted", _, _) | (
                Insert(Place(_, "reviews"), _, _) | Remove(Place(_, "reviews"), _, _)
            ) if item:
                yield f"注意:{name_of(item)} 的提交人、提交日期、审核记录是手工改的:{words}"
            case Set(_, "finished", _, _) | (
                Insert(Place(_, "suspensions"), _, _) | Remove(Place(_, "suspensions"), _, _)
            ) if item and words and change.item not in stepped:
                yield f"注意:{name_of(item)} 的办结日期、暂缓记录是手工改的:{words}"


def _undated(plan: Plan, changes: Changes) -> Iterator[str]:
    """What a hand edit says was done, without the day on which the clock stopped."""
    items = items_by_id(plan)
    for change in changes:
        item = items.get(change.item.id)
        match change:
            case Set(_, "status", _, Status.COMPLETED) if item and not item.finished:
                yield f"注意:{name_of(item)} 没有写办结日期(finished),按最后填报的日期算"
            case Set(_, "status", _, Status.SUSPENDED) if item and not open_suspension(item):
                yield (f"注意:{name_of(item)} 没有写暂缓记录(suspensions),恢复以后这段时间照常计时")


def commit_hand_edit(edit: HandEdit, trailers: tuple[str, ...] = ()) -> Done:
    """Commit the file as it is; raises CommitFailedError with the words of a hook that refuses."""
    repository = edit.workplace.repository
    if repository is None:
        raise ValueError("a hand edit is found in a repository")
    with (
        lock_plan(edit.workplace),
        open_objects(repository) as objects,
        undisturbed(),
    ):
        if read_bytes(edit.workplace.path) != edit.reading.data:
            raise JimoplanError("计划文件刚才又有改动,没有提交", "看过以后再运行一次")
        base = _read_base(objects, edit.workplace, edit.blob)._replace(head=edit.head)
        path, mode = objects.repository.path, _mode_of(base)
        content = FileChange(path, edit.head.blob, edit.blob, objects.read(edit.blob), mode)
        message = compose_message(edit.subject, edit.changes, trailers)
        try:
            committed = commit_content(base, content, message)
        except BaseMovedError:
            raise JimoplanError("这期间又有新的提交,没有提交", "再运行一次") from None
        except CommitRefusedError as refused:
            raise CommitFailedError(refused.words, "没有提交,文件没有动") from None
        return describe_commit(objects, committed)


def _read_base(objects: ObjectReader, workplace: Workplace, blob: str) -> CommitBase:
    """What a commit rests on; raises JimoplanError where git is busy or more is staged."""
    try:
        check_ready(objects.repository, workplace)
        base = read_base(objects)
        if not is_new(base):
            check_staged(base, {base.head.blob, blob})
    except NotCommittableError as refusal:
        raise JimoplanError(f"{refusal.why},没有提交", refusal.what_to_do) from None
    return base


def _mode_of(base: CommitBase) -> str:
    """The mode of a plan that HEAD has not got: as it is staged, or else as the file is."""
    repository = base.objects.repository
    if staged := base.staged.files.get(repository.path):
        return staged.mode
    runs = os.access(repository.folder / repository.name, os.X_OK) and sys.platform != "win32"
    return _PROGRAM if runs else _FILE
