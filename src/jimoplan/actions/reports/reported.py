"""Which violations earlier runs have reported, kept beside the reports by digests of them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from jimoplan.core.audit.verdicts import Breach, Judged
from jimoplan.system.files import list_files, read_bytes

MEMORY = "audit.json"
"""The file's name; it has neither names nor words, because the folder may be published."""

Reported = Mapping[str, str]
"""The key of the week in which each violation was reported first, by the violation's digest."""


class Violations(NamedTuple):
    """Violations that stand, by when they were reported first: this week, or in an earlier one.

    `since` has the week of each of the latter, by its digest.
    """

    new: tuple[Judged, ...]
    known: tuple[Judged, ...]
    since: Reported

    @property
    def counts(self) -> tuple[int, int]:
        """How many are new, and how many known."""
        return _count(self.new), _count(self.known)


def read_reported(folder: Path) -> Reported:
    """What earlier runs have left in a folder; nothing where that cannot be read as theirs.

    Whatever was not reported for certain is new.
    """
    if MEMORY not in list_files(folder):
        return {}
    try:
        kept = json.loads(read_bytes(folder / MEMORY))
        found = kept["reported"].items()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
    return {digest: week for digest, week in found if isinstance(week, str)}


def write_reported(reported: Reported) -> str:
    """The text of that file."""
    return json.dumps({"format": 1, "reported": dict(sorted(reported.items()))}, indent=1) + "\n"


def tell_apart(judged: Iterable[Judged], reported: Reported, week: str) -> Violations:
    """The violations that stand as a week's run finds, by what was reported before that week."""
    judged = tuple(
        each._replace(breaches=tuple(b for b in each.breaches if b.settled is None))
        for each in judged
    )
    standing = [
        each._replace(breaches=tuple(b for b in each.breaches if not b.settled)) for each in judged
    ]
    since = {
        digest: reported[digest]
        for each in standing
        for breach in each.breaches
        if reported.get(digest := digest_of(each, breach), week) < week
    }
    new = tuple(_part(standing, since, known=False))
    return Violations(new, tuple(_part(standing, since, known=True)), since)


def add_reported(reported: Reported, found: Violations, week: str) -> Reported:
    """What is to be kept: a violation that is new counts as reported in this week."""
    fresh = {digest_of(each, breach): week for each in found.new for breach in each.breaches}
    return {**reported, **fresh}


def digest_of(judged: Judged, breach: Breach) -> str:
    """A digest of a violation, by its commit, rule, words and change."""
    said = (judged.commit.id, breach.code, breach.words, breach.record and breach.record.data)
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _part(judged: Iterable[Judged], since: Reported, *, known: bool) -> Iterator[Judged]:
    for each in judged:
        breaches = tuple(b for b in each.breaches if (digest_of(each, b) in since) is known)
        if breaches:
            yield each._replace(breaches=breaches)


def _count(judged: tuple[Judged, ...]) -> int:
    return sum(len(each.breaches) for each in judged)
