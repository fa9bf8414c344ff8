"""Whether reports and remarks are those of whom they name: a department, an author."""

from collections.abc import Iterator

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.permission import is_own_report
from jimoplan.core.audit.rules import Violation
from jimoplan.core.changes.changes import Change, Changes, Element, Insert, Place, Ref, Remove
from jimoplan.core.changes.words import name_ref
from jimoplan.core.plan.model import Plan, Remark, Update
from jimoplan.core.plan.rights import Rights, rights_of
from jimoplan.core.workflow.remarks import may_sign


def judge_words(
    before: Plan, changes: Changes, along: Changes, actor: Actor
) -> Iterator[Violation]:
    """The reports and remarks that are put in another's mouth, by the people listed before.

    One that was there already, and was only reworded, is not said anew; `along` is all of the
    commit's changes. Where nobody is listed it cannot be asked.
    """
    rights = rights_of(before, actor.address)
    for change in changes:
        for ref, said in _new_words(change):
            if not _was_there(ref, said, along):
                yield from _judge_word(before, change, ref, said, rights)


def judge_silencing(before: Plan, changes: Changes, actor: Actor) -> Iterator[Violation]:
    """What others said taken out or put otherwise by 督查, who may do so with a reason alone."""
    rights = rights_of(before, actor.address)
    for change in changes if rights.supervises else ():
        match change:
            case Remove(Place(item, _), Element(Update() | Remark() as said), _) if not _is_own(
                said, rights
            ):
                what = "填报" if isinstance(said, Update) else str(said.kind)
                words = f"{name_ref(item)} 别人的{what}少了一条,或改成了别的,没有写明 Plan-Reason"
                yield Violation("A26", change, words)


def _is_own(said: Update | Remark, rights: Rights) -> bool:
    """Whether what was said is somebody's own, or nobody's whom it names."""
    if isinstance(said, Update):
        named = said.by or said.dept or said.entered_by
        return not named or is_own_report(said, rights) or said.entered_by in rights.names
    return said.by in rights.names


def _judge_word(
    before: Plan, change: Change, ref: Ref, said: Update | Remark, rights: Rights
) -> Iterator[Violation]:
    who = "、".join(rights.duties) or "不在名单里"
    match said:
        case Update() if not _reports_truly(said, rights):
            claims = (
                f"写的是{said.dept}的" if said.dept else "",
                f"代录人写的是 {said.entered_by}" if said.entered_by else "",
            )
            told = ",".join(filter(None, claims))
            yield Violation("A15", change, f"{name_ref(ref)} 的填报{told},提交的作者是{who}")
        case Remark() if not may_sign(before, rights, said):
            words = f"{name_ref(ref)} 的{said.kind}写的是 {said.by} 提的,提交的作者是{who}"
            yield Violation("A17", change, words)


def _reports_truly(report: Update, rights: Rights) -> bool:
    """Whether somebody may file the report of a department, as theirs or entered for it.

    One without a department claims nothing but who entered it.
    """
    own = report.dept is None or report.dept in rights.reports_for
    if report.entered_by is None:
        return own
    return (own or rights.supervises) and report.entered_by in rights.names


def _new_words(change: Change) -> Iterator[tuple[Ref, Update | Remark]]:
    """The reports and remarks that a change puts on record; a new item may bring some."""
    match change:
        case Insert(Place(item, _), Element(Update() | Remark() as said), _):
            yield item, said
        case Insert(_, str(), value):
            for field in ("updates", "remarks"):
                yield from ((change.item, said) for said in getattr(value, field, ()))


def _was_there(ref: Ref, said: Update | Remark, along: Changes) -> bool:
    """Whether changes take away what is the same but for what it says."""
    claim = _claim(said)
    return any(
        isinstance(change, Remove)
        and change.place.owner == ref
        and isinstance(change.value, type(said))
        and _claim(change.value) == claim
        for change in along
    )


def _claim(said: Update | Remark) -> tuple[object, ...]:
    """Whose word it is, and of which day."""
    if isinstance(said, Update):
        return said.date, said.by, said.dept, said.entered_by
    return said.date, said.by, said.kind
