"""The owner clauses of a document, found once and read as who is in charge of what."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jimoplan.core.importing.blocks import Block
from jimoplan.core.importing.doubts import Inquiry
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.owners.english_clauses import find_english_clauses
from jimoplan.core.importing.owners.names import Roster
from jimoplan.core.importing.owners.owner_clauses import OwnerClause, OwnerGroup, find_owner_clauses
from jimoplan.core.plan.items import Owners
from jimoplan.core.plan.words import Role
from jimoplan.core.rules.departments import mend_name

_LABELLED = re.compile(
    r"[。;,\s]*(?:(?P<leader>(?:分管|责任|包联|牵头)领导)|(?P<due>(?:完成|办结)?(?:时限|时间|期限)"
    r"|完成日期)|(?P<contact>(?:责任|负责|联系|经办|承办)人员?|责任同志|联络员)|联系电话)"
    r"\s*:\s*(?P<said>[^。;:\n]{1,30})"
)
_LONGEST_LABELS = 120
_LABELS = re.compile(rf"(?:{re.sub(r'[?]P<[a-z]+>', '?:', _LABELLED.pattern)})+[。;\s]*")
_CLOSING = ")\uff09】〕]"
_HAN = re.compile("[\u3400-\u9fff]")


class Charge(NamedTuple):
    """Who is in charge of an item and until when, as its clause or the columns of a table say.

    `groups` are the departments of each role as they are printed, placed in the clause; `fields`
    what the columns of a body's own say; `steps` what is to be there by when, as it is printed.
    """

    owners: Owners = Owners()
    leader: str | None = None
    contact: str | None = None
    due: str | None = None
    groups: tuple[OwnerGroup, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    steps: tuple[tuple[str, str], ...] = ()


class Found(NamedTuple):
    """A clause, or several with nothing between them: where it stands, and what it says."""

    start: int
    end: int
    place: str
    charge: Charge


class Clauses:
    """The owner clauses of paragraphs; each paragraph is read once."""

    def __init__(self, roster: Roster, inquiry: Inquiry, *, first_is_lead: bool = False) -> None:
        self._roster = roster
        self._inquiry = inquiry
        self._first_is_lead = first_is_lead
        self._known: dict[Block, tuple[Found, ...]] = {}

    def of(self, block: Block) -> tuple[Found, ...]:
        """The clauses of a paragraph; one may be of a person or a deadline alone."""
        if block not in self._known:
            found = [
                Found(each.start, each.end, block.place, charge_of(each))
                for each in self._find(block.text, block.place)
            ]
            self._known[block] = tuple(_with_labels(block, found))
        return self._known[block]

    def _find(self, text: str, place: str) -> tuple[OwnerClause, ...]:
        if not _HAN.search(text):
            return find_english_clauses(text, self._inquiry, place)
        first = self._first_is_lead
        return find_owner_clauses(text, self._roster, self._inquiry, place, first_is_lead=first)

    def across(self, blocks: Sequence[Block], starts: Sequence[int]) -> list[Found]:
        """The clauses of several paragraphs, placed in their joined text.

        Those with nothing but blanks between them are one, unless a part starts between them.
        """
        text = "".join(block.text + block.end for block in blocks)
        runs: list[list[Found]] = []
        at = 0
        for block in blocks:
            for each in self.of(block):
                moved = each._replace(start=each.start + at, end=each.end + at)
                end = runs[-1][-1].end if runs else 0
                is_apart = not runs or text[end : moved.start].strip()
                if is_apart or any(end <= start <= moved.start for start in starts):
                    runs.append([])
                runs[-1].append(moved)
            at += len(block.text) + len(block.end)
        return [run[0] if len(run) == 1 else _joined(run) for run in runs]


def _with_labels(block: Block, found: Sequence[Found]) -> Iterator[Found]:
    """The clauses of a paragraph, each with the labels (责任人, 完成时限) that stand behind it."""
    run: list[Found] = []
    ends = [*(each.start for each in found), len(block.text)]
    for clause, end in zip([None, *found], ends, strict=True):
        if clause and run and run[-1].end < clause.start:
            yield _joined(run)
            run = []
        run += [clause] if clause else []
        labels = _read_labels(block, run[-1].end if run else 0, end)
        if labels and (clause is None or block.text[clause.end - 1] not in _CLOSING):
            run.append(labels)
    if run:
        yield _joined(run) if len(run) > 1 else run[0]


def _read_labels(block: Block, begun: int, end: int) -> Found | None:
    """Who is in charge and until when by labels alone, if a stretch says nothing else."""
    stretch = fold(block.text[begun:end])
    if len(stretch) > _LONGEST_LABELS or not _LABELS.fullmatch(stretch):
        return None
    said: dict[str, str] = {}
    for found in _LABELLED.finditer(stretch):
        words = block.text[begun + found.start("said") : begun + found.end("said")].strip()
        for name in ("leader", "contact", "due"):
            if found[name]:
                said.setdefault(name, words)
    charge = Charge(Owners(), said.get("leader"), said.get("contact"), said.get("due"))
    start = begun + len(stretch) - len(stretch.lstrip("。;,. "))
    return Found(start, end, block.place, charge)


def charge_of(clause: OwnerClause) -> Charge:
    """Who is in charge by a clause, and until when; the groups are placed in it."""
    groups = tuple(
        group._replace(names=tuple(_mended(group.names)))
        for group in _moved(clause.groups, -clause.start)
    )
    return Charge(owners_of(groups), clause.leader, clause.contact, clause.due, groups)


def _mended(names: Sequence[str]) -> Iterator[str]:
    """The names without stray punctuation, which no plan may have."""
    for name in names:
        mended = mend_name(name, ()) or name
        yield from (each for each in mended.split(", ") if any(map(str.isalnum, each)))


def owners_of(groups: Sequence[OwnerGroup]) -> Owners:
    """The departments of each role, each named once: one that leads is responsible anyway."""
    said: dict[str, Role] = {}
    for role in (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT):
        for name in (name for group in groups if group.role is role for name in group.names):
            said.setdefault(name, role)

    def of(role: Role) -> tuple[str, ...]:
        return tuple(name for name, its in said.items() if its is role)

    return Owners(lead=of(Role.LEAD), responsible=of(Role.RESPONSIBLE), support=of(Role.SUPPORT))


def _moved(groups: Sequence[OwnerGroup], by: int) -> tuple[OwnerGroup, ...]:
    return tuple(g._replace(start=g.start + by, end=g.end + by) for g in groups)


def _joined(run: Sequence[Found]) -> Found:
    first = run[0]
    groups = tuple(
        group for each in run for group in _moved(each.charge.groups, each.start - first.start)
    )
    charge = Charge(
        owners_of(groups),
        next((each.charge.leader for each in run if each.charge.leader), None),
        next((each.charge.contact for each in run if each.charge.contact), None),
        next((each.charge.due for each in run if each.charge.due), None),
        groups,
    )
    return Found(first.start, run[-1].end, first.place, charge)
