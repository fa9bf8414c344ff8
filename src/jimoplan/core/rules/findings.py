"""What a rule finds in a plan, before it has a place in a file."""

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
    """A check that knows no other, and the keys it reads.

    A value the model refused is named among the keys; a finding that rests on it is not reported.
    A wide rule's findings rest on every item of the plan, not only on the one they name.
    """

    check: Callable[[Plan], Iterator[Finding]]
    reads: frozenset[str]
    wide: bool = False


def rule(check: Callable[[Plan], Iterator[Finding]], *reads: str) -> Rule:
    """A rule over the keys named, item by item."""
    return Rule(check, frozenset(reads))


def wide_rule(check: Callable[[Plan], Iterator[Finding]], *reads: str) -> Rule:
    """A rule that holds all items of the plan together."""
    return Rule(check, frozenset(reads), wide=True)
