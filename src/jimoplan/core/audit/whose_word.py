"""Whether reports and remarks are those of whom they name: a department, an author."""

from collections import Counter
from collections.abc import Iterator

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.commission import Commission
from jimoplan.core.audit.permission import duties_by_item, is_own_report
from jimoplan.core.audit.rules import Violation
from jimoplan.core.changes.changes import Change, Changes, Element, Insert, Place, Ref, Remove
from jimoplan.core.changes.words import name_ref
from jimoplan.core.plan.duties import Duties
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.records import Remark, Update
from jimoplan.core.plan.rights import Rights
from jimoplan.core.workflow.remarks import may_sign


def judge_words(changes: Changes, made: Commission) -> Iterator[Violation]:
    """The reports and remarks that are put in another's mouth, by the people listed before.

    One that was there already, and was only reworded, is not said anew. Where nobody is listed it
    cannot be asked.
    """
    rights = made.rights
    for change in changes:
        for ref, said in new_words(change, made.along):
            match said:
                case Update():
                    yield from _judge_report(change, ref, said, made)
                case Remark() if not may_sign(made.before, rights, said):
                    words = f"{name_ref(ref)} 的{said.kind}写的是 {said.by} 提的"
                    yield Violation("A17", change, f"{words},提交的作者是{_show(rights)}")
        for ref, said in () if rights.supervises else _words_in(change):
            if isinstance(said, Update) and _was_there(change, said, made.along):
                # what a colleague of the department may take out is not theirs to put otherwise
                signs = is_own_report(said, rights)
                yield from _judge_signature(change, ref, said, made) if signs else ()


def judge_silencing(changes: Changes, made: Commission) -> Iterator[Violation]:
    """What others said taken out or put otherwise by 督查, who may do so with a reason alone.

    It may go by itself, or with the whole item that it was said of.
    """
    rights = made.rights
    for change in changes if rights.supervises else ():
        gone = change.value if isinstance(change, Remove) else None
        words = ""
        match gone:
            case Update() | Remark() if not _is_own(gone, rights):
                words = f"别人的{_sort_of(gone)}少了一条,或改成了别的"
            case Item():
                said = (*getattr(gone, "updates", ()), *gone.remarks)
                others = [_sort_of(each) for each in said if not _is_own(each, rights)]
                told = "、".join(f"{what}{number}条" for what, number in Counter(others).items())
                words = f"连同别人的{told}一起删去了" if told else ""
        if words:
            yield Violation("A26", change, f"{name_ref(change.item)} {words},没有写明 Plan-Reason")


def _sort_of(said: Update | Remark) -> str:
    return "填报" if isinstance(said, Update) else str(said.kind)


def _is_own(said: Update | Remark, rights: Rights) -> bool:
    """Whether what was said names somebody; a report that names nobody is its owner's."""
    if isinstance(said, Update):
        return is_own_report(said, rights) or said.entered_by in rights.names
    return said.by in rights.names


def _judge_report(change: Change, ref: Ref, said: Update, made: Commission) -> Iterator[Violation]:
    rights = made.rights
    if not _reports_truly(said, ref, made):
        claims = (
            f"写的是{said.dept}的" if said.dept else "没有写部门,算作牵头、责任部门的",
            f"代录人写的是 {said.entered_by}" if said.entered_by else "",
        )
        told = ",".join(filter(None, claims))
        yield Violation("A15", change, f"{name_ref(ref)} 的填报{told},提交的作者是{_show(rights)}")
    yield from _judge_signature(change, ref, said, made)


def _judge_signature(
    change: Change, ref: Ref, said: Update, made: Commission
) -> Iterator[Violation]:
    """Whether a report, said anew or put otherwise, has its author's name or none."""
    rights = made.rights
    with_basis = rights.supervises and made.with_basis
    if not with_basis and not _signs_truly(said, rights, made.actor):
        words = f"{name_ref(ref)} 的填报人写的是 {said.by},提交的作者是 {made.actor.name}"
        yield Violation("A18", change, f"{words}({_show(rights)})")


def _show(rights: Rights) -> str:
    return "、".join(rights.duties) or "不在名单里"


def _reports_truly(report: Update, ref: Ref, made: Commission) -> bool:
    """Whether somebody may file the report of a department, as theirs or entered for it.

    One without a department counts as the owners' own, which who only supports them may not file.
    """
    rights = made.rights
    if report.dept is None:
        duties = duties_by_item(made.before).get(ref)
        own = rights.supervises or not duties or _is_owners(rights, duties)
    else:
        own = report.dept in rights.reports_for
    if report.entered_by is None:
        return own
    return (own or rights.supervises) and report.entered_by in rights.names


def _is_owners(rights: Rights, duties: Duties) -> bool:
    """Whether who reports is of the owners, or of nobody's who has to do with the item (A12)."""
    return bool(rights.reports_for & duties.main) or not rights.reports_for & duties.support


def _signs_truly(report: Update, rights: Rights, author: Actor) -> bool:
    """Whether a report has its author's name, nobody's, or one for whom 督查 says to enter it."""
    if report.by is None or report.by in (rights.names or {author.name}):
        return True
    return rights.supervises and report.entered_by in rights.names


def new_words(change: Change, along: Changes) -> Iterator[tuple[Ref, Update | Remark]]:
    """The reports and remarks that a change puts on record, but for those only reworded by it.

    A new item may bring some; `along` is all of the commit's changes.
    """
    said = _words_in(change)
    yield from ((ref, each) for ref, each in said if not _was_there(change, each, along))


def _words_in(change: Change) -> Iterator[tuple[Ref, Update | Remark]]:
    match change:
        case Insert(Place(item, _), Element(Update() | Remark() as said), _):
            yield item, said
        case Insert(_, str(), value):
            for field in ("updates", "remarks"):
                yield from ((change.item, said) for said in getattr(value, field, ()))


def _was_there(change: Change, said: Update | Remark, along: Changes) -> bool:
    """Whether changes take away what is the same but for what it says, one for each that comes."""
    if not isinstance(change, Insert) or not isinstance(change.key, Element):
        return False
    alike = [
        other
        for other in along
        if isinstance(other, Insert | Remove)
        and other.place[:2] == change.place[:2]
        and isinstance(other.value, type(said))
        and _claim(other.value) == _claim(said)
    ]
    come = [other for other in alike if isinstance(other, Insert)]
    return change in come and come.index(change) < len(alike) - len(come)


def _claim(said: Update | Remark) -> tuple[object, ...]:
    """Whose word it is, and of which day."""
    if isinstance(said, Update):
        return said.date, said.by, said.dept, said.entered_by
    return said.date, said.by, said.kind
