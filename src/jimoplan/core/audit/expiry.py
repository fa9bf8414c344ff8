"""Signatures by keys whose time is over: good for what is known to have been there before."""

from collections.abc import Callable, Mapping
from datetime import datetime

from jimoplan.core.history.commits import Seal, Signature
from jimoplan.core.history.graph import CommitGraph


def expire(seals: Mapping[str, Signature], now: datetime) -> dict[str, Signature]:
    """The signatures, those by keys that are past their time now as such."""
    return {commit: _spend(seal) if _is_over(seal, now) else seal for commit, seal in seals.items()}


def expire_by_arrival(
    graph: CommitGraph,
    seals: Mapping[str, Signature],
    now: datetime,
    vouches: Callable[[str, Signature], bool],
) -> dict[str, Signature]:
    """The signatures, those by keys that were past their time when their commits came.

    A commit claims whatever date it likes. When it came is known by what was built on it: it was
    there before a later commit that `vouches`, whose own signature is good and by another key. What
    nobody vouches for comes now.
    """
    found = expire(seals, now)
    if found == seals:
        return found
    earliest: dict[str, dict[str, datetime]] = {}
    for commit in reversed(graph.commits.values()):
        vouched = earliest.pop(commit.id, {})
        seal = seals.get(commit.id, Signature())
        if seal != found.get(commit.id, seal) and commit.committed < (seal.until or now):
            others = (time for key, time in vouched.items() if key != seal.key)
            if any(seal.until is None or time < seal.until for time in others):
                found[commit.id] = seal
        if found.get(commit.id, Signature()).seal is Seal.GOOD and vouches(commit.id, seal):
            known = vouched.get(seal.key, commit.committed)
            vouched = {**vouched, seal.key: min(known, commit.committed)}
        for parent in graph.parents(commit.id):
            mine = earliest.setdefault(parent, {})
            mine.update({k: min(time, mine.get(k, time)) for k, time in vouched.items()})
    return found


def _is_over(signature: Signature, now: datetime) -> bool:
    return signature.seal is Seal.GOOD and signature.until is not None and signature.until <= now


def _spend(signature: Signature) -> Signature:
    return Signature(Seal.EXPIRED, (), signature.key, signature.until)
