"""Where a plan's history may begin: in the commit that is held fast, or by somebody on its list."""

from collections.abc import Iterator
from typing import NamedTuple

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.rules import Violation
from jimoplan.core.audit.trail import TrailStep
from jimoplan.core.plan.rights import people_of, rights_of


class Registration(NamedTuple):
    """The commit that counts as having registered the plan, None if no commit has.

    `held` says that whoever audits named it, so that history cannot put another in its place.
    """

    commit: str | None
    held: bool

    def judge(self, step: TrailStep, actor: Actor, *, is_root: bool) -> Iterator[Violation]:
        """What is wrong with a commit by which a plan begins, or can be read for the first time."""
        counts = step.commit.id == self.commit
        if is_root and not counts:
            yield self.refuse()
        elif step.after and not step.sides and not (counts and self.held):
            people = people_of(step.after)
            if people and not rights_of(step.after, actor.address).people:
                words = f"{actor.name} <{actor.email}> 登记了计划,这份计划的人员名单里没有这个邮箱"
                yield Violation("A37", None, words)

    def refuse(self) -> Violation:
        """What is said of any other commit by which a plan begins."""
        known = (self.commit or "")[:9]
        rightful = f"登记计划的提交应当是 {known}" if self.held else f"计划已经由 {known} 登记"
        return Violation("A33", None, f"{rightful},这里又凭空登记了一份")
