"""What a letter says, from its title to where it is signed for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.display.printed import say_date
from jimoplan.core.reports.letters import Notice, ReminderLetter, SupervisionNotice
from jimoplan.core.reports.matters import Matter
from jimoplan.core.reports.parts.blocks import (
    Block,
    ReportColumn,
    ReportTable,
    ReportText,
    Run,
    Runs,
    cell,
    own,
    plain,
    said,
)
from jimoplan.core.reports.parts.rows import joined
from jimoplan.core.views.query import Row

_LISTED = 3
"""Up to so many items are told in numbered paragraphs; more stand in a table."""
_SENTENCE_ENDS = "。！？…；!?;"
_TO_FILL = "　　　"


class LetterText(NamedTuple):
    """A letter: `title` in the pieces between which a line may end, `body` what stands under it.

    Where there is nothing to write, it has a body and no number, addressee, items or sender.
    `items` is a table of what it is about, which the body has where it tells of many. `receipt`
    says whether it is to be signed for.
    """

    title: tuple[str, ...]
    body: tuple[Block, ...]
    number: str = ""
    addressee: str = ""
    closing: str = ""
    sender: str = ""
    day: str = ""
    receipt: bool = False
    items: ReportTable | None = None


def reminder_text(view: ReminderLetter) -> LetterText:
    """The 提醒函 to a department."""
    if view.empty:
        return _nothing(view, "提醒函", "没有黄灯，不需要提醒")
    head, matters, first = _of_plan(view), view.matters, view.matters[0]
    one, many = len(matters) == 1, len(matters) > _LISTED
    items = _table("亮黄灯的事项", matters, ("黄灯原因", "要求"), _wishes)
    body: list[Block] = []
    if one:
        told = f"截至{say_date(view.heading.as_of)}，{head}的{name_item(first)}亮黄灯，现予提醒。"
        body += [_paragraph(plain(told)), _about(first)]
    else:
        told = f"{head}的事项，有{len(matters)}项亮黄灯，现提醒如下："
        body.append(_paragraph(plain(f"截至{say_date(view.heading.as_of)}，{told}")))
        body += [items] if many else _listed(matters)
    hurry = not many and any("抓紧办理" in matter.expected for matter in matters)
    body.append(
        _paragraph(
            plain(
                f"请{'抓紧办理，并' if hurry else ''}于{say_date(view.reply_by)}前（3个工作日内）"
                "填报进展情况；有困难、需要协调的，写明存在问题和下一步计划。"
            )
        )
    )
    letter = _letter(view, view.title_parts, body)
    return letter._replace(closing="特此提醒。", items=items)


def supervision_texts(view: SupervisionNotice) -> tuple[LetterText, ...]:
    """The 督办通知单 and the 催办单, or that nothing is red."""
    if view.empty:
        return (_nothing(view, "督办通知单", "没有红灯，不需要督办、催办"),)
    return tuple(_notice(view, notice) for notice in view.notices)


def _notice(view: SupervisionNotice, notice: Notice) -> LetterText:
    matters, act = notice.matters, "催办" if notice.again else "督办"
    one, many = len(matters) == 1, len(matters) > _LISTED
    these = name_item(matters[0]) if one else f"下列{len(matters)}项"
    end = f"，现予{act}{'。' if one else '：'}"
    head, until = f"{_of_plan(view)}的{these}", f"截至{say_date(view.heading.as_of)}"
    if notice.again:
        week = f"，上周末（{say_date(view.last_week)}）已亮红灯，"
        opening = f"{head}{week}{until}仍未办结{end}"
    else:
        opening = f"{until}，{head}{notice.why}，亮红灯{end}"
    items = _table(f"{act}的红灯事项", matters, ("红灯原因", "办结时限"), _day_to_fill)
    body: list[Block] = [_paragraph(plain(opening))]
    if one:
        body.append(_about(matters[0]))
    else:
        body += [items] if many else _listed(matters)
    body.append(_paragraph(plain(_wanted(view.reply_by, again=notice.again, many=many))))
    closing = f"特此{'催办' if notice.again else '通知'}。"
    letter = _letter(view, notice.title_parts, body)
    return letter._replace(closing=closing, receipt=True, items=items)


def _wanted(reply_by: date, *, again: bool, many: bool) -> str:
    """By when a notice is to be answered, and what the answer has to say."""
    why = "未办结的原因、" if again else ""
    until = "表中办结时限" if many else "　　月　　日"
    return (
        f"请于{say_date(reply_by)}前（5个工作日内）书面回复{why}办理情况、存在问题和下一步计划，"
        f"并在{until}前办结（空白的由你部门提出）；确需调整的，写明原因报批准。"
    )


def name_item(matter: Matter) -> str:
    """What an item is called in a sentence."""
    return f"第{matter.row.item.id}项（{matter.row.item.title}）"


def say_state(row: Row) -> Runs:
    """An item's status, and how far it is in percent where that is known."""
    percent = row.assessment.progress.percent is not None
    progress = (Run(f"，进度{row.assessment.progress.words}"),) if percent else ()
    return (*cell(row.status_words), *progress)


