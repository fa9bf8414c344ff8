"""commit: a hand edit of the plan committed by itself, as the commands commit theirs."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.carry_out import CommitFailedError, compose_message
from jimoplan.actions.changing.commit_base import (
    Done,
    NotCommittableError,
    check_outside_git,
    check_ready,
    check_staged,
    describe_commit,
    is_new,
)
from jimoplan.actions.changing.others import OthersWork, find_others_work, put_others_back
from jimoplan.actions.changing.proposal import name_changes
from jimoplan.actions.history.journal import read_journal
from jimoplan.actions.plan.open import Reading, interpret, read_plan
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.changes.changes import Changes, Insert, Place, Remove, Set
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.changes.told import phrases
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import Status
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
from jimoplan.git.objects import ObjectReader, open_objects
from jimoplan.git.patches import FileChange
from jimoplan.git.repository import Head
from jimoplan.system.files import read_bytes, replaced
from jimoplan.system.lock import undisturbed

_FILE, _PROGRAM = "100644", "100755"


class HandEdit(NamedTuple):
    """What a hand edit changed of the plan since HEAD; nothing of it may be the plan's content.

    `found` is the file as it is, `reading` what is to be committed, under the id `blob`: the same,
    unless something was put back. `before` is what HEAD says, None where that cannot be read;
    `notes` are of what went past the workflow, `hints` of what is missing; `others` is what the
    edit takes away of others' work.
    """

    workplace: Workplace
    found: bytes
    reading: Reading
    head: Head
    blob: str
    subject: str
    before: Reading | None = None
    changes: Changes = ()
    notes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    others: tuple[OthersWork, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether what is to be committed is what was committed last."""
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
    blob = repository.store_file()
    with open_objects(repository) as objects:
        head = _read_base(objects, workplace, blob).head
    edit = HandEdit(workplace, reading.data, reading, head, blob, f"登记计划文件 {repository.name}")
    if head.blob is None:
        return edit
    before = read_plan(head.data).reading
    if before is None:
        return edit._replace(subject=f"改正计划文件 {repository.name}")
    edit = _describe(edit._replace(before=before))
    me = workplace.identity
    others = find_others_work(
        before.plan, reading.plan, edit.changes, me, lambda: read_journal(repository).events
    )
    return edit._replace(others=others)


def _describe(edit: HandEdit) -> HandEdit:
    """A hand edit with what it comes to, beside what HEAD says."""
    if edit.before is None:
        return edit
    before, after = edit.before.plan, edit.reading.plan
    changes = diff(before, after)
    subject = f"整理 {edit.workplace.file.name} 的注释和格式"
    return edit._replace(
        changes=changes,
        subject=name_changes(changes, before, after) if changes else subject,
        notes=tuple(_past_the_workflow(before, changes)),
        hints=tuple(_undated(after, changes)),
    )


def keep_others_work(edit: HandEdit, kept: Sequence[OthersWork]) -> HandEdit:
    """The edit without what it takes away of others' work, which stands again as it does at HEAD.

    Nothing is written yet. Raises JimoplanError where it does not fit any more.
    """
    repository = edit.workplace.repository
    if not kept or edit.before is None or repository is None:
        return edit
    path = edit.workplace.path
    written = put_others_back(path, edit.reading, edit.before, edit.changes, kept)
    reading = interpret(path, edit.reading.encode(written))
    blob = repository.store(reading.data)
    return _describe(edit._replace(reading=reading, blob=blob, others=()))


def _past_the_workflow(plan: Plan, changes: Changes) -> Iterator[str]:
    """What the workflow would not have let pass; a hand edit may, but not unseen."""
    items = items_by_id(plan)
    stepped = {change.item for change in changes if change.touched[1] == "status"}
    for change, words in zip(changes, phrases(changes), strict=True):
        item = items.get(change.item.id)
        match change:
            case Set(_, "status", old, new) if item and new not in STEPS[item.status]:
                yield f"注意:{name_of(item)} {old}→{new} 没有走流程({_say_steps(item.status, new)})"
            case Set(_, "submitted_by" | "submitted", _, _) | (
                Insert(Place(_, "reviews"), _, _) | Remove(Place(_, "reviews"), _, _)
            ) if item:
                yield f"注意:{name_of(item)} 的提交人、提交日期、审核记录是手工改的:{words}"
            case Set(_, "finished", _, _) | (
                Insert(Place(_, "suspensions"), _, _) | Remove(Place(_, "suspensions"), _, _)
            ) if item and words and change.item not in stepped:
                yield f"注意:{name_of(item)} 的办结日期、暂缓记录是手工改的:{words}"


def _say_steps(old: Status, new: object) -> str:
    """What the workflow would have, where a status does not follow another one in it."""
    if Status.CLOSED in {old, new} or not STEPS[old]:
        return "没有经过 jimoplan review 审核"
    return f"{old}的下一步是{'、'.join(STEPS[old])}"


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
    """Commit the edit, and write the file where something was put back, or only that.

    Raises CommitFailedError with the words of a hook that refuses, JimoplanError if it fails; the
    file then is as it was.
    """
    repository = edit.workplace.repository
    if repository is None:
        raise ValueError("a hand edit is found in a repository")
    check_outside_git()
    path, data = edit.workplace.path, edit.reading.data
    with edit.workplace.locked(), open_objects(repository) as objects, undisturbed():
        if data == edit.found:
            if read_bytes(path) != data:
                raise _moved()
            return _commit(edit, objects, trailers)
        with replaced(path, data, edit.found) as replacement:
            if replacement is None:
                raise _moved()
            if edit.is_empty:
                return Done(None, ())
            try:
                return _commit(edit, objects, trailers)
            except BaseException:
                replacement.put_back()
                raise


def _moved() -> JimoplanError:
    return JimoplanError("计划文件刚才又有改动,没有提交", "看过以后再运行一次")


def _commit(edit: HandEdit, objects: ObjectReader, trailers: tuple[str, ...]) -> Done:
    base = _read_base(objects, edit.workplace, edit.blob)._replace(head=edit.head)
    path, mode = objects.repository.path, _mode_of(base)
    content = FileChange(path, edit.head.blob, edit.blob, objects.read(edit.blob), mode)
    me = edit.workplace.name_of_author
    message = compose_message(edit.subject, edit.changes, trailers, me)
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
