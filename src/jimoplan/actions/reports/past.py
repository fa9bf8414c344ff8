"""What led to a plan, gathered from git for a periodic report."""

from collections.abc import Iterable, Iterator
from datetime import date

from jimoplan.actions.history.journal import KEPT_AS, PlanTexts
from jimoplan.actions.history.main_line import at_end_of, before
from jimoplan.actions.reports.source import Lineage, ReportSource
from jimoplan.core.history.graph import CommitGraph
from jimoplan.core.plan.issues import ends_before, periods_until
from jimoplan.core.plan.periods import AnyPeriod, period_of, runs_for_years
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.report_history import PastEvents, PlanPast
from jimoplan.core.reports.snapshot import (
    Snapshot,
    restore_snapshot,
    snapshot_data,
    take_snapshot,
)
from jimoplan.git.cache import Cache, open_cache
from jimoplan.git.objects import open_objects


def gather_past(source: ReportSource, period: AnyPeriod, as_of: date) -> PlanPast:
    """The snapshots at the ends of earlier periods, and what was done up to the plan's commit."""
    begin = source.plan.plan.period.start
    ends = ends_before(begin, period)
    if source.lineage is None or source.lineage.end is None:
        near = [take_snapshot(source.plan, end) for end in ends[-1:]]
        return PlanPast(near, (), all_there=len(ends) <= 1)
    weekly = period.cadence is Cadence.WEEKLY and not runs_for_years(source.plan.plan.period)
    fine = period_of(Cadence.WEEKLY if weekly else Cadence.MONTHLY, as_of)
    days = [earlier.end for earlier in periods_until(begin, fine)]
    snapshots = {snapshot.day: snapshot for snapshot in _take(source.lineage, {*ends, *days})}
    earlier = [snapshots[day] for day in ends if day in snapshots]
    events = source.lineage.journal.events
    known, within = _divide(source.lineage, period)
    return PlanPast(
        earlier,
        [snapshots[day] for day in days if day in snapshots],
        PastEvents(
            tuple(event for event in events if event.commit.id in known),
            within,
            tuple(event for event in events if event.commit.id not in known),
        ),
        all_there=len(earlier) == len(ends) or not source.lineage.journal.history.cut,
    )


def _take(lineage: Lineage, days: Iterable[date]) -> Iterator[Snapshot]:
    """What the plan said at the end of each day on which there was one.

    A commit that cannot be read gives way to the last one before it that can, as in a report.
    """
    with (
        open_cache(lineage.repository, KEPT_AS) as cache,
        open_objects(lineage.repository) as objects,
    ):
        texts = PlanTexts(objects, cache)
        for day in sorted(days):
            commit = at_end_of(lineage.line, day)
            place = lineage.line.index(commit) if commit else len(lineage.line)
            for earlier in lineage.line[place:]:
                if found := _snapshot(texts, cache, lineage.journal.history.blobs[earlier.id], day):
                    yield found
                    break


def _snapshot(texts: PlanTexts, cache: Cache, blob: str | None, day: date) -> Snapshot | None:
    """What a plan's text says as of a day; None where it cannot be read."""
    key = f"snapshot:{blob}@{day}"
    kept = cache.get(key) if blob else None
    if kept is not None:
        return restore_snapshot(day, kept)
    plan = texts.read_plan(blob) if blob else None
    if plan is None:
        return None
    snapshot = take_snapshot(plan, day)
    cache.put(key, snapshot_data(snapshot))
    return snapshot


def _divide(lineage: Lineage, period: AnyPeriod) -> tuple[set[str], frozenset[str]]:
    """The commits that led to the plan, and those of them that came in the period."""
    if lineage.end is None:
        return set(), frozenset()
    graph = CommitGraph(reversed(lineage.journal.history.commits))
    known = graph.ancestors(lineage.end.id)
    begin = before(lineage.line, period.start)
    return known, frozenset(known - (graph.ancestors(begin.id) if begin else set()))
