"""What a commit did that later ones are judged by: the items it reported, returned, reviewed.

It is found once for each commit and kept.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.hands import Submitters
from jimoplan.core.audit.on_record import new_reviews
from jimoplan.core.audit.submitters import (
    add_submitter,
    delist,
    delisted_in,
    forget,
    join_submitters,
    remember,
    reported_in,
    restored_in,
    returned_in,
)
from jimoplan.core.audit.trail import Trail, TrailStep
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import ReviewedFile
from jimoplan.core.plan.rights import people_of


class Memo(Protocol):
    """A cache of JSON values; keys have no spaces."""

    def get(self, key: str) -> Any:  # noqa: ANN401 - whatever was put there
        """The value kept under a key, None where there is none."""

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401 - as above
        """Keep a value."""


class NoMemo:
    """Keeps nothing, so that whatever is found is found from history itself."""

    def get(self, key: str) -> None:
        """Nothing."""

    def put(self, key: str, value: object) -> None:
        """Forget a value."""


class Facts(NamedTuple):
    """What later commits need to know of one: the items it reported as done, returned, restored.

    What it restored had been returned, which it took back.
    `reviews` says whether it reviews any, `unlisted` that the plan before it listed nobody. `files`
    are those that its reviews rest on. `delisted` are the addresses and names that it took off the
    lists, `broken` the commits that left a plan nobody could read, which one that reports items
    made readable again: it is known of no other.
    """

    reported: tuple[str, ...]
    returned: tuple[str, ...]
    restored: tuple[str, ...]
    reviews: bool
    unlisted: bool
    files: tuple[ReviewedFile, ...]
    delisted: tuple[tuple[str, str], ...]
    broken: tuple[str, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether it speaks of any items."""
        return bool(self.reported or self.returned or self.restored)


class FactFinder:
    """Finds the facts of commits; `sources` stand for how far history is known."""

    def __init__(self, trail: Trail, memo: Memo, sources: str) -> None:
        self._trail, self._memo, self._sources = trail, memo, sources

    def find(self, commit: str) -> Facts:
        """The facts of one commit, which are kept."""
        key = f"facts:{commit}:{self._sources}"
        kept = self._memo.get(key)
        if kept is None:
            step = self._trail.step(commit)
            unlisted = not any(map(people_of, plans_before(self._trail, step)))
            steps = (reported_in(step), returned_in(step), restored_in(step))
            items = [list(dict.fromkeys(numbers)) for numbers in steps]
            reviews = [review for side in step.sides for _, review in new_reviews(side.own)]
            files = [[file.path, file.blob] for review in reviews for file in review.files]
            delisted = [[person.email, person.name] for person in delisted_in(step)]
            broken = list(self._trail.broken_by(commit)) if items[0] else []
            kept = [*items, bool(reviews), unlisted, files, delisted, broken]
            self._memo.put(key, kept)
        *items, reviews, unlisted, files, delisted, broken = kept
        reported, returned, restored = map(tuple, items)
        reviewed = tuple(ReviewedFile(path=path, blob=blob) for path, blob in files)
        people = tuple((address, name) for address, name in delisted)
        return Facts(
            reported, returned, restored, reviews, unlisted, reviewed, people, tuple(broken)
        )


def plans_before(trail: Trail, step: TrailStep) -> list[Plan]:
    """The plans by which a commit is judged; what it registered itself where there is none."""
    alone = None if step.sides else trail.plan_at(step.commit.id)
    return [alone] if alone else [side.before for side in step.sides]


def follow_reports(
    trail: Trail, reports: Mapping[str, Facts], actor_of: Callable[[str], Actor]
) -> dict[str, Submitters]:
    """Who had reported each item as done, by each commit, since it was returned last."""
    known: dict[str, Submitters] = {}
    for commit in trail.graph.commits.values():
        submitters = join_submitters([known[p] for p in commit.parents if p in known])
        if facts := reports.get(commit.id):
            submitters = forget(remember(submitters, facts.restored), facts.returned)
            for by in (commit.id, *facts.broken):
                submitters = add_submitter(submitters, facts.reported, actor_of(by))
            submitters = delist(submitters, facts.delisted)
        known[commit.id] = submitters
    return known
