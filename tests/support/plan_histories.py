"""Histories of a small plan as values, and who did what in them by the plainest account."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from jimoplan.core.history.commits import BEIJING, Commit, Identity

SECTIONS = ("一", "二")
NUMBERS = ("1", "2", "3")
OFFICES = ("甲科", "乙科")
TITLES = ("制发规则", "开展培训", "通报情况")
DAYS = (None, "2024-03-15", "2024-06-30")

Touched = tuple[str, ...]
"""What a change is of: a task, a task's field, or an element of a task's list."""


class Job(NamedTuple):
    """All that a task says in these plans, and the section it stands in."""

    title: str
    section: str = "一"
    due: str | None = None
    support: frozenset[str] = frozenset()


State = Mapping[str, Job]
"""A plan: its tasks by number."""


class Step(NamedTuple):
    """A commit: which ones it comes from, by their places, and what its plan says."""

    parents: tuple[int, ...]
    state: State


History = tuple[Step, ...]

_UNSAID = "what nobody has said"


def brought(was: object, values: Iterable[object]) -> set[object]:
    """What comes of values that grew out of one: what was changed, either where several were."""
    return {value for value in values if value != was} or {was}


def find_own(base: State | None, parents: Sequence[State], after: State) -> Iterator[Touched]:
    """What a plan says that comes neither of its parents nor of merging them, field by field."""
    for number in NUMBERS:
        was, now = (base or {}).get(number), after.get(number)
        there = [parent.get(number) for parent in parents]
        before = _UNSAID if base is None else was is not None
        stays = brought(before, [job is not None for job in there])
        if was and None in there and not {None, was}.issuperset(there):
            stays = {True, False}
        if (now is not None) not in stays:
            yield (number,)
        if now:
            yield from _find_own_fields(number, was, list(filter(None, there)), now)


def _find_own_fields(
    number: str, was: Job | None, there: Sequence[Job], now: Job
) -> Iterator[Touched]:
    for field in ("title", "section", "due"):
        before = getattr(was, field) if was else _UNSAID
        if getattr(now, field) not in brought(before, [getattr(job, field) for job in there]):
            yield number, field
    for office in OFFICES:
        said = office in was.support if was else _UNSAID
        if (office in now.support) not in brought(said, [office in job.support for job in there]):
            yield number, "support", office


def find_bases(history: History, commits: Sequence[int]) -> list[State]:
    """The plan that commits have in common; two where it is open which, none where there is none.

    That is the youngest that all come from; of several such, what merging them comes to.
    """
    common = set.intersection(*(_find_ancestors(history, commit) for commit in commits))
    leading_on = {a for one in common for a in _find_ancestors(history, one) - {one}}
    youngest = sorted(common - leading_on, reverse=True)
    told = [history[commit].state for commit in youngest]
    states = [state for at, state in enumerate(told) if state not in told[:at]]
    if len(states) < 2:
        return states
    before = find_bases(history, youngest)
    return [_meet(before[0], states), _meet(before[-1], states[::-1])] if before else states


def _meet(base: State, states: Sequence[State]) -> State:
    """What states that grew out of one come to, the first one's where they contradict."""
    first, *others = states
    for other in others:
        jobs = {n: _meet_job(base.get(n), first.get(n), other.get(n)) for n in NUMBERS}
        first = {number: job for number, job in jobs.items() if job}
    return first


def _meet_job(was: Job | None, one: Job | None, other: Job | None) -> Job | None:
    if not (one and other) or was in (one, other):
        return other if one == was else one
    values = {
        field: mine if mine != getattr(was, field, None) else getattr(other, field)
        for field in ("title", "section", "due")
        for mine in (getattr(one, field),)
    }
    support = was.support if was else frozenset()
    stays = (support & one.support & other.support) | ((one.support | other.support) - support)
    return Job(**values, support=stays)


def _find_ancestors(history: History, number: int) -> set[int]:
    above = (_find_ancestors(history, parent) for parent in history[number].parents)
    return {number}.union(*above)


def attribute(history: History) -> list[set[Touched]]:
    """What each commit did itself: nothing where the plan begins."""
    return [set(_attribute(history, step)) for step in history]


def _attribute(history: History, step: Step) -> set[Touched]:
    if not step.parents:
        return set()
    bases: Sequence[State | None] = [None]
    if len(step.parents) > 1:
        bases = find_bases(history, step.parents) or [None]
    sides = [history[parent].state for parent in step.parents]
    own = set.intersection(*(set(find_own(base, sides, step.state)) for base in bases))
    return {each for each in own if len(each) == 1 or each[:1] not in own}


_jobs = st.builds(
    Job,
    title=st.sampled_from(TITLES),
    section=st.sampled_from(SECTIONS),
    due=st.sampled_from(DAYS),
    support=st.frozensets(st.sampled_from(OFFICES)),
)
_edits = st.dictionaries(st.sampled_from(NUMBERS), st.none() | _jobs, max_size=2)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A few commits in any graph; most change a task or two, merges take some from each parent."""
    steps: list[Step] = []
    for number in range(draw(st.integers(1, 7))):
        earlier = st.sampled_from(range(number)) if number else st.nothing()
        parents = draw(st.lists(earlier, max_size=min(number, 2), unique=True))
        states = [steps[parent].state for parent in parents]
        if len(states) > 1:
            state = draw(_merges([*states, *find_bases(tuple(steps), parents)]))
        else:
            state = states[0] if states else {}
        edited = {**state, **draw(_edits)}
        steps.append(Step(tuple(parents), {at: job for at, job in edited.items() if job}))
    return tuple(steps)


@st.composite
def _merges(draw: st.DrawFn, plans: Sequence[State]) -> State:
    """A merge as a person might make it: each field from one of the plans."""
    merged: dict[str, Job | None] = {}
    for number in NUMBERS:
        jobs = [plan.get(number) for plan in plans]
        whole = draw(st.sampled_from(jobs))
        there = list(filter(None, jobs))
        if whole:
            fields = {f: draw(st.sampled_from([getattr(j, f) for j in there])) for f in Job._fields}
            merged[number] = Job(**fields)
    return {at: job for at, job in merged.items() if job}


def write(state: State) -> str:
    """The plan's text, its tasks in the order of their numbers."""
    sections = [
        {
            "number": section,
            "title": section,
            "tasks": [
                {"id": number, "title": job.title, "support": sorted(job.support)}
                | ({"due": job.due} if job.due else {})
                for number, job in sorted(state.items())
                if job.section == section
            ],
        }
        for section in SECTIONS
    ]
    period = {"start": "2024-01-01", "end": "2024-12-31"}
    plan = {
        "schema": 1,
        "plan": {"unit": "某局", "title": "要点", "period": period},
        "departments": [{"name": name, "kind": "科室"} for name in OFFICES],
        "sections": sections,
    }
    return json.dumps(plan, ensure_ascii=False)


def make_commits(history: History) -> list[Commit]:
    """The commits of a history, each a minute after the one before."""
    who = Identity("张三", "zhang@example.cn")
    begun = datetime(2024, 3, 1, 9, tzinfo=BEIJING)
    return [
        Commit(str(n), tuple(map(str, step.parents)), who, at, who, at, f"第{n}次")
        for n, step in enumerate(history)
        for at in (begun + timedelta(minutes=n),)
    ]
