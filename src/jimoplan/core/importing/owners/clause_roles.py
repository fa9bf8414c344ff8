"""Which role each run of names of an owner clause has; what is left open is asked."""

import re
from collections.abc import Callable, Iterator

from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.owners.clause_parts import Entry
from jimoplan.core.importing.owners.name_forms import Run, pieces
from jimoplan.core.plan.words import Role

_BETWEEN = re.compile(r"(?:[、,;/| \n]|以及|和|与|及|暨)*")
NO_CLAUSE = "不是责任条款"
"""The answer that takes words for no owner clause."""


class RoleQuestions:
    """Asks for the roles of a paragraph's departments that its words leave open."""

    def __init__(self, text: str, inquiry: Inquiry, place: str) -> None:
        self._text = text
        self._inquiry = inquiry
        self._place = place

    def settled(self, entries: tuple[Entry, ...]) -> Iterator[Entry]:
        """The entries with their roles; those that a person says are none are left out."""
        verbs = _verbs_behind(entries)
        said_under: set[int] = set()
        for number, entry in enumerate(entries):
            if entry.by_verb and _is_at_odds(entry):
                yield entry._replace(roles=self._asked_roles(entry, entry.roles[0]))
                continue
            if entry.by_verb:
                if not entry.by_mark:
                    said_under.add(id(entry.label))
                yield entry
                continue
            has_before = id(entry.label) in said_under
            assumed, is_sure = _role_of(entry, verbs[number], has_before=has_before)
            if is_sure and not (number and _may_be_listed(entry, verbs[number])):
                yield entry._replace(roles=assumed)
            else:
                yield entry._replace(roles=self._asked_roles(entry, assumed[0]))

    def _asked_roles(self, entry: Entry, assumed: Role) -> tuple[Role, ...]:
        if entry.label is not None and not entry.label.roles:
            words = entry.label.words
            answer = self.ask("unknown-label", words, f"“{words}”是哪一种责任?", assumed)
        else:
            words = self._text[entry.start : entry.end]
            answer = self.ask("unsure-role", words, f"“{words}”是哪一种责任?", assumed)
        return () if answer == NO_CLAUSE else (Role(answer),)

    def ask(self, code: str, words: str, question: str, assumed: Role | None) -> str:
        """The role answered, or NO_CLAUSE; what is assumed is offered first, None for no clause."""
        choices = [Choice(role.value, f"登记为{role.value}部门") for role in Role]
        choices.append(Choice(NO_CLAUSE, "这几个字不登记为责任部门"))
        first = assumed.value if assumed else NO_CLAUSE
        choices.sort(key=lambda choice: choice.answer != first)
        return self._inquiry.settle(Doubt(code, self._place, words, question, tuple(choices)))


def first_leading(
    entries: list[Entry], text: str, read: Callable[[str], tuple[str, ...]]
) -> list[Entry]:
    """The entries with the first responsible department in the lead, unless another leads.

    `read` says which departments a printed run names.
    """
    number = next((n for n, e in enumerate(entries) if e.roles == (Role.RESPONSIBLE,)), None)
    if number is None or any(Role.LEAD in entry.roles for entry in entries):
        return entries
    entry = entries[number]
    printed = fold(text[entry.start : entry.end])
    first = next(iter(read(text[entry.start : entry.end])), "")
    piece = next(pieces(printed, 0, len(printed)), Run(0, len(printed)))
    end = len(first) if first and printed.startswith(fold(first)) else piece.end
    between = _BETWEEN.match(printed, end)
    rest = entry.start + (between.end() if between else end)
    parted = [entry._replace(end=entry.start + end, roles=(Role.LEAD,))]
    if rest < entry.end:
        parted.append(entry._replace(start=rest))
    return [*entries[:number], *parted, *entries[number + 1 :]]


def _verbs_behind(entries: tuple[Entry, ...]) -> list[tuple[Role, ...]]:
    """For each entry the roles of the next one with a verb, where only commas part the two."""
    behind: list[tuple[Role, ...]] = [()] * len(entries)
    for number in range(len(entries) - 2, -1, -1):
        other = entries[number + 1]
        if other.joins and other.label is entries[number].label:
            behind[number] = other.roles if other.by_verb else behind[number + 1]
    return behind


def _is_at_odds(entry: Entry) -> bool:
    """Whether a label says that they lead, and the verb behind them that they support."""
    leads = entry.label is not None and Role.LEAD in entry.label.roles
    return leads and entry.roles == (Role.SUPPORT,) and not entry.joins


def _may_be_listed(entry: Entry, verb: tuple[Role, ...]) -> bool:
    """Whether a further run of names under a label may belong to the supporters behind it."""
    return bool(entry.label and entry.joins) and verb == (Role.SUPPORT,)


def _role_of(
    entry: Entry, verb: tuple[Role, ...], *, has_before: bool
) -> tuple[tuple[Role, ...], bool]:
    """The roles assumed of names that no verb follows at once, and whether they are sure."""
    roles = entry.roles
    if has_before:
        is_listed = bool(verb) and verb == (Role.SUPPORT,)
        return verb or roles or (Role.SUPPORT,), is_listed and not roles
    if roles:
        is_open = roles == (Role.RESPONSIBLE,) and Role.LEAD in verb
        return (verb if is_open else roles), not is_open
    if entry.label is not None or not verb:
        return verb or (Role.RESPONSIBLE,), False
    return (verb, True) if verb != (Role.SUPPORT,) else ((Role.LEAD,), False)
