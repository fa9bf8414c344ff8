"""A key whose time is over is good for what is known to have been there before."""

from datetime import datetime, timedelta

import pytest

from jimoplan.core.audit.expiry import expire_by_arrival
from jimoplan.core.history.commits import BEIJING, Commit, Identity, Seal, Signature
from jimoplan.core.history.graph import CommitGraph

NOW = datetime(2024, 12, 31, tzinfo=BEIJING)
END = datetime(2024, 6, 30, tzinfo=BEIJING)
OLD = Signature(Seal.GOOD, ("zhang@example.cn",), "old", END)
SUPERVISOR_S = "督查的"


def commit(name: str, days: int, *parents: str) -> Commit:
    """A commit so many days before the old key's end, after it if negative."""
    who, when = Identity("张三", "zhang@example.cn"), END - timedelta(days=days)
    return Commit(name, parents, who, when, who, when, name)


def judge(*commits: tuple[Commit, Signature]) -> list[Seal]:
    graph = CommitGraph(each for each, _ in commits)
    seals = {each.id: seal for each, seal in commits}
    found = expire_by_arrival(graph, seals, NOW, lambda _, seal: SUPERVISOR_S in seal.signers)
    return [found[each.id].seal for each, _ in commits]


def by(key: str, *signers: str, until: datetime | None = None) -> Signature:
    return Signature(Seal.GOOD, signers, key, until)


VOUCHING = by("new", SUPERVISOR_S)


def test_a_key_in_its_time_is_good_whatever_comes_after() -> None:
    assert judge((commit("a", 9), by("new", until=NOW + timedelta(1)))) == [Seal.GOOD]


def test_an_old_date_alone_proves_nothing() -> None:
    assert judge((commit("a", 9), OLD)) == [Seal.EXPIRED]


def test_what_a_supervisor_built_upon_in_time_was_there_in_time() -> None:
    chain = [(commit("a", 9), OLD), (commit("b", 8, "a"), by("x")), (commit("c", 7, "b"), VOUCHING)]
    assert judge(*chain) == [Seal.GOOD] * 3


@pytest.mark.parametrize(
    ("days", "voucher"),
    [
        (-1, VOUCHING),
        (7, by("new", "别人")),
        (7, Signature(Seal.UNKNOWN)),
        (7, by("old", SUPERVISOR_S, until=END)),
        (7, by("new", SUPERVISOR_S, until=NOW)),
    ],
    ids=["too late", "by nobody who vouches", "unsigned", "the same key", "itself expired"],
)
def test_nothing_else_vouches(days: int, voucher: Signature) -> None:
    found = judge((commit("a", 9), OLD), (commit("b", days, "a"), voucher))
    assert found[0] is Seal.EXPIRED


def test_what_was_built_beside_it_does_not_vouch() -> None:
    root = (commit("r", 20), Signature())
    sides = [(commit("a", 9, "r"), OLD), (commit("b", 7, "r"), VOUCHING)]
    assert judge(root, *sides)[1] is Seal.EXPIRED
    merged = (commit("m", 6, "a", "b"), by("newer", SUPERVISOR_S))
    assert judge(root, *sides, merged)[1] is Seal.GOOD


def test_who_was_vouched_for_vouches_in_turn() -> None:
    middle = by("middle", SUPERVISOR_S, until=NOW)
    chain = [(commit("a", 9), OLD), (commit("b", 8, "a"), middle), (commit("c", -9, "b"), VOUCHING)]
    assert judge(*chain) == [Seal.GOOD] * 3


def test_a_commit_that_says_itself_that_it_came_too_late_did() -> None:
    assert judge((commit("a", -1), OLD), (commit("b", 7, "a"), VOUCHING))[0] is Seal.EXPIRED
