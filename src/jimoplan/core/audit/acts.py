"""What commits do to files beside the plan that an audit watches, as values.

Guards are templates beside the plan, attributes that decide how git merges it, and what runs in CI.
"""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from jimoplan.core.audit.file_changes import Pair
from jimoplan.core.plan.records import ReviewedFile

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
WATCHED = frozenset({GUARD, EVIDENCE})
"""The codes of what is wrong with files beside the plan."""

_SHOWN = 3


class Act(NamedTuple):
    """What was done to watched files beside the plan of an earlier commit, and who answers for it.

    One who made it or merged it has to be allowed to do it, by the plan of `before`. What was
    `brought` by a merge was made in a commit of its own, by the plan that stood there; whoever made
    it may also be allowed by the plan that was merged. Evidence is that of the item `of`.
    """

    code: str
    before: str
    paths: tuple[str, ...]
    makers: tuple[str, ...]
    mergers: tuple[str, ...] = ()
    brought: bool = False
    of: tuple[str, ReviewedFile] | None = None

    @property
    def words(self) -> str:
        """What was done."""
        if self.of:
            number, file = self.of
            known = f"{number} 的佐证材料 {file.path} 销号时是 {file.blob[:9]}"
            return f"{known},现在是别的内容,或没有了"
        shown = "、".join(self.paths[:_SHOWN])
        many = f" 等 {len(self.paths)} 个文件" if len(self.paths) > _SHOWN else ""
        if self.brought:
            return f"合并带进了对{shown}{many}的改动,改的人按合并进去那一方的名单不是督查"
        return f"改了{shown}{many}"


class Watch(NamedTuple):
    """A range of commits, and the base and tip of it where the tip is to be merged into the base.

    They are what is looked at; what guards the plan is known of all of history.
    """

    commits: AbstractSet[str]
    joins: Pair | None = None
