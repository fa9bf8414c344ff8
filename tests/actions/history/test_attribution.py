"""The journal credits every change to the commit that made it, as counting by hand does."""

from pathlib import Path

from hypothesis import given
from plan_histories import History, Job, Step, Touched, attribute, histories, make_commits, write

from jimoplan.actions.history.journal import PlanTexts
from jimoplan.core.changes.records import Record
from jimoplan.core.history.graph import CommitGraph
from jimoplan.core.history.journal import follow
from jimoplan.git.cache import Cache
from jimoplan.git.objects import ObjectReader


class Memory(ObjectReader):
    """Contents at hand, by their own words."""

    def __init__(self) -> None:
        """Nothing is started."""

    def read(self, blob: str) -> bytes:
        return blob.encode("utf-8")


def read_journal(history: History) -> list[set[Touched]]:
    """What the journal says that each commit changed."""
    contents = {str(n): write(step.state) for n, step in enumerate(history)}
    texts = PlanTexts(Memory(), Cache(Path("nowhere"), ""))
    told: list[set[Touched]] = [set() for _ in history]
    for event in follow(CommitGraph(make_commits(history)), contents, texts):
        told[int(event.commit.id)] = without_parts(set(map(touched, event.outcome.records)))
    return told


def without_parts(told: set[Touched]) -> set[Touched]:
    """Without the fields of tasks that came or went as a whole."""
    return {each for each in told if len(each) == 1 or each[:1] not in told}


def touched(record: Record) -> Touched:
    match record.data:
        case {"change": "set", "id": task, "field": field}:
            return task, field
        case {"change": "move", "id": task, "to": {"in": {"subject": "板块"}}}:
            return task, "section"
        case {"change": "insert" | "remove", "id": task, "in": _}:
            return (task,)
        case {"change": "insert" | "remove", "id": task, "field": field, "value": value}:
            return task, field, value
    raise AssertionError(record.words)


@given(history=histories())
def test_every_change_is_credited_to_the_commit_that_made_it(history: History) -> None:
    assert read_journal(history) == attribute(history)


def test_after_a_merge_nobody_is_credited_with_what_the_other_branch_did() -> None:
    begun = {"1": Job("制发规则"), "2": Job("制发规则")}
    ours, theirs = begun | {"1": Job("开展培训")}, begun | {"2": Job("通报情况")}
    merged = ours | {"2": Job("通报情况")}
    later = merged | {"1": Job("开展培训", due="2024-06-30")}
    steps = [((), begun), ((0,), ours), ((0,), theirs), ((1, 2), merged), ((3,), later)]

    told = read_journal(tuple(Step(parents, state) for parents, state in steps))

    assert told == [set(), {("1", "title")}, {("2", "title")}, set(), {("1", "due")}]


def test_a_merge_that_puts_a_task_elsewhere_than_a_branch_did_has_moved_it() -> None:
    begun = {"1": Job("制发规则"), "3": Job("制发规则")}
    ours = begun | {"3": Job("开展培训")}
    theirs = begun | {"1": Job("开展培训", "二"), "2": Job("通报情况")}
    merged = ours | {"1": Job("开展培训", "一"), "2": Job("通报情况", "二")}
    steps = [((), begun), ((0,), ours), ((0,), theirs), ((1, 2), merged)]

    told = read_journal(tuple(Step(parents, state) for parents, state in steps))

    assert told[3] == {("1", "section"), ("2", "section")}
