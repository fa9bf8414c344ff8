"""Brackets of a folded text, each with the one that closes it."""

from jimoplan.core.importing.owners.name_forms import Run

_DEEPEST = 3


def bracket_pairs(folded: str) -> list[Run]:
    """The pairs of brackets in the order of their beginnings, but for those nested too deep."""
    found: list[Run] = []
    begun: list[int] = []
    for position, mark in enumerate(folded):
        if mark == "(":
            begun.append(position)
        elif mark == ")" and begun:
            found.append(Run(begun.pop(), position + 1))
    ends: list[int] = []
    kept = []
    for pair in sorted(found):
        while ends and ends[-1] <= pair.start:
            ends.pop()
        ends.append(pair.end)
        if len(ends) <= _DEEPEST:
            kept.append(pair)
    return kept
