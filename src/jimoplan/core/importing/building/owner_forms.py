"""The form in which a document writes its owner clauses, found from all of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from jimoplan.core.importing.outline.drafts import escape
from jimoplan.core.importing.owners.owner_clauses import OwnerGroup
from jimoplan.core.plan.items import Owners
from jimoplan.core.plan.published import clause_words
from jimoplan.core.plan.published_form import Published
from jimoplan.core.plan.words import Role


class PrintedClause(NamedTuple):
    """A clause as it is printed, its departments by role placed in it, and who is meant."""

    text: str
    groups: tuple[OwnerGroup, ...]
    owners: Owners


_WORDS = {
    Role.LEAD: "lead_words",
    Role.RESPONSIBLE: "responsible_words",
    Role.SUPPORT: "support_words",
}
_MOST = {"separator": 2, "roles": 2}
_USUAL = 3
_OPENING = "(\uff08【〔["
_CLOSING = ")\uff09】〕]"
_BETWEEN = ",;\uff0c\uff1b。 \n"


def find_owner_form(clauses: Sequence[PrintedClause], form: Published) -> Published:
    """The form with the owner clause by which most clauses come back as they are printed."""
    candidates = [form, *_candidates(clauses, form)]
    return max(candidates, key=lambda each: (_fitting(each, clauses), -len(each.clause)))


def _fitting(form: Published, clauses: Sequence[PrintedClause]) -> int:
    """How many of the clauses come back as they are printed."""
    return sum(clause_words(form, clause.owners) == clause.text for clause in clauses)


def _candidates(clauses: Sequence[PrintedClause], form: Published) -> Iterator[Published]:
    """Forms put together from the pieces that come most often."""
    seen: dict[str, Counter[str]] = {}
    for clause in clauses:
        for pieces in _taken_apart(clause):
            for key, piece in pieces:
                seen.setdefault(key, Counter())[piece] += 1
    keys = sorted(seen)
    usual = [[piece for piece, _ in seen[key].most_common(_MOST.get(key, _USUAL))] for key in keys]
    for chosen in product(*usual):
        yield form.model_copy(update=dict(zip(keys, chosen, strict=True)))


def _taken_apart(clause: PrintedClause) -> Iterator[list[tuple[str, str]]]:
    """The pieces of a clause: what stands around all, around each role, and between two.

    A label before the first department may be of the clause or of its role, and so may the words
    behind the last: each is given both ways. A deadline is of this one clause only.
    """
    if not clause.groups:
        return
    text, groups = clause.text, clause.groups
    opening = len(text) - len(text.lstrip(_OPENING))
    closing = len(text.rstrip(_CLOSING)) if opening else len(text)
    head, tail = text[opening : groups[0].start], text[groups[-1].end : closing]
    if any(map(str.isdigit, text[: groups[0].start] + tail)):
        return
    befores, afters, roles = [""], list[str](), list[str]()
    for one, other in pairwise(groups):
        between = text[one.end : other.start]
        at = next((i for i, sign in enumerate(between) if sign in _BETWEEN), 0)
        afters.append(between[:at])
        roles.append(between[at : at + 1])
        befores.append(between[at + 1 :])
    afters.append("")
    common = [("roles", sign) for sign in roles[:1]]
    common += [("separator", s) for s in _separators(clause) if s][:1]
    for of_clause, of_role in ((head, ""), ("", head)):
        for of_last, of_whole in ((tail, ""), ("", tail)):
            front, back = text[:opening] + of_clause, of_whole + text[closing:]
            yield [
                *common,
                ("clause", f"{escape(front)}{{owners}}{escape(back)}"),
                *_words(groups, [of_role, *befores[1:]], [*afters[:-1], of_last]),
            ]


def _separators(clause: PrintedClause) -> Iterator[str]:
    """What stands between the first two departments of a role, where they are printed in full."""
    for group in clause.groups:
        run = clause.text[group.start : group.end]
        first, second = (*group.names, "", "")[:2]
        if second and run.startswith(first) and second in run[len(first) :]:
            yield run[len(first) : run.index(second, len(first))]


def _words(
    groups: Sequence[OwnerGroup], befores: Sequence[str], afters: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """How the departments of each role are written."""
    for group, before, after in zip(groups, befores, afters, strict=True):
        yield _WORDS[group.role], f"{escape(before)}{{departments}}{escape(after)}"
