"""Evidence by its form, and what a file of it said when its item was approved."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jimoplan.core.plan.items import Item
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.reviews import standing_review
from jimoplan.core.plan.traverse import each_item
from jimoplan.core.plan.words import Status
from jimoplan.core.text.document import Path

_ADDRESS = re.compile(r"https?://\S+")
_DOCUMENT = re.compile(
    r"[^\s/\\.]+[\u3014\[\uff3b(\uff08\u3010]\d{4}[\u3015\]\uff3d)\uff09\u3011]第?\d+号[^/]*"
)
"""即司发〔2024〕5号, in whichever brackets people can type."""


class Approval(NamedTuple):
    """The git blob that a file of evidence was when its item was approved, and the day of that."""

    blob: str
    day: date


class EvidenceFile(NamedTuple):
    """A file given as evidence: where it is named, by which item, and as what it was approved.

    `name` is its path from the plan's folder.
    """

    path: Path
    item: Item
    name: str
    approval: Approval | None


def is_file_name(evidence: str) -> bool:
    """Whether evidence means a file: it is neither an address nor a document's number."""
    return not (_ADDRESS.fullmatch(evidence) or _DOCUMENT.fullmatch(evidence))


def file_names(item: Item) -> tuple[str, ...]:
    """The files given as evidence for an item, each once."""
    return tuple(dict.fromkeys(filter(is_file_name, item.evidence)))


def each_evidence_file(plan: Plan) -> Iterator[EvidenceFile]:
    """Every file given as evidence, with what the review that closed its item approved it as."""
    for path, item in each_item(plan):
        for index, name in enumerate(item.evidence):
            if is_file_name(name):
                approval = _approval(item, name)
                yield EvidenceFile((*path, "evidence", index), item, name, approval)


def _approval(item: Item, name: str) -> Approval | None:
    """What a file was by the review that closed it."""
    review = standing_review(item) if item.status is Status.CLOSED else None
    if review is None:
        return None
    return next((Approval(f.blob, review.date) for f in review.files if f.path == name), None)
