"""The commits of a plan and what each changed, against every parent's last readable plan."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jimoplan.core.audit.dismissals import Dismissals
from jimoplan.core.audit.rules import Violation
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.diff import diff
from jimoplan.core.history.commits import Commit
from jimoplan.core.history.graph import CommitGraph
from jimoplan.core.history.revisions import Partings, Revisions
from jimoplan.core.history.revisions import Side as Led
from jimoplan.core.merge.common import CommonPlans
from jimoplan.core.merge.own_changes import MergeSplit, split_merge
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import ReviewedFile


class TrailText(NamedTuple):
    """The plan in a blob if it has no errors, or else what is wrong with it."""

    plan: Plan | None
    fault: str = ""


class Content(NamedTuple):
    """What a commit has for the plan: its text's id, and the file itself.

    `text` is found through renames and symlinks, `file` is what stands under the plan's own name:
    a link's own content where the plan has become one.
    """

    text: str | None
    file: str | None


class Side(NamedTuple):
    """What a commit changed of one parent's plan; of a merge, what it did itself and what came.

    `beyond` are the commits that came along, `common` the plans at which the sides may have parted.
    """

    before: Plan
    changes: Changes
    own: Changes
    brought: Changes = ()
    beyond: tuple[str, ...] = ()
    common: tuple[Plan, ...] = ()

    @property
    def dismissals(self) -> Dismissals:
        """Who was listed where the sides parted, and is not on this side any more."""
        return Dismissals(self.common, self.before)


class TrailStep(NamedTuple):
    """A commit of the plan: what it did on each side, and what it did to the file itself."""

    commit: Commit
    after: Plan | None
    sides: tuple[Side, ...]
    faults: tuple[Violation, ...]


class Trail:
    """The plan's history as the audit sees it; texts are read when a commit is asked about."""

    def __init__(
        self,
        commits: Sequence[Commit],
        contents: Mapping[str, Content],
        read: Callable[[str], TrailText],
        holds: Callable[[str, ReviewedFile], bool],
    ) -> None:
        """Take the commits, parents before children.

        `read` says what a content is, `holds` whether a commit has a file as a review has it.
        """
        self.holds = holds
        self.graph = CommitGraph(commits)
        self._contents = contents
        self._read = read
        texts = {commit: content.text for commit, content in contents.items()}
        self._revisions = Revisions(self.graph, texts, lambda text: read(text).plan is not None)
        self._common = CommonPlans(lambda text: read(text).plan)
        self._began: set[str] = set()
        self.roots: list[str] = []
        for commit in commits:
            before = any(parent in self._began for parent in commit.parents)
            if before or contents[commit.id].text:
                self._began.add(commit.id)
                self.roots += () if before else (commit.id,)

    def plan_at(self, commit: str) -> Plan | None:
        """The plan at a commit, or the last one before it that could be read."""
        last = next(iter(self._revisions.last_readable(commit)), None)
        return self._read(last.text).plan if last else None

    def has_begun(self, commit: str) -> bool:
        """Whether a commit, or one before it, has the plan."""
        return commit in self._began

    def touches(self, commit: str) -> bool:
        """Whether a commit has something else for the plan than one of its parents."""
        there = [self._contents[parent] for parent in self.graph.parents(commit)] or [
            Content(None, None)
        ]
        return any(content != self._contents[commit] for content in there)

    def step(self, commit: str) -> TrailStep:
        """What a commit did to the plan."""
        revision = self._revisions.at(commit)
        text = self._read(revision.text) if revision.text else TrailText(None)
        faults = tuple(self._judge_file(commit, text))
        sides = (
            tuple(self._sides(revision.sides, revision.partings, text.plan)) if text.plan else ()
        )
        return TrailStep(revision.commit, text.plan, sides, faults)

    def join(self, tips: Sequence[str], after: Plan) -> tuple[Side, ...]:
        """What a merge of some commits would change if it came to a plan."""
        return tuple(self._sides(*self._revisions.unite(tips), after))

    def broken_by(self, commit: str) -> tuple[str, ...]:
        """The commits that left a plan nobody could read, which a commit made readable again."""
        return self.broken_before(self.graph.parents(commit))

    def broken_before(self, tips: Sequence[str]) -> tuple[str, ...]:
        """The commits that left a plan nobody can read, as some commits still have it."""
        ahead, found = list(tips), set[str]()
        while ahead:
            at = ahead.pop()
            text = self._contents[at].text
            if at not in found and at in self._began and not (text and self._read(text).plan):
                found.add(at)
                ahead += self.graph.parents(at)
        left = (c for c in self.graph.commits if c in found) if found else ()
        return tuple(c for c in left if self._contents[c].text and self.touches(c))

    def is_sound(self, commit: str) -> bool:
        """Whether a commit has the plan as a plain file that can be read."""
        content = self._contents[commit]
        readable = content.text and self._read(content.text).plan
        return bool(readable) and content.file == content.text

    def parted_at(self, tips: Sequence[str]) -> list[Plan]:
        """The plans at which the lines of work that led to these commits parted."""
        return list(filter(None, map(self.plan_at, self.graph.bases(tips))))

    def ahead(self, base: str, tip: str) -> Side | None:
        """What merging a tip into a base would bring; None where either has no plan.

        That is what it has otherwise than the plan at which they parted; where it is open which
        plan that is, what it has otherwise than each.
        """
        before, after = self.plan_at(base), self.plan_at(tip)
        if not (before and after):
            return None
        common = self._common.at(self._revisions.unite([base, tip])[1])
        first, *others = [diff(plan, after) for plan in common] or [()]
        touched = [{change.touched for change in changes} for changes in others]
        brought = tuple(c for c in first if all(c.touched in known for known in touched))
        return Side(before, brought, (), brought, self.beyond(base, tip), common)

    def beyond(self, parent: str, other: str) -> tuple[str, ...]:
        """The commits that touch the plan and led to `other`, but not to `parent`."""
        more = self.graph.ancestors(other) - self.graph.ancestors(parent)
        return tuple(c for c in self.graph.commits if c in more and self.touches(c))

    def root_from(self, tip: str) -> str | None:
        """The commit that registered the plan which a commit has, by the line of first parents."""
        on_line = [commit for commit in self.graph.first_parents(tip) if commit in self.roots]
        return next(reversed(on_line), next(iter(self.roots), None))

    def _judge_file(self, commit: str, text: TrailText) -> Iterator[Violation]:
        """What a commit did to the file itself."""
        content = self._contents[commit]
        parents = [self._contents[parent] for parent in self.graph.parents(commit)]
        was_there = any(parent.file for parent in parents)
        was_plain = not parents or any(p.file in {None, p.text} for p in parents)
        if was_there and content.file is None:
            yield Violation("A32", None, "提交以前有计划文件,提交以后没有了")
        elif content.file and content.file != content.text and was_plain:
            yield Violation("A34", None, "计划文件变成了符号链接,内容在别处")
        elif content.file and content.text is None and any(parent.text for parent in parents):
            yield Violation("A34", None, "计划的符号链接指向仓库里没有的内容")
        new = all(parent.text != content.text for parent in parents)
        if content.text and text.plan is None and new:
            yield Violation("A31", None, text.fault)

    def _sides(self, sides: Sequence[Led], partings: Partings, after: Plan) -> Iterator[Side]:
        bases = self._common.at(partings)
        plans = [plan for side in sides if (plan := self._read(side.text).plan)]
        commits = [side.commit for side in sides]
        gone = [Dismissals(bases, plan) for plan in plans]
        for commit, before, split in zip(
            commits, plans, split_merge(bases, plans, after), strict=True
        ):
            own, brought = _divide(split, Dismissals(bases, before), gone)
            others = [other for other in commits if other != commit] if brought else []
            beyond = tuple(c for other in others for c in self.beyond(commit, other))
            yield Side(before, (*own, *brought), own, brought, beyond, bases)


def _divide(
    split: MergeSplit, dismissals: Dismissals, others: Sequence[Dismissals]
) -> tuple[Changes, Changes]:
    """What a merge did itself and what it brought, seen from a side: dismissals of any side stand.

    To put somebody back is the merge's own; to leave out whom a side has dismissed is not.
    """
    again = tuple(filter(dismissals.lists_again, split.brought))
    own = [c for c in split.own if not any(other.takes_off(c) for other in others)]
    return (*own, *again), tuple(c for c in split.brought if c not in again)
