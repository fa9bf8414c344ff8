"""Files that guard the plan, and evidence that was approved: which commits changed them.

Guards are templates beside the plan, attributes that decide how git merges it, and what runs in CI.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from jimoplan.core.audit.file_changes import Changed, FileChange, FileChanges, Files, Pair, pairs_of
from jimoplan.core.audit.rules import Violation
from jimoplan.core.audit.trail import Trail
from jimoplan.core.plan.model import Plan, ReviewedFile, Status, Verdict
from jimoplan.core.plan.rights import people_of
from jimoplan.core.plan.traverse import each_item

GUARDS = (
    ".github/workflows",
    ".github/actions",
    ".gitlab-ci.yml",
    ".gitea/workflows",
    ".forgejo/workflows",
    ".workflow",
    ".circleci",
    ".woodpecker",
    ".woodpecker.yml",
    ".drone.yml",
    ".travis.yml",
    "Jenkinsfile",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
)
"""What runs in CI on the platforms that people use, from the top of the repository."""

ATTRIBUTES = ".gitattributes"
"""Decides how git merges the plan, in its folder and each one above."""

GUARD, EVIDENCE = "A35", "A42"
_MOST_MOVES = 50
_SHOWN = 3


class Act(NamedTuple):
    """What was done to watched files beside the plan of an earlier commit, and who answers for it.

    One who made it or merged it has to be allowed to do it, by the plan of `before`. What was
    `brought` by a merge was made in a commit of its own, by the plan that stood there.
    """

    code: str
    words: str
    before: str
    makers: tuple[str, ...]
    mergers: tuple[str, ...] = ()
    brought: bool = False


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

    `approved` are the files of evidence that were ever approved in the range or before it, `joins`
    a base with which the range's tip is to be merged.
    """

    def __init__(
        self,
        trail: Trail,
        commits: Iterable[str],
        files: Files,
        approved: Iterable[ReviewedFile],
        joins: Pair | None = None,
    ) -> None:
        self._trail, self._files = trail, files
        self._acts: dict[str, tuple[Act, ...]] = {}
        chosen = set(commits)
        self._commits = [commit for commit in trail.graph.commits if commit in chosen]
        pairs = pairs_of(trail.graph, self._commits)
        if joins:
            pairs += ((other, joins[1]) for other in (joins[0], *trail.graph.bases(joins)))
        self._guards = FileChanges(trail.graph, files, files.guards(pairs))
        self._evidence = FileChanges(trail.graph, files, self._follow(pairs, frozenset(approved)))

    def acts(self, commit: str) -> tuple[Act, ...]:
        """What a commit of the range did to watched files, where people were listed before it."""
        if commit not in self._acts:
            parents = self._trail.graph.parents(commit)
            steps = (_Step(parent, commit, (commit,)) for parent in parents)
            self._acts[commit] = tuple(act for step in steps for act in self._acts_of(step))
        return self._acts[commit]

    def takes_back(self, later: str, commit: str, code: str) -> bool:
        """Whether a later commit puts all watched files of a sort back that a commit changed."""
        changes = self._guards if code == GUARD else self._evidence
        done, undone = self._changed(changes, commit), self._changed(changes, later)
        return bool(done) and all(
            path in undone and undone[path] == FileChange(path, change.after, change.before)
            for path, change in done.items()
        )

    def _changed(self, changes: FileChanges, commit: str) -> dict[str, FileChange]:
        """What a commit has of files otherwise than its first parent."""
        parents = self._trail.graph.parents(commit)
        return changes.beside(commit, parents[0]) if parents else {}

    def acts_of_joining(self, base: str, tip: str) -> tuple[Act, ...]:
        """What merging a tip into a base would do, by whoever merges it."""
        parted = self._trail.graph.bases((base, tip))
        return tuple(self._acts_of(_Step(base, tip, (), tuple(parted))))

    def judge(self, acts: Iterable[Act], may_do: Callable[[Act, str], bool]) -> Iterator[Violation]:
        """The acts that nobody was allowed to do who made or merged them, asked by commit.

        What a merge brings is told where it was made, if it was not to be done there either.
        """
        for act in acts:
            made = [self.acts(maker) for maker in act.makers if act.brought]
            told = any(own.code == act.code for acts in made for own in self.judge(acts, may_do))
            if not told and not any(may_do(act, c) for c in (*act.makers, *act.mergers)):
                yield Violation(act.code, None, act.words)

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
            if any(
                changes.value(c, step.commit, path, change.after) != change.after
                for c in step.parted
            )
        }

    def _own(self, changes: FileChanges, step: _Step) -> frozenset[str]:
        """The paths that whoever made a step changed; the others came with what was merged."""
        return frozenset() if step.parted else changes.own(step.commit)

    def _acts_on_guards(self, step: _Step, done: Mapping[str, FileChange]) -> Iterator[Act]:
        own = [path for path in done if path in self._own(self._guards, step)]
        if own:
            yield Act(GUARD, f"改了{_list(own)}", step.before, (step.commit,))
        for maker, paths in self._last_makers(self._guards, step, done.keys() - set(own)):
            words = f"合并带进了对{_list(paths)}的改动,改的人按合并进去那一方的名单不是督查"
            yield Act(GUARD, words, step.before, (maker,), step.mergers, brought=True)

    def _acts_on_evidence(
        self, step: _Step, done: Mapping[str, FileChange], plan: Plan
    ) -> Iterator[Act]:
        for number, file in self._standing(step, plan):
            touched = self._touched(file, step, done)
            own = not touched.isdisjoint(self._own(self._evidence, step))
            found = self._last_makers(self._evidence, step, touched)
            makers = (step.commit,) if own else tuple(maker for maker, _ in found)
            if touched:
                known = f"{number} 的佐证材料 {file.path} 销号时是 {file.blob[:9]}"
                words = f"{known},现在是别的内容,或没有了"
                yield Act(EVIDENCE, words, step.before, makers, step.mergers, brought=not own)

    def _standing(self, step: _Step, plan: Plan) -> Iterator[tuple[str, ReviewedFile]]:
        """What was approved before a step and is after it, too."""
        after = self._trail.plan_at(step.commit)
        still = approved_in(after) if after else ()
        parted = [known for c in step.parted if (known := self._trail.plan_at(c))]
        given_up = {each for known in parted for each in approved_in(known)} - set(still)
        for each in approved_in(plan):
            if each not in given_up if step.parted else each in still:
                yield each

    def _last_makers(
        self, changes: FileChanges, step: _Step, paths: AbstractSet[str]
    ) -> Iterator[tuple[str, list[str]]]:
        """The last commits of the range that changed paths on the way, each with its own."""
        graph = self._trail.graph
        left = set(paths)
        beyond = graph.ancestors(step.commit) - graph.ancestors(step.before) if left else set()
        for commit in reversed(self._commits):
            if commit in beyond and (mine := changes.own(commit) & left):
                yield commit, sorted(mine)
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
        starts = {before for before, _ in pairs} - set(self._commits)
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
        if item.status is Status.CLOSED and item.reviews
        if item.reviews[-1].result is Verdict.APPROVED
        for file in item.reviews[-1].files
    )


def _list(paths: Sequence[str]) -> str:
    shown = "、".join(paths[:_SHOWN])
    return f"{shown} 等 {len(paths)} 个文件" if len(paths) > _SHOWN else shown
