"""commit: a hand edit of the plan committed by itself, as the commands commit theirs."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.carry_out import CommitFailedError, compose_message
from jimoplan.actions.changing.commit_base import (
    Done,
    NotCommittableError,
    check_ready,
    check_staged,
    describe_commit,
)
from jimoplan.actions.changing.proposal import name_changes
from jimoplan.actions.plan.workplace import Reading, Workplace, find_workplace
from jimoplan.core.changes.changes import Changes, Insert, Place, Remove, Set
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.changes.words import phrase
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.text.reading.load import load_bytes
from jimoplan.core.workflow.steps import STEPS
from jimoplan.errors import JimoplanError
from jimoplan.git.commit import CommitRefusedError, HeadMovedError, commit_blob, recover
from jimoplan.git.repository import Head, Repository
from jimoplan.system.files import read_bytes
from jimoplan.system.lock import hold_lock, undisturbed

_NEW_FILE, _NEW_PROGRAM = "100644", "100755"


class HandEdit(NamedTuple):
    """What a hand edit changed of the plan since HEAD; nothing of it may be the plan's content.

    `before` is the plan at HEAD, None where there is none that can be read.
    """

    workplace: Workplace
    reading: Reading
    head: Head
    mode: str
    blob: str
    changes: Changes
    subject: str
    notes: tuple[str, ...] = ()
    before: Plan | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the file is as it was committed last."""
        return self.blob == self.head.blob


def find_hand_edit(file: Path | None, start: Path) -> HandEdit:
    """The difference between the file and HEAD.

    Raises BrokenFileError where the file has errors, JimoplanError where there is no repository,
    or git is not ready.
    """
    workplace = find_workplace(file, start)
    reading = workplace.read()
    repository = workplace.repository
    if repository is None:
        raise JimoplanError(
            f"{workplace.path} 不在 git 仓库里,没有地方提交", "先在这个文件夹里运行 git init"
        )
    with hold_lock(workplace.lock, workplace.path):
        recover(repository)
    head = repository.read_head()
    blob = repository.store_file()
    found = (workplace, reading, head, _check_git(repository, head, blob), blob)
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
    return HandEdit(*found, changes, subject, notes, before.plan)


def _past_the_workflow(plan: Plan, changes: Changes) -> Iterator[str]:
    """What the workflow would not have let pass; a hand edit may, but not unseen."""
    items = items_by_id(plan)
    for change in changes:
        item = items.get(change.item.id)
        match change:
            case Set(_, "status", old, new) if item and new not in STEPS[item.status]:
                yield f"注意:{name_of(item)} {old}→{new} 没有走流程(没有经过 jimoplan review)"
            case Set(_, "submitted_by", _, _) | (
                Insert(Place(_, "reviews"), _, _) | Remove(Place(_, "reviews"), _, _)
            ) if item:
                yield f"注意:{name_of(item)} 的提交人、审核记录是手工改的:{phrase(change)}"


def commit_hand_edit(edit: HandEdit, trailers: tuple[str, ...] = ()) -> Done:
    """Commit the file as it is; raises CommitFailedError with the words of a hook that refuses."""
    repository = edit.workplace.repository
    if repository is None:
        raise ValueError("a hand edit is found in a repository")
    with hold_lock(edit.workplace.lock, edit.workplace.path), undisturbed():
        if read_bytes(edit.workplace.path) != edit.reading.data:
            raise JimoplanError("计划文件刚才又有改动,没有提交", "看过以后再运行一次")
        message = compose_message(edit.subject, edit.changes, trailers)
        try:
            committed = commit_blob(repository, edit.head.commit, edit.mode, edit.blob, message)
        except HeadMovedError:
            raise JimoplanError("这期间又有新的提交,没有提交", "再运行一次") from None
        except CommitRefusedError as refused:
            raise CommitFailedError(refused.words, "没有提交,文件没有动") from None
    return describe_commit(repository, committed)


def _check_git(repository: Repository, head: Head, blob: str) -> str:
    """The file's mode; raises JimoplanError where git is busy or something else is staged."""
    try:
        check_ready(repository)
        entry = repository.read_index()
        if entry or head.blob:
            check_staged(repository, entry, {head.blob, blob})
    except NotCommittableError as refusal:
        raise JimoplanError(f"{refusal.why},没有提交", refusal.what_to_do) from None
    if entry:
        return entry[0]
    runs = os.access(repository.folder / repository.name, os.X_OK) and sys.platform != "win32"
    return _NEW_PROGRAM if runs else _NEW_FILE
