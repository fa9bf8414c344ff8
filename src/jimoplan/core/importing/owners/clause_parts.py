"""The inside of an owner clause taken apart: which names stand in which role, by label or verb."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jimoplan.core.importing.owners.clause_words import (
    ASIDE,
    BARE_LABEL,
    BRACKETED_LABEL,
    CUT,
    FIRST_LEADS,
    ROLE_MARK,
    TOGETHER_WITH,
    VERB,
    Label,
    LabelAt,
    LabelKind,
    label_ends,
    read_label,
    unknown_label,
    verb_roles,
)
from jimoplan.core.importing.owners.deadlines import find_due, is_due
from jimoplan.core.importing.owners.name_forms import Run, pieces
from jimoplan.core.importing.owners.names import Roster, are_likely
from jimoplan.core.plan.words import Role


class Entry(NamedTuple):
    """A printed run of names and what gives it a role: a label, a verb or a mark, or nothing.

    `joins` is whether no more than a comma parts it from what is before it.
    """

    start: int
    end: int
    roles: tuple[Role, ...]
    label: Label | None
    by_verb: bool
    by_mark: bool
    joins: bool


class Parts(NamedTuple):
    """What a clause is made of, in its order; spans are those of the paragraph."""

    entries: tuple[Entry, ...]
    leader: tuple[Run, ...]
    contact: tuple[Run, ...]
    due: tuple[Run, ...]
    labels: tuple[Label, ...]
    first_leads: bool


class _Part(NamedTuple):
    start: int
    end: int
    label: Label | None
    joins: bool


_LONGEST_VERB = 60
_NEAR = 60
_UNTIL = re.compile(r"(?:于|在|力争|确保|须|应)*$")
_MARKS = ",;。\n"


def take_apart(text: str, folded: str, span: Run, roster: Roster, label: Label | None) -> Parts:
    """The parts of the inside of a clause; `label` holds for what stands before any other."""
    reading = _Reading(text, folded, roster)
    parts = [*_parts(text, folded, span, roster, label)]
    for part in parts:
        reading.take(part)
    labels = tuple(dict.fromkeys(part.label for part in parts if part.label))
    return Parts(
        tuple(reading.entries),
        tuple(reading.people[LabelKind.LEADER]),
        tuple(reading.people[LabelKind.CONTACT]),
        tuple(reading.due),
        labels,
        reading.first_leads,
    )


class _Reading:
    """The parts taken so far."""

    def __init__(self, text: str, folded: str, roster: Roster) -> None:
        self._text = text
        self._folded = folded
        self._roster = roster
        self.entries: list[Entry] = []
        self.people: dict[LabelKind, list[Run]] = {LabelKind.LEADER: [], LabelKind.CONTACT: []}
        self.due: list[Run] = []
        self.first_leads = False

    def take(self, part: _Part) -> None:
        kind = part.label.kind if part.label else None
        words = self._folded[part.start : part.end]
        if FIRST_LEADS.fullmatch(words):
            self.first_leads = True
        elif kind is LabelKind.OTHER or ASIDE.fullmatch(words):
            return
        elif kind in self.people and part.label:
            self.people[part.label.kind].append(Run(part.start, part.end))
        elif is_due(words) or (kind is LabelKind.DUE and not self._is_of_owners(words)):
            self.due.append(Run(part.start, part.end))
        else:
            self._take_with_due(part, words)

    def _is_of_owners(self, words: str) -> bool:
        verb = _verb(words)
        return verb is not None and are_likely(words[: verb.start()].lstrip("由"), self._roster)

    def _take_with_due(self, part: _Part, words: str) -> None:
        """Owners with a deadline before or behind them, no mark between: 6月底前由甲完成."""
        at = next(iter(find_due(words, (0, 0))), None)
        if at is None or words.count("(", 0, at.start) > words.count(")", 0, at.start):
            self._take_owners(part)
        elif at.start:
            self.due.append(Run(part.start + at.start, part.start + at.end))
            verb = _verb(words)
            roles = verb_roles(verb["verb"] or verb["label"]) if verb else ()
            names = _UNTIL.sub("", words[: at.start])
            self._take_owners(part._replace(end=part.start + len(names)), roles)
        elif self._is_of_owners(words[at.end :]):
            self.due.append(Run(part.start, part.start + at.end))
            self._take_owners(part._replace(start=part.start + at.end))
        else:
            self.due.append(Run(part.start, part.end))

    def _take_owners(self, part: _Part, done: tuple[Role, ...] = ()) -> None:
        words = self._folded[part.start : part.end]
        verb = _verb(words)
        end = part.start + verb.start() if verb else part.end
        roles = verb_roles(verb["verb"] or verb["label"]) if verb else done
        together = TOGETHER_WITH.match(words)
        if together is not None:
            roles = (Role.SUPPORT,)
        skipped = together.end() if together else len(words) - len(words.lstrip("由请 "))
        start = part.start + skipped
        label = part.label if part.label and part.label.kind in _OF_OWNERS else None
        for run, mark in _marked(self._folded, start, end):
            said = mark or roles
            meant = said or (label.roles if label else ())
            joins = part.joins or run.start > start
            self.entries.append(Entry(*run, meant, label, bool(said), bool(mark), joins))


def _verb(words: str) -> re.Match[str] | None:
    return VERB.search(words, max(0, len(words) - _LONGEST_VERB))


_OF_OWNERS = (LabelKind.OWNERS, LabelKind.UNKNOWN)


def _marked(folded: str, start: int, end: int) -> Iterator[tuple[Run, tuple[Role, ...]]]:
    """Runs of names, those with a role in brackets behind them apart from the others."""
    open_run: Run | None = None
    for run in pieces(folded, start, end):
        found = ROLE_MARK.search(folded[run.start : run.end])
        if found is None:
            open_run = Run(open_run.start if open_run else run.start, run.end)
            continue
        if open_run is not None:
            yield open_run, ()
            open_run = None
        yield Run(run.start, run.start + found.start()), verb_roles(found["words"])
    if open_run is not None:
        yield open_run, ()


def _parts(
    text: str, folded: str, span: Run, roster: Roster, label: Label | None
) -> Iterator[_Part]:
    for run in pieces(folded, span.start, span.end, _MARKS, " ."):
        joins = _mark_before(folded, run.start, span.start) in ",、"
        begun = run.start
        for at in [*_labels(text, folded, run, roster, label), None]:
            end = at.start if at else run.end
            for piece in _cut(folded, begun, end):
                yield _Part(piece.start, piece.end, label, joins)
                joins = True
            if at is not None:
                begun, label, joins = at.end, at.label, False
        if begun >= run.end and label is not None:
            yield _Part(run.end, run.end, label, joins=False)


def _mark_before(folded: str, position: int, start: int) -> str:
    before = folded[max(start, position - 8) : position].rstrip(" .:")
    return before[-1:] or ";"


def _cut(folded: str, start: int, end: int) -> Iterator[Run]:
    words = folded[start:end]
    begun = 0
    for found in CUT.finditer(words):
        if words[begun : found.start()].strip(" 由并再和及"):
            yield from pieces(folded, start + begun, start + found.start(), "")
            begun = found.start()
    yield from pieces(folded, start + begun, end, "")


def _labels(
    text: str, folded: str, run: Run, roster: Roster, current: Label | None
) -> Iterator[LabelAt]:
    """The labels in a part between two marks, most with a colon behind them."""
    begun = run.start
    for at in sorted([*_in_brackets(text, folded, run), *_before_colons(folded, run, current)]):
        if at.start >= begun:
            yield at
            begun = at.end
    if begun == run.start:
        yield from _without_colon(folded, run, roster)


def _in_brackets(text: str, folded: str, run: Run) -> Iterator[LabelAt]:
    """Labels in brackets of their own; round ones inside a part mark the name before them."""
    for found in BRACKETED_LABEL.finditer(folded, run.start, run.end):
        label = read_label(found["label"])
        behind = folded[found.end() : min(run.end, found.end() + _NEAR)].lstrip()[:1]
        is_mark = found.start() > run.start and (
            text[found.start()] in "(（" or behind in ("", "、")
        )
        if label and not is_mark:
            yield LabelAt(found.start(), found.end(), label)


def _before_colons(folded: str, run: Run, current: Label | None) -> Iterator[LabelAt]:
    since = run.start
    for colon in _colons(folded, run.start, run.end):
        words = Run(max(since, colon - _NEAR), colon)
        behind = folded[colon + 1 : min(run.end, colon + _NEAR)]
        since = colon + 1
        at = _label_before(folded, words, behind, current)
        if at is not None:
            yield at
            current = at.label


def _colons(folded: str, start: int, end: int) -> Iterator[int]:
    depth = 0
    for position in range(start, end):
        mark = folded[position]
        depth = max(0, depth + (mark == "(") - (mark == ")"))
        if mark == ":" and not depth:
            yield position


def _label_before(folded: str, span: Run, behind: str, current: Label | None) -> LabelAt | None:
    words = folded[span.start : span.end]
    is_free = current is not None and current.kind not in _OF_OWNERS
    for start, label in label_ends(words):
        names = words[:start]
        if not names.strip() or is_free or names[-1] == " " or _ends_a_name(names):
            return LabelAt(span.start + start, span.end + 1, label)
    unknown = unknown_label(words, before_names=are_likely(behind, Roster(())))
    return LabelAt(span.start, span.end + 1, unknown) if unknown else None


def _ends_a_name(words: str) -> bool:
    last = [*pieces(words, 0, len(words), "、/ ")]
    return bool(last) and are_likely(words[last[-1].start : last[-1].end], Roster(()))


def _without_colon(folded: str, run: Run, roster: Roster) -> Iterator[LabelAt]:
    found = BARE_LABEL.match(folded, run.start, run.end)
    label = read_label(found["label"]) if found else None
    if found and label and are_likely(folded[found.end() : run.end], roster):
        yield LabelAt(run.start, found.end(), label)
