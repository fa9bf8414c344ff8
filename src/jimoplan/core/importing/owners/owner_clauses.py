"""Owner clauses: who leads, who answers for and who supports a paragraph, and until when."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.owners.brackets import bracket_pairs
from jimoplan.core.importing.owners.clause_parts import Parts, take_apart
from jimoplan.core.importing.owners.clause_roles import NO_CLAUSE, RoleQuestions, first_leading
from jimoplan.core.importing.owners.clause_words import (
    BRACKETED_LABEL,
    SENTENCE_LABEL,
    Label,
    LabelKind,
    may_be_clause,
)
from jimoplan.core.importing.owners.deadlines import whole_due
from jimoplan.core.importing.owners.name_forms import Run, is_likely, pieces
from jimoplan.core.importing.owners.names import NameReader, Roster, are_known, are_likely
from jimoplan.core.plan.words import Role

_WORD = re.compile(r"[^\W\d_]{2}")
_LONGEST_SENTENCE = 300


_LIKE_IT = "没有标签的责任条款"
"""What is asked once for all clauses without a label that look like some."""


class OwnerGroup(NamedTuple):
    """Departments in a role: text[start:end] is the printed run that names them."""

    role: Role
    start: int
    end: int
    names: tuple[str, ...]


class OwnerClause(NamedTuple):
    """An owner clause of a paragraph, its brackets or its whole sentence included.

    `leader` and `contact` are the people printed, `due` the printed words of a deadline.
    """

    start: int
    end: int
    groups: tuple[OwnerGroup, ...] = ()
    leader: str | None = None
    contact: str | None = None
    due: str | None = None

    @property
    def lead(self) -> tuple[str, ...]:
        """Who leads (牵头)."""
        return self._in(Role.LEAD)

    @property
    def responsible(self) -> tuple[str, ...]:
        """Who is responsible (责任)."""
        return self._in(Role.RESPONSIBLE)

    @property
    def support(self) -> tuple[str, ...]:
        """Who supports (配合)."""
        return self._in(Role.SUPPORT)

    def _in(self, role: Role) -> tuple[str, ...]:
        named = (name for group in self.groups if group.role is role for name in group.names)
        return tuple(dict.fromkeys(named))


def find_owner_clauses(
    text: str, roster: Roster, inquiry: Inquiry, place: str, *, first_is_lead: bool = False
) -> tuple[OwnerClause, ...]:
    """The owner clauses of one paragraph in its order; no two of them overlap.

    With `first_is_lead` the first of the responsible departments leads where nobody else does.
    """
    finding = _Finding(text, roster, inquiry, place, first_is_lead=first_is_lead)
    clauses = [*finding.with_label_in_brackets()]
    clauses += finding.in_sentences(clauses)
    clauses += finding.without_label_in_brackets(clauses)
    return tuple(sorted(clauses)) or tuple(finding.last_sentence())


def read_cell_owners(
    text: str, role: Role, roster: Roster, inquiry: Inquiry, place: str
) -> OwnerClause:
    """The owners in a cell of a column whose heading says the role; its labels may say others."""
    finding = _Finding(text, roster, inquiry, place, first_is_lead=False)
    return finding.cell(role)


class _Finding:
    """A paragraph that is searched."""

    def __init__(
        self, text: str, roster: Roster, inquiry: Inquiry, place: str, *, first_is_lead: bool
    ) -> None:
        self._text = text
        self._folded = fold(text)
        self._roster = roster
        self._inquiry = inquiry
        self._place = place
        self._first_is_lead = first_is_lead
        self._roles = RoleQuestions(text, inquiry, place)

    def with_label_in_brackets(self) -> Iterator[OwnerClause]:
        """Clauses in brackets with a label; one inside another is looked at where that has none."""
        taken = 0
        for pair, parts in self._pairs:
            if pair.start < taken or not parts.labels:
                continue
            clause = self._clause(parts, pair)
            if clause is not None:
                yield clause
                taken = pair.end

    def without_label_in_brackets(self, others: Iterable[OwnerClause]) -> Iterator[OwnerClause]:
        """Names in brackets with verbs, or alone at the end of a sentence, outside the others."""
        covered = deque(sorted(Run(clause.start, clause.end) for clause in others))
        for pair, parts in self._pairs:
            while covered and covered[0].end <= pair.start:
                covered.popleft()
            if parts.labels or (covered and covered[0].start < pair.end):
                continue
            for clause in self._without_label(pair, parts):
                yield clause
                covered.appendleft(pair)

    def in_sentences(self, others: Iterable[OwnerClause]) -> Iterator[OwnerClause]:
        """Clauses that begin with a label, outside those in brackets."""
        begun = 0
        for end, after in [*((c.start, c.end) for c in others), (len(self._text),) * 2]:
            yield from self._sentences(begun, end)
            begun = after

    def last_sentence(self) -> Iterator[OwnerClause]:
        """A last sentence that is nothing but departments and what they do."""
        end = len(self._text.rstrip())
        start = self._folded.rfind("。", 0, max(0, end - 1)) + 1
        if not 0 < end - start <= _LONGEST_SENTENCE:
            return
        parts = self._apart(Run(start, end))
        does_end = bool(parts.entries) and parts.entries[-1].by_verb
        if does_end and all(self._is_likely(run) for run in self._runs(parts)):
            is_sure = all(are_known(run, self._roster) for run in self._runs(parts))
            yield from self._if_clause(parts, Run(start, end), Role.RESPONSIBLE, is_sure=is_sure)

    def cell(self, role: Role) -> OwnerClause:
        """The whole text as one clause in the role."""
        span = Run(0, len(self._text))
        inside = next(pieces(self._folded, 0, len(self._text), ""), span)
        pair = next(iter(bracket_pairs(self._folded)), None)
        if pair == inside and BRACKETED_LABEL.fullmatch(self._folded, *pair) is None:
            inside = Run(pair.start + 1, pair.end - 1)
        label = Label(role.value, LabelKind.OWNERS, (role,))
        parts = take_apart(self._text, self._folded, inside, self._roster, label)
        return self._clause(parts, span) or OwnerClause(*span)

    @cached_property
    def _pairs(self) -> list[tuple[Run, Parts]]:
        """Brackets and what is in them, but for those that can be no clause."""
        return [
            (pair, self._apart(Run(pair.start + 1, pair.end - 1)))
            for pair in bracket_pairs(self._folded)
            if _WORD.search(self._folded, *pair)
            and (may_be_clause(self._folded, *pair) or self._may_name(pair))
            and not BRACKETED_LABEL.fullmatch(self._folded, *pair)
        ]

    def _without_label(self, pair: Run, parts: Parts) -> Iterator[OwnerClause]:
        names = self._single_names(parts)
        are_all = bool(names) and all(map(self._is_likely, names))
        does = any(entry.by_verb for entry in parts.entries)
        if does and are_all:
            yield from self._if_clause(parts, pair, None, is_sure=True)
            return
        known = [are_known(name, self._roster) for name in names]
        ends = self._ends_sentence(pair.end)
        is_list = self._may_end(pair.end) and (len(names) > 1 or any(known))
        if any(map(self._is_likely, names)) if does else are_all and (ends or is_list):
            yield from self._if_clause(parts, pair, Role.RESPONSIBLE, is_sure=ends and all(known))
        elif ends and (any(known) or any(map(self._is_likely, names))):
            yield from self._if_clause(parts, pair, None)

    def _if_clause(
        self, parts: Parts, span: Run, assumed: Role | None, *, is_sure: bool = False
    ) -> Iterator[OwnerClause]:
        """A clause without a label, once it is sure or was asked whether it is one."""
        does = any(entry.by_verb for entry in parts.entries)
        printed = self._text[span.start : span.end]
        role: str = Role.RESPONSIBLE
        if not is_sure:
            words = _LIKE_IT if assumed else printed
            question = f"像“{printed}”这样没有写“责任单位”的,是责任条款吗?"
            role = self._roles.ask("bare-clause", words, question, assumed)
        if role == NO_CLAUSE:
            return
        given = [
            entry if entry.roles or does else entry._replace(roles=(Role(role),))
            for entry in parts.entries
        ]
        clause = self._clause(parts._replace(entries=tuple(given)), span)
        yield from (clause,) if clause else ()

    def _sentences(self, begun: int, end: int) -> Iterator[OwnerClause]:
        while begun < end:
            found = SENTENCE_LABEL.search(self._folded, begun, end)
            if found is None:
                return
            begun = found.end()
            start = found.start("own" if found["own"] else "label")
            if found["own"] and not self._may_begin(start):
                continue
            if start and self._folded[start - 1] == "(":
                start -= 1
            begun = stop = self._last_sentence(found.end(), end)
            while self._text[stop - 1].isspace():
                stop -= 1
            inside = Run(found.start("own" if found["own"] else "label"), stop)
            parts = self._apart(inside)
            if found["plain"] and not all(map(self._is_likely, self._runs(parts))):
                continue
            clause = self._clause(parts, Run(start, stop))
            yield from (clause,) if clause else ()

    def _may_begin(self, position: int) -> bool:
        """Whether a label in brackets of its own may begin a clause, and is no mark of a name."""
        before = self._folded[max(0, position - 8) : position].rstrip(" ")
        return self._text[position] not in "(（" or before[-1:] in ("", "。", ";", "\n")

    def _last_sentence(self, position: int, end: int) -> int:
        """Where the sentences end that begin with a label, from one of them on."""
        while True:
            stop = self._folded.find("。", position, end)
            if stop < 0:
                return end
            position = stop + 1
            if SENTENCE_LABEL.match(self._folded, position, end) is None:
                return position

    def _ends_sentence(self, position: int) -> bool:
        rest = self._folded[position : position + 8].lstrip(" ")
        return rest[:1] in ("", "。", ";", "\n", "!", "(")

    def _is_likely(self, run: str) -> bool:
        return are_likely(run, self._roster)

    def _single_names(self, parts: Parts) -> list[str]:
        runs = (run for entry in parts.entries for run in pieces(self._folded, *entry[:2]))
        return [self._text[run.start : run.end] for run in runs]

    def _may_end(self, position: int) -> bool:
        return self._folded[position : position + 1] == "," or self._ends_sentence(position)

    def _may_name(self, pair: Run) -> bool:
        """Whether brackets at the end of a sentence, or before a comma, name any department."""
        runs = pieces(self._folded, pair.start + 1, pair.end - 1)
        return self._may_end(pair.end) and any(self._is_likely(self._text[a:b]) for a, b in runs)

    def _apart(self, span: Run) -> Parts:
        return take_apart(self._text, self._folded, span, self._roster, None)

    def _runs(self, parts: Parts) -> list[str]:
        return [self._text[entry.start : entry.end] for entry in parts.entries]

    def _clause(self, parts: Parts, span: Run) -> OwnerClause | None:
        """The clause that its parts make; None where a person says that it is none."""
        entries = [entry for entry in self._roles.settled(parts.entries) if entry.roles]
        if not entries and parts.entries and not (parts.leader or parts.contact or parts.due):
            return None
        reader = NameReader(self._roster, self._inquiry, self._place)
        if parts.first_leads or self._first_is_lead:
            entries = first_leading(entries, self._text, reader.read)
        groups = tuple(
            OwnerGroup(role, entry.start, entry.end, names)
            for entry in entries
            if (names := reader.read(self._text[entry.start : entry.end]))
            for role in entry.roles
        )
        if not groups and any(label.kind is LabelKind.OWNERS for label in parts.labels):
            self._ask_for_names(span)
        leader, contact = self._people(parts.leader), self._people(parts.contact)
        return OwnerClause(span.start, span.end, groups, leader, contact, self._due(parts.due))

    def _ask_for_names(self, span: Run) -> None:
        printed = self._text[span.start : span.end]
        choices = (Choice("没有部门", "这一项不登记部门"),)
        question = f"“{printed}”里没有写部门?"
        self._inquiry.settle(Doubt("no-names", self._place, printed, question, choices))

    def _people(self, runs: tuple[Run, ...]) -> str | None:
        words = (self._text[run.start : run.end] for run in runs if run.start < run.end)
        return "、".join(filter(self._is_person, words)) or None

    def _is_person(self, word: str) -> bool:
        if not is_likely(word) and not self._roster.full_name(word):
            return True
        yes, no = Choice("是人名", "登记为人员"), Choice("不是人名", "不登记为人员")
        doubt = Doubt("unlikely-person", self._place, word, f"“{word}”是人名吗?", (yes, no))
        return self._inquiry.settle(doubt) == yes.answer

    def _due(self, runs: tuple[Run, ...]) -> str | None:
        if not runs:
            return None
        words = [self._text[run.start : run.end] for run in runs]
        return (whole_due(words[0]) if len(words) == 1 else None) or ",".join(words) or None
