"""Rules and what they find; a finding names a path in the plan, not yet a line of the file."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from jimoplan.core.plan.model import Plan
from jimoplan.core.text.document import Document, Path
from jimoplan.core.text.nodes import Fault


class Finding(NamedTuple):
    """A problem of a plan at the path of a value."""

    code: str
    path: Path
    message: str
    remedy: str

    def at(self, document: Document) -> Fault:
        """The finding as a fault at its value's place."""
        return Fault(self.code, *document.value_span(self.path), self.message, self.remedy)


class Rule(NamedTuple):
    """A check that depends on no other, and the keys it reads.

    Where the model refused a value under one of these keys, a finding that may rest on it is not
    reported. The findings of a `wide` rule rest on every item of the plan, not only on the one they
    name.
    """

    check: Callable[[Plan], Iterator[Finding]]
    reads: frozenset[str]
    wide: bool = False


def rule(check: Callable[[Plan], Iterator[Finding]], *reads: str) -> Rule:
    """A rule whose findings each rest on one item, and which reads the keys named."""
    return Rule(check, frozenset(reads))


def wide_rule(check: Callable[[Plan], Iterator[Finding]], *reads: str) -> Rule:
    """A rule whose findings rest on all items of the plan together, such as gaps in numbers."""
    return Rule(check, frozenset(reads), wide=True)
