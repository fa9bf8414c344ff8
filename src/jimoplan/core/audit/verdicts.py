"""What an audit says of a commit: its breaches, and how each of them ended, if it did."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from jimoplan.core.audit.rules import RULES, AuditRule, Violation
from jimoplan.core.audit.taking_back import Unit, unit_of
from jimoplan.core.changes.records import Record, make_records, restore_record
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.model import Plan


class Ending(StrEnum):
    """How a breach ends: what it changed is taken back, or somebody else answers for it."""

    TAKEN_BACK = "已纠正"
    ACCEPTED = "已确认"


class Settlement(NamedTuple):
    """How a breach ended, by which commit, and the reason that this gives."""

    ending: Ending
    commit: Commit
    reason: str = ""


class Breach(NamedTuple):
    """A violation as it is shown and cached: the rule's code, what is wrong, the change if any.

    `unit` is what the change belongs to, None where the commit as a whole breaks the rule;
    `settled` says how it ended, None where it stands.
    """

    code: str
    words: str
    record: Record | None
    unit: Unit | None = None
    settled: Settlement | None = None

    @property
    def rule(self) -> AuditRule:
        """The rule in words."""
        return RULES[self.code]


class Judged(NamedTuple):
    """A commit of the plan and what is wrong with it."""

    commit: Commit
    breaches: tuple[Breach, ...]


def note(
    violations: Iterable[Violation], before: Plan | None, after: Plan | None
) -> Iterator[Breach]:
    """The violations of a commit as breaches, by the plans before and after it."""
    for code, change, words in violations:
        records = make_records(before, after, (change,)) if change else (None,)
        yield Breach(code, words, records[0], unit_of(change) if change else None)


def keep(breaches: Iterable[Breach]) -> list[Any]:
    """Breaches ready for JSON, none of them twice; how they ended is not kept."""
    found: list[Any] = []
    for breach in breaches:
        parts = breach[: len(Breach._fields) - 1]
        found += [] if parts in found else [parts]
    return found


def restore(kept: Sequence[Any]) -> tuple[Breach, ...]:
    """The breaches that were kept as JSON."""
    return tuple(
        Breach(
            code, words, restore_record(record) if record else None, Unit(*unit) if unit else None
        )
        for code, words, record, unit in kept
    )
