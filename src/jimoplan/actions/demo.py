"""demo: a repository with the shipped plan and a year of made-up progress."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.change import compose_message
from jimoplan.actions.git_setup import ATTRIBUTES
from jimoplan.actions.proposal import name_changes
from jimoplan.core.change.diff import diff
from jimoplan.core.change.items import each_named, refer_to
from jimoplan.core.demo.guide import GUIDE
from jimoplan.core.demo.scribe import Scribe
from jimoplan.core.demo.year import Scene, mark_text, register, tell_year
from jimoplan.core.model import Plan
from jimoplan.files import PLAN_NAME, make_empty_folder, read_bytes, shipped_plan
from jimoplan.git.creation import NewCommit, check_git, create_repository
from jimoplan.git.settings import attribute_line


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
        check_git(folder)
        commits = list(_write_commits(read_bytes(shipped_plan()).decode("utf-8")))
        head = create_repository(folder, commits)
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
    before = scene.plan
    for scene in tell_year(before):
        text = scribe.write(scene.plan)
        yield NewCommit(
            scene.step.who,
            scene.step.at,
            _message(before, scene),
            {PLAN_NAME: text.encode()},
        )
        before = scene.plan
    scribe.finish()


def _message(before: Plan, scene: Scene) -> str:
    step = scene.step
    changes = diff(before, scene.plan)
    asked = [refer_to(item) for _, item in each_named(scene.plan, step.asked)]
    why = (f"Plan-Reason: {step.why}",) if step.why else ()
    return compose_message(name_changes(changes, before, scene.plan, asked), changes, why)
