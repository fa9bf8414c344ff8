"""Where lines of work parted, on graphs of every shape."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.history.commits import Commit, Identity
from jimoplan.core.history.graph import CommitGraph

NOBODY = Identity("", "")
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


def make_graph(parents: dict[str, tuple[str, ...]]) -> CommitGraph:
    return CommitGraph(
        Commit(commit, came_from, NOBODY, LONG_AGO, NOBODY, LONG_AGO, "")
        for commit, came_from in parents.items()
    )


@st.composite
def histories(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    count = draw(st.integers(1, 14))
    earlier = [st.sets(st.integers(0, n - 1), max_size=min(n, 3)) for n in range(1, count)]
    return {"0": ()} | {
        str(n): tuple(map(str, sorted(draw(each)))) for n, each in enumerate(earlier, 1)
    }


@given(history=histories(), data=st.data())
def test_lines_parted_at_what_all_come_from_and_nothing_younger_does(
    history: dict[str, tuple[str, ...]], data: st.DataObject
) -> None:
    tips = data.draw(st.lists(st.sampled_from(sorted(history)), min_size=2, max_size=3))
    graph = make_graph(history)
    common = set.intersection(*(graph.ancestors(tip) for tip in tips))
    leading_on = {a for one in common for a in graph.ancestors(one) - {one}}

    assert set(graph.bases(tips)) == common - leading_on


def test_lines_that_crossed_have_two_bases() -> None:
    graph = make_graph(
        {"root": (), "a": ("root",), "b": ("root",), "x": ("a", "b"), "y": ("b", "a")}
    )

    assert set(graph.bases(["x", "y"])) == {"a", "b"}
    assert graph.bases(["a", "b"]) == ["root"]


def test_what_has_not_been_fetched_leads_nowhere() -> None:
    graph = make_graph({"a": ("missing",), "b": ("missing",)})

    assert graph.bases(["a", "b"]) == []
    assert graph.ancestors("a") == {"a"}
