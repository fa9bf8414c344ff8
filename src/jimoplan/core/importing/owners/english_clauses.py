"""Owner clauses in English: (Lead: Policy Team; Support: Housing, Parks; by March 2025)."""

import re
from calendar import month_name
from collections.abc import Iterator

from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.owners.owner_clauses import OwnerClause, OwnerGroup
from jimoplan.core.plan.words import Role

_ROLES = {
    Role.LEAD: "lead",
    Role.RESPONSIBLE: "responsible|owners?|owned by|delivered by|delivery|action by",
    Role.SUPPORT: "support|supporting|supported by|partners?|delivery partners?|with",
}
_BODY = r"(?: (?:department|service|team|officer|body|partner)s?)?"
_LABEL = re.compile(
    r"\s*(?:" + "|".join(f"(?P<{r.name}>(?:{w}){_BODY})" for r, w in _ROLES.items()) + r")\s*:\s*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\(([^()]*)\)|^([^()]*)$")
_PART = re.compile(r"[^;]+")
_NAME = re.compile(r"[^,;]*[^,;\s]")
_MONTHS = "|".join(month_name[1:])
_DUE = re.compile(
    rf"\s*(?:by|due(?: by)?|deadline|target(?: date)?)\s*:?\s*(?:(?:the )?end (?:of )?)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?(?P<month>{_MONTHS})?\s*(?P<year>\d{{4}})\s*\.?",
    re.IGNORECASE,
)


def find_english_clauses(text: str, inquiry: Inquiry, place: str) -> tuple[OwnerClause, ...]:
    """The owner clauses of a paragraph in English: in brackets, or the whole paragraph."""
    folded = fold(text)
    found = (
        _read(text, folded, match, inquiry, place)
        for match in _CLAUSE.finditer(folded)
        if _LABEL.match(folded, match.start(match.lastindex or 0))
    )
    return tuple(clause for clause in found if clause.groups)


def _read(
    text: str, folded: str, match: re.Match[str], inquiry: Inquiry, place: str
) -> OwnerClause:
    inner = match.lastindex or 0
    groups: list[OwnerGroup] = []
    due = None
    for part in _PART.finditer(folded, match.start(inner), match.end(inner)):
        label = _LABEL.match(folded, part.start(), part.end())
        if label:
            run = folded[label.end() : part.end()].rstrip(" .")
            end = label.end() + len(run)
            names = tuple(_names(text[label.end() : end], inquiry, place))
            groups.append(OwnerGroup(Role[label.lastgroup or ""], label.end(), end, names))
        elif said := _DUE.fullmatch(folded, part.start(), part.end()):
            due = _day(said)
    return OwnerClause(match.start(), match.end(), tuple(groups), None, None, due)


def _names(run: str, inquiry: Inquiry, place: str) -> Iterator[str]:
    for found in _NAME.finditer(run):
        name = found[0].strip()
        if " and " in name:
            apart = ", ".join(name.split(" and "))
            question = f"“{name}”是几个部门?"
            choices = (Choice(name, "是一个部门的名称"), Choice(apart, "分成几个部门"))
            doubt = Doubt("joined-names", place, name, question, choices, is_open=True)
            yield from (each.strip() for each in inquiry.settle(doubt).split(",") if each.strip())
        elif name:
            yield name


def _day(said: re.Match[str]) -> str:
    """The deadline as the plan writes it."""
    year, month, day = said["year"], said["month"], said["day"]
    if not month:
        return str(year)
    number = [name.lower() for name in month_name].index(month.lower())
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