def say_progress(row: Row) -> Runs:
    """The same in a cell: the status, and below it how far it is."""
    progress = row.assessment.progress
    below = [plain(progress.words)] if progress.percent is not None else []
    return joined([cell(row.status_words), *below])


def say_reasons(matter: Matter) -> Runs:
    """Why an item has its light, as computed."""
    return cell("，".join(matter.reasons))


def say_voices(matter: Matter) -> Runs:
    """What people gave as reasons, and what others said since the last report."""
    told: list[Run] = []
    for each in matter.said:
        told += [
            own(each.head),
            *((Run("："), *_sentence(each.text)) if each.text else plain("。")),
        ]
    for remark in matter.remarks:
        told += [Run(f"{remark.kind}（{say_date(remark.date)}）："), *_sentence(remark.text)]
    return tuple(told)


def say_last_report(matter: Matter) -> Runs:
    """When an item was reported on last, and what was said, in a cell."""
    day, note = matter.row.assessment.last_update, matter.last and matter.last.note
    told = [plain(say_date(day) if day else "未填报")]
    return joined([*told, (said(note),)] if note else told)


def _sentence(text: str) -> Runs:
    """A text as a sentence: it ends where its writer ended it, else with a full stop."""
    ended = text.strip()[-1:] in _SENTENCE_ENDS
    return (said(text),) if ended else (said(text), Run("。"))


def _of_plan(view: ReminderLetter | SupervisionNotice) -> str:
    return f"{view.heading.plan.title}中由你部门主责"


def _letter(
    view: ReminderLetter | SupervisionNotice, parts: Sequence[str], body: Iterable[Block]
) -> LetterText:
    plan, as_of = view.heading.plan, view.heading.as_of
    return LetterText(
        title=(plan.unit, *parts),
        body=tuple(body),
        number=f"{plan.doc_code or _TO_FILL}〔{as_of.year}〕{_TO_FILL}号",
        addressee=f"{view.department.name}：",
        sender=plan.unit,
        day=say_date(as_of),
    )


def _nothing(view: ReminderLetter | SupervisionNotice, what: str, why: str) -> LetterText:
    plan, as_of = view.heading.plan, say_date(view.heading.as_of)
    whose = f"{plan.title}中由{view.department.name}主责（牵头、责任）的事项{why}"
    return LetterText((plan.unit, what), (_paragraph(plain(f"截至{as_of}，{whose}。")),))


def _paragraph(text: Runs) -> ReportText:
    return ReportText(text)


def _about(matter: Matter) -> ReportText:
    return _paragraph((Run("该项"), *_told(matter)))


def _listed(matters: Sequence[Matter]) -> list[ReportText]:
    return [
        _paragraph((Run(f"{place}. {name_item(matter)}："), *_told(matter)))
        for place, matter in enumerate(matters, 1)
    ]


def _told(matter: Matter) -> Runs:
    """Where an item stands, in sentences: deadline, what is wrong, how far, what was said."""
    reasons = (Run("，"), *say_reasons(matter)) if matter.reasons else ()
    return (
        Run(f"完成时限{matter.deadline}"),
        *reasons,
        Run("，目前"),
        *say_state(matter.row),
        Run("。"),
        *_reported(matter),
        *say_voices(matter),
    )


def _reported(matter: Matter) -> Runs:
    """When it was reported on last, and what was said; never by whom."""
    day = matter.row.assessment.last_update
    if not day:
        return () if "一直未填报" in matter.reasons else plain("一直未填报。")
    if matter.last and matter.last.note:
        return (Run(f"最近填报（{say_date(day)}）："), *_sentence(matter.last.note))
    return plain(f"最近填报：{say_date(day)}。")


def _table(
    caption: str, matters: Sequence[Matter], own_names: tuple[str, str], last: Callable[..., Runs]
) -> ReportTable:
    """Four items or more; the names are those of the reasons and of the letter's own column."""
    why, asked = own_names
    named = (
        ReportColumn("编号", "number"),
        ReportColumn("事项"),
        ReportColumn("完成时限", "day"),
        ReportColumn(why, "day"),
        ReportColumn("状态", "day"),
        ReportColumn("最近填报"),
        ReportColumn(asked, "day"),
    )
    return ReportTable(plain(caption), named, tuple(_row(each, last(each)) for each in matters))


def _row(matter: Matter, last: Runs) -> tuple[Runs, ...]:
    return (
        plain(matter.row.item.id),
        plain(matter.row.item.title),
        plain(matter.deadline),
        joined(_why(matter)),
        say_progress(matter.row),
        say_last_report(matter),
        last,
    )


def _why(matter: Matter) -> Iterator[Runs]:
    yield say_reasons(matter)
    if matter.said or matter.remarks:
        yield say_voices(matter)


def _wishes(matter: Matter) -> Runs:
    return joined(plain(wish) for wish in matter.expected)


def _day_to_fill(_: Matter) -> Runs:
    return plain("　月　日")
