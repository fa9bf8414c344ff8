"""What goes from one clone to another: commits, and what they change of the plan."""

from typing import NamedTuple

from jimoplan.actions.plan.open import PlanText, read_plan
from jimoplan.actions.sharing.audited import Breaches
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.told import tell
from jimoplan.git.contents import find_entries
from jimoplan.git.joining import count_commits, list_authors, list_files
from jimoplan.git.repository import Repository


class Passage(NamedTuple):
    """What goes one way: how many commits, by whom, the plan's changes in words, other files.

    `words` is None where the plan cannot be read before or after, `breaches` where no audit of the
    commits was made.
    """

    commits: int
    by: tuple[str, ...]
    words: tuple[str, ...] | None
    files: tuple[str, ...]
    breaches: Breaches | None = None

    def __bool__(self) -> bool:
        """Whether anything goes at all."""
        return bool(self.commits or self.words or self.files)


NOTHING = Passage(0, (), (), ())


class Ends(NamedTuple):
    """Two commits that something leads from and to, None before all commits."""

    old: str | None
    new: str


def describe_passage(repository: Repository, told: Ends, made: Ends) -> Passage:
    """What goes along: `told` are the ends by which it is told, `made` those of the commits."""
    files = list_files(repository, told.old, told.new)
    return Passage(
        commits=count_commits(repository, made.new, made.old),
        by=list_authors(repository, made.new, made.old),
        words=_tell(repository, told),
        files=tuple(name for name in files if name != repository.path),
    )


def read_plan_at(repository: Repository, commit: str) -> PlanText | None:
    """The plan in a commit; None where there is no file of its name."""
    blob = find_entries(repository, [commit])[commit]
    if blob is None:
        return None
    ((_, data),) = repository.read_objects([blob])
    return None if data is None else read_plan(data)


def list_undone(
    repository: Repository, base: str, ends: tuple[str, str], now: str
) -> tuple[str, ...]:
    """The changes of theirs, of two ends that are ours and theirs, that a joining has not kept.

    In words; what ours had done as well is no such change.
    """
    ours, theirs = ends
    done = _tell(repository, Ends(base, theirs)) or ()
    kept = {
        *(_tell(repository, Ends(ours, now)) or ()),
        *(_tell(repository, Ends(base, ours)) or ()),
    }
    return tuple(words for words in done if words not in kept)


def _tell(repository: Repository, ends: Ends) -> tuple[str, ...] | None:
    """The changes between two commits in words; of a plan that is new, that it is."""
    after = read_plan_at(repository, ends.new)
    before = read_plan_at(repository, ends.old) if ends.old else None
    if before is None:
        return () if after is None else (f"登记计划文件 {repository.name}",)
    if after is None:
        return (f"去掉计划文件 {repository.name}",)
    old, new = before.comparable, after.comparable
    return None if old is None or new is None else tuple(tell(diff(old, new)))
