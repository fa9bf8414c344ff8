"""What a reviewer is shown of one item before deciding: evidence, reports, what was said before."""

from collections.abc import Iterator, Mapping

from jimoplan.core.changes.words import show_update
from jimoplan.core.desk.waiting import ToReview
from jimoplan.core.display.short import cut_short
from jimoplan.core.plan.evidence import is_file_name
from jimoplan.core.plan.records import Review, Update

_REPORTS = 3
"""How many reports are shown, the latest."""


def tell_case(waiting: ToReview, evidence: Mapping[str, str]) -> Iterator[str]:
    """The lines about an item that waits; `evidence` says of each file how it was found."""
    row, item = waiting.row, waiting.row.item
    yield f"{item.id} {item.title}"
    owners = ";".join(f"{role}:{'、'.join(names)}" for role, names in row.owners.by_role() if names)
    kind = f"{row.leaf.kind},时限 " if row.leaf else "时限 "
    yield f"{owners},{kind}{row.assessment.due_words}"
    yield _say_reported(waiting)
    if row.leaf and row.leaf.target is not None:
        yield f"目标:{row.leaf.direction}{row.leaf.target}{row.leaf.unit or ''}"
    if row.assessment.unmet:
        yield f"未达标:{cut_short(item.reason or '没有写原因')}"
    if item.deliverables:
        yield f"成果:{'、'.join(item.deliverables)}"
    yield from _tell_evidence(item.evidence, evidence)
    yield from _tell_reports(item.updates)
    for remark in item.remarks[-1:]:
        yield f"{remark.kind}:{remark.date} {remark.by or ''} {cut_short(remark.text)}"
    yield from map(_say_return, waiting.returns)


def _say_reported(waiting: ToReview) -> str:
    finish, item = waiting.row.assessment.finish, waiting.row.item
    who = (item.submitted_by or "").partition(" <")[0]
    how = f"({finish.words})" if finish and finish.words else ""
    since = f"{waiting.since} " if waiting.since else ""
    return f"报已完成:{since}{who}{how},已等 {waiting.days} 个工作日"


def _tell_evidence(given: tuple[str, ...], found: Mapping[str, str]) -> Iterator[str]:
    for each in given:
        how = found.get(each, "") if is_file_name(each) else ""
        yield f"佐证材料:{each}{f'({how})' if how else ''}"
    if not given:
        yield "佐证材料:没有"


def _tell_reports(updates: tuple[Update, ...]) -> Iterator[str]:
    shown = sorted(updates, key=lambda update: update.date)[-_REPORTS:]
    more = f"(共 {len(updates)} 次,最近 {len(shown)} 次)" if len(updates) > len(shown) else ""
    yield f"填报{more}:" if updates else "填报:没有"
    yield from (f"  {show_update(update)}" for update in reversed(shown))


def _say_return(review: Review) -> str:
    who = review.by.partition(" <")[0]
    return f"退回过:{review.date} {who}:{cut_short(review.reason or '')}"
