"""What led to a commit: the last readable plan on every line of work."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from problem_cases import BASE

from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.records import make_records
from jimoplan.core.history.commits import Commit, Identity
from jimoplan.core.history.graph import CommitGraph
from jimoplan.core.history.journal import Effect, Event, EventKind, follow
from jimoplan.core.history.revisions import Partings, Revisions
from jimoplan.core.merge.common import CommonPlans
from jimoplan.core.merge.own_changes import own_changes
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

NOBODY = Identity("", "")
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
UNREADABLE = "?"
Parents = Mapping[str, Sequence[str]]


def make_graph(parents: Parents) -> CommitGraph:
    return CommitGraph(
        Commit(commit, tuple(before), NOBODY, LONG_AGO, NOBODY, LONG_AGO, "")
        for commit, before in parents.items()
    )


def make_revisions(parents: Parents, texts: Mapping[str, str | None]) -> Revisions:
    return Revisions(make_graph(parents), texts, lambda text: text != UNREADABLE)


def search_back(commit: str, parents: Parents, texts: Mapping[str, str | None]) -> set[str]:
    """The readable texts that one comes upon first on every way back from a commit."""
    text = texts[commit]
    if text and text != UNREADABLE:
        return {text}
    return {found for p in parents[commit] for found in search_back(p, parents, texts)}


@st.composite
def histories(draw: st.DrawFn) -> tuple[dict[str, list[str]], dict[str, str | None]]:
    count = draw(st.integers(1, 10))
    parents = {
        str(n): [str(p) for p in draw(st.sets(st.integers(0, n - 1), max_size=2))] if n else []
        for n in range(count)
    }
    texts = {commit: draw(st.sampled_from([None, UNREADABLE, "a", "b", "c"])) for commit in parents}
    return parents, texts


@given(histories())
def test_what_cannot_be_read_is_looked_through_on_every_line_of_work(
    history: tuple[dict[str, list[str]], dict[str, str | None]],
) -> None:
    parents, texts = history
    revisions = make_revisions(parents, texts)
    for commit in reversed(parents):
        found = [side.text for side in revisions.last_readable(commit)]
        assert len(found) == len(set(found))
        assert set(found) == search_back(commit, parents, texts)
        led = {text for p in parents[commit] for text in search_back(p, parents, texts)}
        assert {side.text for side in revisions.at(commit).sides} == led


def test_a_long_history_without_a_readable_plan_is_no_trouble() -> None:
    parents = {str(n): [str(n - 1)] if n else [] for n in range(20_000)}
    revisions = make_revisions(parents, dict.fromkeys(parents, UNREADABLE) | {"0": "a"})
    assert [side.text for side in revisions.last_readable("19999")] == ["a"]


def test_lines_of_work_parted_at_the_last_plan_that_they_have_in_common() -> None:
    parents = {"0": [], "1": ["0"], "left": ["1"], "right": ["1"], "merge": ["left", "right"]}
    texts = {"0": "a", "1": UNREADABLE, "left": "b", "right": "c", "merge": "d"}
    assert make_revisions(parents, texts).at("merge").partings == (("a",),)


def test_lines_that_crossed_parted_at_several_plans_and_these_parted_before() -> None:
    parents = {"0": [], "left": ["0"], "right": ["0"]}
    parents |= {"one": ["left", "right"], "other": ["right", "left"], "merge": ["one", "other"]}
    texts = {"0": "a", "left": "b", "right": "c", "one": "d", "other": "e", "merge": "f"}

    assert make_revisions(parents, texts).at("merge").partings == (("c", "b"), ("a",))


class PlansByText:
    """Texts that are known by themselves."""

    def compare(self, before: str | None, after: str) -> Effect:
        new, old = read(after), read(before) if before else None
        if new is None:
            return Effect("读不出来", ())
        return Effect("", make_records(old, new, diff(old, new)) if old else ())

    def compare_merged(self, partings: Partings, sides: Sequence[str], after: str) -> Effect:
        plans = [plan for side in sides if (plan := read(side))]
        new, common = read(after), CommonPlans(read).at(partings)
        if new is None:
            return Effect("读不出来", ())
        return Effect("", make_records(plans[0], new, own_changes(common, plans, new)))


def read(text: str) -> Plan | None:
    return load(text, with_advice=False).plan


def replace(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


OURS = replace(BASE, "behind: 15", "behind: 20")
THEIRS = replace(BASE, "note: 初稿已征求意见", "note: 初稿已送审")
BOTH = replace(OURS, "note: 初稿已征求意见", "note: 初稿已送审")
MARKED = f"<<<<<<< ours\n{OURS}=======\n{THEIRS}>>>>>>> theirs\n"
PARTED: Parents = {"start": [], "ours": ["start"], "theirs": ["start"], "merge": ["ours", "theirs"]}


def tell(parents: Parents, texts: Mapping[str, str | None]) -> dict[str, Event]:
    events = follow(make_graph(parents), texts, PlansByText())
    return {event.commit.id: event for event in events}


def test_after_a_merge_left_with_markers_the_repair_is_not_credited_with_either_side() -> None:
    parents = {**PARTED, "repair": ["merge"]}
    said = {"start": BASE, "ours": OURS, "theirs": THEIRS, "merge": MARKED}
    repaired = tell(parents, {**said, "repair": BOTH})["repair"]
    own = tell(parents, {**said, "repair": replace(BOTH, "stale: 30", "stale: 40")})["repair"]

    assert (repaired.kind, repaired.outcome.records) == (EventKind.RESTORED, ())
    assert [record.words for record in own.outcome.records] == ["计划 未填报 30→40"]


def test_after_a_clean_merge_the_next_commit_is_credited_with_its_own_change_alone() -> None:
    parents = {**PARTED, "next": ["merge"]}
    said = {"start": BASE, "ours": OURS, "theirs": THEIRS, "merge": BOTH}
    events = tell(parents, {**said, "next": replace(BOTH, "stale: 30", "stale: 40")})

    assert "merge" not in events
    assert [record.words for record in events["next"].outcome.records] == ["计划 未填报 30→40"]
