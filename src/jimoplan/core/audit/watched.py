"""Files that guard the plan, and evidence that was approved: which commits changed them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import NamedTuple

from jimoplan.core.audit.acts import EVIDENCE, GUARD, Act, Watch
from jimoplan.core.audit.file_changes import Changed, FileChange, FileChanges, Files, Pair, pairs_of
from jimoplan.core.audit.rules import Violation
from jimoplan.core.audit.trail import Trail
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import ReviewedFile
from jimoplan.core.plan.reviews import standing_review
from jimoplan.core.plan.rights import people_of
from jimoplan.core.plan.traverse import each_item
from jimoplan.core.plan.words import Status

_MOST_MOVES = 50


class _Step(NamedTuple):
    """From an earlier commit to a later one, who answers for merging, and where they parted.

    The earlier one is a parent of the later, unless they have parted.
    """

    before: str
    commit: str
    mergers: tuple[str, ...]
    parted: tuple[str, ...] = ()


class WatchedFiles:
    """The watched files over a range of commits, whose parents may lie before it.

    `approved` are the files of evidence that were ever approved in the range or before it. `may_do`
    says whether who made a commit, or merged it, may do what was done.
    """

    def __init__(
        self,
        trail: Trail,
        scope: Watch,
        files: Files,
        approved: Iterable[ReviewedFile],
        may_do: Callable[[Act, str], bool],
    ) -> None:
        self._trail, self._files, self._may_do = trail, files, may_do
        self._acts: dict[str, tuple[Act, ...]] = {}
        self._faults: dict[str, tuple[Act, ...]] = {}
        graph = trail.graph
        self._range = [commit for commit in graph.commits if commit in scope.commits]
        self._joins: list[Pair] = []
        if scope.joins:
            base, tip = scope.joins
            bases = chain.from_iterable(graph.partings(scope.joins))
            self._joins = [(other, tip) for other in (base, *bases)]
        everything = [*pairs_of(graph, graph.commits), *self._joins]
        self._guards = FileChanges(graph, files, files.guards(everything))
        found = self._follow([*pairs_of(graph, self._range), *self._joins], frozenset(approved))
        self._evidence = FileChanges(graph, files, found)

    def touches(self, commit: str) -> bool:
        """Whether a commit has watched files otherwise than a parent."""
        known = (self._guards, self._evidence)
        parents = self._trail.graph.parents(commit)
        return any(changes.beside(commit, parent) for changes in known for parent in parents)

    def acts(self, commit: str) -> tuple[Act, ...]:
        """What a commit did to watched files, where people were listed before it."""
        if commit not in self._acts:
            parents = self._trail.graph.parents(commit)
            steps = (_Step(parent, commit, (commit,)) for parent in parents)
            self._acts[commit] = tuple(act for step in steps for act in self._acts_of(step))
        return self._acts[commit]

    def judge(self, commit: str) -> Iterator[Violation]:
        """What a commit did to watched files that neither who made nor who merged it may do."""
        yield from (Violation(act.code, None, act.words) for act in self._wrong(commit))

    def judge_joining(self) -> Iterator[Violation]:
        """The same of what merging the range's tip into its base would do, by whoever merges."""
        if self._joins:
            base, tip = self._joins[0]
            step = _Step(base, tip, (), tuple(self._trail.graph.bases((base, tip))))
            wrong = filter(None, map(self._find_wrong, self._acts_of(step)))
            yield from (Violation(act.code, None, act.words) for act in wrong)

    def ends(self, commit: str, code: str, later: str) -> bool:
        """Whether a later commit puts in order what one did to watched files."""
        acts = [act for act in self._wrong(commit) if act.code == code]
        return bool(acts) and all(self._is_over(act, commit, later) for act in acts)

    def _is_over(self, act: Act, commit: str, later: str) -> bool:
        if act.of:
            plan = self._trail.plan_at(later)
            stands = plan is not None and act.of in approved_in(plan)
            anew = any(other.of == act.of for other in self.acts(later))
            mended = anew and all(other.of != act.of for other in self._wrong(later))
            return not stands or self._keeps(later, act.of[1]) or mended
        ancestors = self._trail.graph.ancestors
        ahead = ancestors(later) - ancestors(commit)
        between = [c for c in self._range if c in ahead and commit in ancestors(c)]
        mended_paths = {
            path
            for each in between
            for path in self._guards.own(each)
            if all(path not in wrong.paths for wrong in self._wrong(each))
        }
        return mended_paths >= set(act.paths)

    def _wrong(self, commit: str) -> tuple[Act, ...]:
        if commit not in self._faults:
            found = map(self._find_wrong, self.acts(commit))
            self._faults[commit] = tuple(act for act in found if act)
        return self._faults[commit]

    def _find_wrong(self, act: Act) -> Act | None:
        """What was wrong with an act, if anything was.

        What a merge brings is told where it was made, if it was not to be done there either. What
        only puts back what stood there before others' wrong changes is nobody's change.
        """
        made = [wrong for maker in act.makers if act.brought for wrong in self._wrong(maker)]
        if any(wrong.code == act.code for wrong in made):
            return None
        if any(self._may_do(act, commit) for commit in (*act.makers, *act.mergers)):
            return None
        if act.code == EVIDENCE or act.brought:
            return act
        left = tuple(path for path in act.paths if not self._puts_back(act, path))
        return act._replace(paths=left) if left else None

    def _puts_back(self, act: Act, path: str) -> bool:
        """Whether what a commit has at a path stood there until somebody changed it wrongly."""
        (commit,) = act.makers
        now = self._guards.beside(commit, act.before)[path].after
        at: str | None = act.before
        while at:
            led = self._trail.graph.ancestors(at)
            changers = (c for c in reversed(self._trail.graph.commits) if c in led)
            maker = next((c for c in changers if path in self._guards.own(c)), None)
            if maker is None or all(path not in wrong.paths for wrong in self._wrong(maker)):
                return False
            parents = self._trail.graph.parents(maker)
            if any(self._guards.value(p, maker, path, None) == now for p in parents):
                return True
            at = next(iter(parents), None)
        return False

    def _acts_of(self, step: _Step) -> Iterator[Act]:
        guards = self._done(self._guards, step)
        evidence = self._done(self._evidence, step)
        plan = self._trail.plan_at(step.before) if guards or evidence else None
        if plan and people_of(plan):
            yield from self._acts_on_guards(step, guards)
            yield from self._acts_on_evidence(step, evidence, plan) if evidence else ()

    def _done(self, changes: FileChanges, step: _Step) -> dict[str, FileChange]:
        """The changes of a step by path, but for what only its earlier side has otherwise."""
        found = changes.beside(step.commit, step.before)
        if not step.parted:
            return found
        return {
            path: change
            for path, change in found.items()
            if change.after
            not in changes.common((step.before, step.commit), step.commit, path, change.after)
        }

    def _own(self, changes: FileChanges, step: _Step) -> frozenset[str]:
        """The paths that whoever made a step changed; the others came with what was merged."""
        return frozenset() if step.parted else changes.own(step.commit)

    def _acts_on_guards(self, step: _Step, done: Mapping[str, FileChange]) -> Iterator[Act]:
        own = tuple(path for path in done if path in self._own(self._guards, step))
        if own:
            yield Act(GUARD, step.before, own, (step.commit,))
        for maker, paths in self._last_makers(self._guards, step, done.keys() - set(own)):
            yield Act(GUARD, step.before, paths, (maker,), step.mergers, brought=True)

    def _acts_on_evidence(
        self, step: _Step, done: Mapping[str, FileChange], plan: Plan
    ) -> Iterator[Act]:
        for number, file in self._standing(step, plan):
            touched = self._touched(file, step, done)
            own = not touched.isdisjoint(self._own(self._evidence, step))
            found = self._last_makers(self._evidence, step, touched)
            makers = (step.commit,) if own else tuple(maker for maker, _ in found)
            if touched:
                paths, of = tuple(sorted(touched)), (number, file)
                yield Act(EVIDENCE, step.before, paths, makers, step.mergers, not own, of)

    def _standing(self, step: _Step, plan: Plan) -> Iterator[tuple[str, ReviewedFile]]:
        """What was approved before a step and is after it, too."""
        after = self._trail.plan_at(step.commit)
        still = set(approved_in(after)) if after else set()
        parted = [known for c in step.parted if (known := self._trail.plan_at(c))]
        given_up = {each for known in parted for each in approved_in(known)} - still
        for each in approved_in(plan):
            if each not in given_up if step.parted else each in still:
                yield each

    def _last_makers(
        self, changes: FileChanges, step: _Step, paths: AbstractSet[str]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The last commits of the range that changed paths on the way, each with its own."""
        graph = self._trail.graph
        left = set(paths)
        beyond = graph.ancestors(step.commit) - graph.ancestors(step.before) if left else set()
        for commit in reversed(self._range):
            if commit in beyond and (mine := changes.own(commit) & left):
                yield commit, tuple(sorted(mine))
                left -= mine

    def _touched(
        self, file: ReviewedFile, step: _Step, done: Mapping[str, FileChange]
    ) -> frozenset[str]:
        """The paths at which a step did away with what was approved; none where it is kept.

        What was altered already must not be altered further.
        """
        if self._keeps(step.commit, file):
            return frozenset()
        places = self._files.places_of(file.path)
        was_kept = self._keeps(step.before, file)
        return frozenset(
            path
            for path, change in done.items()
            if path in places or (was_kept and change.before == file.blob)
        )

    def _keeps(self, commit: str, file: ReviewedFile) -> bool:
        """Whether a commit has a file as it was approved, in its place or moved elsewhere."""
        there = self._contents(commit, file)
        if file.blob in there:
            return True
        return not any(there) and self._files.find(commit, file.blob) is not None

    def _follow(self, pairs: Sequence[Pair], approved: frozenset[ReviewedFile]) -> Changed:
        """The changes of approved files, also where they were moved as they were approved."""
        starts = {before for before, _ in pairs} - set(self._range)
        wanted = {(f.blob, place) for f in approved for place in self._files.places_of(f.path)}
        for file in approved:
            away = (c for c in starts if not any(self._contents(c, file)))
            wanted |= {(file.blob, p) for c in away if (p := self._files.find(c, file.blob))}
        found: Changed = {}
        for _ in range(_MOST_MOVES):
            found = self._files.compare(pairs, sorted({path for _, path in wanted}))
            left = {
                (change.before, commit)
                for (_, commit), changes in found.items()
                for change in changes.values()
                if change.before and (change.before, change.path) in wanted
            }
            moved = {(b, p) for b, c in left if (p := self._files.find(c, b))} - wanted
            if not moved:
                break
            wanted |= moved
        return found

    def _contents(self, commit: str, file: ReviewedFile) -> list[str | None]:
        return [self._files.content_at(commit, p) for p in self._files.places_of(file.path)]


def approved_in(plan: Plan) -> tuple[tuple[str, ReviewedFile], ...]:
    """The files on which the closing of items rests, each with the item's number."""
    return tuple(
        (item.id, file)
        for _, item in each_item(plan)
        if item.status is Status.CLOSED and (review := standing_review(item))
        for file in review.files
    )
