"""People at work on a plan on any day: through the actions of the commands, which know no clock.

What a command would refuse is refused, with the error that it would end with.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from audited import Who
from command_line import being_at, clean_environment
from repositories import Work

from jimoplan.actions.changing.carry_out import carry_out
from jimoplan.actions.changing.commit import commit_hand_edit, find_hand_edit, keep_others_work
from jimoplan.actions.changing.proposal import Proposal
from jimoplan.actions.changing.remark import Said, propose_remark
from jimoplan.actions.changing.review import Opinion, propose_reviews
from jimoplan.actions.changing.rights import check_rights, reason_trailers
from jimoplan.actions.changing.structure import (
    NewItem,
    OwnerNames,
    Where,
    propose_measure,
    propose_move,
    propose_removal,
    propose_task,
)
from jimoplan.actions.changing.told import Told
from jimoplan.actions.changing.undo import propose_undo
from jimoplan.actions.changing.update import propose_update
from jimoplan.core.plan.words import Kind, Verdict


@dataclass
class Desk:
    """Where somebody works: a folder, who it is, on which day it is."""

    work: Work
    who: Who
    day: date
    hour: int = 9

    @contextmanager
    def being_there(self, committer: Who | None = None) -> Iterator[None]:
        """Be in the folder as this person, on the day; each time it is a minute later.

        Another one may be the committer.
        """
        self.hour += 1
        time = f"{self.day} {9 + self.hour // 60 % 14:02}:{self.hour % 60:02}:00 +0800"
        roles = {"AUTHOR": self.who, "COMMITTER": committer or self.who}
        for role, (name, email) in roles.items():
            who = {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": email}
            self.work.env |= who | {f"GIT_{role}_DATE": time}
        with being_at(self.work.folder, clean_environment(**self.work.env)):
            yield

    def git(self, *words: str, check: bool = True, committer: Who | None = None) -> str:
        """Run git as this person."""
        with self.being_there(committer):
            return self.work.git(*words, check=check)

    def update(self, *ids: str, plan_reason: str | None = None, **told: Any) -> None:  # noqa: ANN401
        """`jimoplan update`."""
        with self.being_there():
            said = Told(today=self.day, plan_reason=plan_reason, **told)
            self._settle(propose_update(None, self.work.folder, ids, said).proposal, plan_reason)

    def review(self, number: str, reason: str | None = None) -> None:
        """`jimoplan review`: approve, or return for a reason."""
        verdict = Verdict.RETURNED if reason else Verdict.APPROVED
        with self.being_there():
            opinion = Opinion(verdict, reason, self.day)
            _, reviewed = propose_reviews(None, self.work.folder, [number], opinion)
            self._settle(reviewed.proposal)

    def remark(
        self, number: str, text: str, kind: str | None = None, by: str | None = None
    ) -> None:
        """`jimoplan remark`."""
        with self.being_there():
            said = Said(text, self.day, None, kind, by)
            self._settle(propose_remark(None, self.work.folder, [number], said).proposal)

    def add_measure(self, task: str, title: str, reason: str) -> None:
        """`jimoplan add measure`."""
        told = {"title": title, "kind": Kind.ONE_OFF}
        with self.being_there():
            new = NewItem(told, OwnerNames(), self.day)
            self._settle(propose_measure(None, self.work.folder, task, new), reason)

    def add_task(self, section: str, title: str, owner: str, reason: str) -> None:
        """`jimoplan add task`."""
        with self.being_there():
            new = NewItem({"title": title}, OwnerNames(responsible=(owner,)), self.day)
            self._settle(propose_task(None, self.work.folder, section, new), reason)

    def remove(self, number: str, reason: str) -> None:
        """`jimoplan remove`."""
        with self.being_there():
            self._settle(propose_removal(None, self.work.folder, number).proposal, reason)

    def move(self, number: str, where: Where, reason: str) -> None:
        """`jimoplan move`."""
        with self.being_there():
            self._settle(propose_move(None, self.work.folder, number, where), reason)

    def undo(self, which: int | str = 1, reason: str | None = None) -> None:
        """`jimoplan undo`."""
        with self.being_there():
            self._settle(propose_undo(None, self.work.folder, which).proposal, reason)

    def commit(self, reason: str | None = None) -> None:
        """`jimoplan commit` of what was edited by hand."""
        with self.being_there():
            edit = find_hand_edit(None, self.work.folder)
            edit = keep_others_work(edit, edit.others)
            if edit.before:
                plan = edit.before.plan
                check_rights(edit.workplace, plan, edit.changes, reason, by_hand=True)
            commit_hand_edit(edit, reason_trailers(reason))

    def _settle(self, proposal: Proposal, reason: str | None = None) -> None:
        if proposal.is_empty:
            return
        trailers = (*proposal.trailers, *reason_trailers(reason))
        check_rights(proposal.workplace, proposal.reading.plan, proposal.changes, reason)
        carry_out(proposal._replace(trailers=trailers), commit=True)
