"""Merges that our driver has not made, as by the button of a server, and making them anew."""

from collections.abc import Sequence
from pathlib import Path

from jimoplan.actions.merging.git_setup import carry_out_settings, find_setup
from jimoplan.actions.merging.merge_texts import merge_texts
from jimoplan.actions.plan.open import read_plan
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.actions.sharing.joined import Deciding, settle_tree
from jimoplan.core.merge.questions import Names
from jimoplan.errors import JimoplanError
from jimoplan.git.joining import MergeCommit, find_base, list_merges, side_tree
from jimoplan.git.merging import Three
from jimoplan.git.repository import Repository
from jimoplan.system.files import read_bytes, replace_bytes, shown_path

_LOOKED_AT = 20
_NAMES = Names("主分支", "合进来的")


def is_odd(repository: Repository, merge: MergeCommit) -> bool:
    """Whether merging again comes to another plan, without any conflict, or a broken one stands."""
    *texts, made = _read_texts(repository, merge)
    if made is None or made in texts or any(text is None for text in texts):
        return False
    if any(read_plan(text or b"").reading is None for text in texts):
        return False
    found = read_plan(made).reading
    if found is None:
        return True
    three = Three(*(text or b"" for text in texts))
    again = merge_texts(three, lambda conflicts, _: conflicts)
    wanted = read_plan(again.data).reading if again.is_clean else None
    return wanted is not None and wanted.plan != found.plan


def find_bad_merge(repository: Repository) -> MergeCommit | None:
    """The merge to which the errors in the plan at HEAD are due, if it is a merge of good plans."""
    head = repository.read_head()
    if head.blob is None or read_plan(head.data).reading:
        return None
    for merge in list_merges(repository, _LOOKED_AT):
        *texts, made = _read_texts(repository, merge)
        if made == head.data and made not in texts:
            readable = all(text and read_plan(text).reading for text in texts)
            return merge if readable else None
    return None


def merge_anew(file: Path | None, start: Path, merge: MergeCommit, deciding: Deciding) -> Workplace:
    """Put what merging by id and field comes to into the plan's file, which is to be committed.

    Raises UndecidedError, JimoplanError where the file has been edited.
    """
    workplace = find_workplace(file, start)
    repository = workplace.repository
    if repository is None:
        raise ValueError(workplace)
    setup = find_setup(workplace.file, workplace.file.parent)
    carry_out_settings(setup)
    first, second = merge.parents
    with side_tree(repository, first, second, setup.line) as tree:
        settle_tree(tree, deciding, _NAMES)
        merged = read_bytes(tree.plan)
    with workplace.locked():
        if not replace_bytes(workplace.path, merged, repository.read_head().data):
            name = shown_path(workplace.path)
            raise JimoplanError(f"{name} 刚才又有改动,没有写入", "再运行一次 jimoplan sync")
    return workplace


def _read_texts(repository: Repository, merge: MergeCommit) -> Sequence[bytes | None]:
    """The plan before either side changed it, on either side, and as merged; () for many sides."""
    ours, *others = merge.parents
    if len(others) != 1:
        return (None,)
    base = find_base(repository, ours, others[0]) or ours
    names = [f"{each}:{repository.path}" for each in (base, ours, others[0], merge.commit)]
    return [data for _, data in repository.read_objects(names)]
