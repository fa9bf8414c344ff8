"""demo: a repository with the shipped plan and a year of made-up progress."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.carry_out import compose_message
from jimoplan.actions.changing.proposal import name_changes
from jimoplan.actions.merging.git_setup import ATTRIBUTES
from jimoplan.actions.plan.schema import SCHEMA_NAME, schema_text
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import each_named, refer_to
from jimoplan.core.history.commits import Identity
from jimoplan.demo.story import read_guide, read_story
from jimoplan.demo.year import Revision, play_year
from jimoplan.git.config import attribute_line
from jimoplan.git.creation import NewCommit, begin_repository, import_commits, work_as
from jimoplan.system.files import PLAN_NAME, make_empty_folder, read_bytes, shipped_plan


class Demo(NamedTuple):
    """What was made: the last commit, how many there are, from when to when, by how many people.

    `keeper` is the 督查 as whom one works there.
    """

    head: str
    commits: int
    first: date
    last: date
    people: int
    keeper: Identity


def make_demo(folder: Path) -> Demo:
    """Make the demo's repository in a folder that is empty or not there yet.

    Raises UsageError where it is not empty, GitMissingError without git, JimoplanError where the
    disk or git fails; nothing is left behind then.
    """
    with make_empty_folder(folder):
        begin_repository(folder)
        commits = list(_write_commits(read_bytes(shipped_plan()).decode("utf-8")))
        head = import_commits(folder, commits)
        keeper = commits[0].who
        work_as(folder, keeper)
    days = [commit.at.date() for commit in commits]
    people = {commit.who for commit in commits}
    return Demo(head, len(commits), min(days), max(days), len(people), keeper)


def _write_commits(shipped: str) -> Iterator[NewCommit]:
    """Each revision of the year as the commit that the writing commands would have made of it."""
    revisions = play_year(shipped, read_story())
    first = next(revisions)
    files = {
        ".gitattributes": f"{attribute_line(PLAN_NAME, ATTRIBUTES)}\n".encode(),
        "README.md": read_guide().encode(),
        PLAN_NAME: first.text.encode(),
        SCHEMA_NAME: schema_text(first.after.departments).encode(),
    }
    subject = f"登记计划文件 {PLAN_NAME}"
    yield NewCommit(first.who, first.at, compose_message(subject, ()), files)
    for each in revisions:
        message = _MERGED if len(each.parents) > 1 else _word(each)
        yield NewCommit(each.who, each.at, message, _encode(each), each.parents)


def _encode(revision: Revision) -> dict[str, bytes | None]:
    """The files that a revision writes, None for one that it takes away."""
    texts = {PLAN_NAME: revision.text, **revision.files}
    return {path: None if text is None else text.encode() for path, text in texts.items()}


_MERGED = "合并别人刚才的填报\n"


def _word(revision: Revision) -> str:
    before, after = revision.before, revision.after
    changes = diff(before, after)
    if not changes:
        return f"{revision.why}\n"
    asked = [refer_to(item) for _, item in each_named(after, revision.items)]
    why = (f"Plan-Reason: {revision.why}",) if revision.why else ()
    subject = name_changes(changes, before, after, asked)
    return compose_message(subject, changes, why, revision.who.name)
