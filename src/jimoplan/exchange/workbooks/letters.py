"""The letters to a department as sheets: what is written to it, and the items in a table."""

from collections.abc import Iterator, Sequence

from jimoplan.core.display.printed import say_date
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.plan.words import Role
from jimoplan.core.reports.letters import FeedbackForm, ReminderLetter, SupervisionNotice
from jimoplan.core.reports.matters import Matter
from jimoplan.core.reports.parts.blocks import ReportText
from jimoplan.core.reports.parts.form_text import HOW_TO_FILL, TO_FILL, TO_SIGN
from jimoplan.core.reports.parts.letter_text import (
    LetterText,
    reminder_text,
    say_last_report,
    say_state,
    supervision_texts,
)
from jimoplan.core.views.answer import Table
from jimoplan.exchange.workbooks.blocks import table_of, text_of
from jimoplan.exchange.workbooks.pages import Pages
from jimoplan.exchange.workbooks.words import say_light, say_sentence, say_title

_FORM_LABELS = (
    *("编号", "举措", "应报", "成果", "完成时限", "灯与原因", "目前状态", "最近填报"),
    *TO_FILL,
)
_WIDE = frozenset({"举措", "灯与原因", "最近填报", *TO_FILL})


def reminder_pages(view: ReminderLetter) -> Pages:
    """提醒函: the letter, and what is yellow in a table."""
    return _draw(view, ("提醒函",), (reminder_text(view),))


def supervision_pages(view: SupervisionNotice) -> Pages:
    """督办通知单 and 催办单: each on a sheet with its table of red items."""
    names = [notice.title for notice in view.notices] or ["督办通知单"]
    return _draw(view, names, supervision_texts(view))


def _draw(
    view: ReminderLetter | SupervisionNotice, names: Sequence[str], letters: Sequence[LetterText]
) -> Pages:
    pages = Pages("".join(letters[0].title), names[0])
    for place, (name, letter) in enumerate(zip(names, letters, strict=True)):
        if place:
            pages.begin_text(name, "".join(letter.title))
        _write(pages, name, letter)
        pages.close(view.heading)
    return pages


def _write(pages: Pages, name: str, letter: LetterText) -> None:
    """What a letter says, and what it is about in a table, also where sentences tell of it."""
    texts = [text_of(block.text) for block in letter.body if isinstance(block, ReportText)]
    for line in filter(None, (letter.number, letter.addressee, *texts)):
        pages.say(line)
    if letter.items:
        pages.add_table(f"{name}事项", table_of(letter.items)._replace(title=""))
    for line in filter(None, (letter.closing, letter.sender, letter.day)):
        pages.say(line)
    if letter.receipt:
        pages.say("签收人：　　　　　　　　签收日期：　　　　年　　月　　日")


def feedback_pages(view: FeedbackForm) -> Pages:
    """反馈单: how to fill it in, and the measures with empty cells to write into."""
    pages = Pages(say_title(view.heading, "进展情况反馈单"), "填写说明")
    day, elapsed = say_date(view.heading.as_of), view.heading.elapsed
    pages.say(f"填报部门：{view.department.name}　　截至{day}；序时进度{elapsed}%")
    if view.empty:
        pages.say("没有需要填报的举措。")
        pages.close(view.heading)
        return pages
    for number, words in enumerate(HOW_TO_FILL, 1):
        pages.say(f"{number}. {words}")
    for name, matters in (("主责的举措", view.own), ("配合和经群组承担的举措", view.others)):
        if matters:
            rows = tuple(map(_form_row, matters))
            pages.add_table(name, Table(name, _FORM_LABELS, rows, _WIDE))
    pages.say("".join(TO_SIGN))
    pages.close(view.heading)
    return pages


def _form_row(matter: Matter) -> tuple[str, ...]:
    row = matter.row
    shared = row.role if row.via or row.role is Role.SUPPORT else None
    part = f"（{f'经{row.via}，' if row.via else ''}{shared}）" if shared else ""
    return (
        row.item.id,
        f"{row.item.title}{part}",
        in_full_width(matter.asked),
        "、".join(row.item.deliverables),
        matter.deadline,
        _join(say_light(row), *_remarks(matter)),
        text_of(say_state(row)),
        text_of(say_last_report(matter)),
        *("" for _ in TO_FILL),
    )


def _remarks(matter: Matter) -> Iterator[str]:
    for remark in matter.remarks:
        yield f"{remark.kind}（{say_date(remark.date)}）：{say_sentence(remark.text)}"


def _join(*lines: str) -> str:
    return "\n".join(filter(None, lines))
