"""A plan that has been kept in git for some months, and fresh clones of it as runners have them."""

from pathlib import Path

from audited import LIAISON, OUTSIDER, PEOPLED, SUPERVISOR
from repositories import Work, make_repository

FRIDAY = "2024-06-14"
"""The end of the week of the last commit, on which reports are due."""


def on(work: Work, day: str) -> Work:
    """Whatever is committed from now on is committed on that day."""
    work.env |= {f"GIT_{who}_DATE": f"{day}T15:00:00+08:00" for who in ("AUTHOR", "COMMITTER")}
    return work


def report(work: Work, who: tuple[str, str], day: str, note: str) -> None:
    """Somebody reports on a measure of 甲科, on a day."""
    on(work, day).be(who)
    outcome = work.jimoplan("update", "1-2", "--note", note, "--date", day, "--yes")
    assert outcome.code == 0, outcome.errors


def intrude(work: Work, day: str, note: str) -> None:
    """Somebody whose department has no part in the measure writes a report into it by hand."""
    on(work, day).be(OUTSIDER)
    first = "{date: 2024-04-01, note: 指导12件}\n"
    more = f"              - {{date: {day}, by: {OUTSIDER[0]}, note: {note}}}\n"
    work.replace(first, first + more)
    work.git("commit", "--quiet", "--all", "--message=手工填报")


def commit(work: Work, text: str, day: str) -> None:
    """Somebody commits a file without any check."""
    work.write(text)
    on(work, day).be(SUPERVISOR)
    work.git("commit", "--quiet", "--all", "--message=手工修改")


def make_kept(folder: Path) -> Work:
    """A plan reported on since the tenth week and committed since the fourteenth."""
    work = make_repository(folder)
    on(work, "2024-04-02").be(SUPERVISOR)
    work.write(PEOPLED)
    work.git("commit", "--quiet", "--all", "--amend", "--reset-author", "--message=登记计划")
    report(work, LIAISON, "2024-05-08", "指导五月的案件")
    report(work, LIAISON, "2024-06-12", "指导六月的案件")
    return work


def clone(source: Path, folder: Path, *options: str) -> Work:
    """A fresh clone, which has all of history unless the options say otherwise."""
    work = Work(folder)
    work.folder.mkdir()
    work.git("clone", "--quiet", "--no-local", *options, source.as_uri(), ".")
    work.be(LIAISON)
    return work
