"""demo: a repository with the shipped plan and a year of made-up progress."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.carry_out import compose_message
from jimoplan.actions.changing.proposal import name_changes
from jimoplan.actions.merging.git_setup import ATTRIBUTES
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import each_named, refer_to
from jimoplan.core.demo.guide import GUIDE
from jimoplan.core.demo.scribe import Scribe
from jimoplan.core.demo.step import Step
from jimoplan.core.demo.year import Scene, mark_text, register, tell_year
from jimoplan.core.plan.model import Plan
from jimoplan.git.config import attribute_line
from jimoplan.git.creation import NewCommit, begin_repository, import_commits
from jimoplan.system.files import PLAN_NAME, make_empty_folder, read_bytes, shipped_plan


class Demo(NamedTuple):
    """What was made: the last commit, how many there are, from when to when, by how many people."""

    head: str
    commits: int
    first: date
    last: date
    people: int


def make_demo(folder: Path) -> Demo:
    """Make the demo's repository in a folder that is empty or not there yet.

    Raises UsageError where it is not empty, GitMissingError without git, JimoplanError where the
    disk or git fails; nothing is left behind then.
    """
    with make_empty_folder(folder):
        begin_repository(folder)
        commits = list(_write_commits(read_bytes(shipped_plan()).decode("utf-8")))
        head = import_commits(folder, commits)
    days = [commit.at.date() for commit in commits]
    people = {commit.who for commit in commits}
    return Demo(head, len(commits), min(days), max(days), len(people))


def _write_commits(shipped: str) -> Iterator[NewCommit]:
    """Each step of the year as the commit that the writing commands would have made of it."""
    scribe = Scribe(mark_text(shipped))
    scene = register(scribe.plan)
    files = {
        ".gitattributes": f"{attribute_line(PLAN_NAME, ATTRIBUTES)}\n".encode(),
        "README.md": GUIDE.encode(),
        PLAN_NAME: scribe.write(scene.plan).encode(),
    }
    subject = f"登记计划文件 {PLAN_NAME}"
    yield NewCommit(scene.step.who, scene.step.at, compose_message(subject, ()), files)
    before, made = scene.plan, 1
    base, earlier = before, scribe.fork()
    for scene in tell_year(before):
        if scene.apart:
            text = earlier.write(scene.apart)
            yield _commit(scene.step, base, scene.apart, text, (made - 2,))
            yield _merge(scene, scribe.write(scene.plan), (made, made - 1))
            made += 2
        else:
            earlier, base = scribe.fork(), before
            yield _commit(scene.step, before, scene.plan, scribe.write(scene.plan))
            made += 1
        before = scene.plan
    scribe.finish()


def _commit(
    step: Step, before: Plan, after: Plan, text: str, parents: tuple[int, ...] = ()
) -> NewCommit:
    changes = diff(before, after)
    asked = [refer_to(item) for _, item in each_named(after, step.asked)]
    why = (f"Plan-Reason: {step.why}",) if step.why else ()
    message = compose_message(name_changes(changes, before, after, asked), changes, why)
    return NewCommit(step.who, step.at, message, {PLAN_NAME: text.encode()}, parents)


def _merge(scene: Scene, text: str, parents: tuple[int, int]) -> NewCommit:
    """What somebody commits who finds on sending that another one has been there before."""
    at = scene.step.at + timedelta(minutes=2)
    files = {PLAN_NAME: text.encode()}
    return NewCommit(scene.step.who, at, "合并别人刚才的填报\n", files, parents)
