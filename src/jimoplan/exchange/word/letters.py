"""Letters and the form that a department fills in, as documents."""

from collections.abc import Sequence

from jimoplan.core.display.printed import say_date
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.reports.letters import FeedbackForm, ReminderLetter, SupervisionNotice
from jimoplan.core.reports.parts.blocks import Block, ReportTable, ReportText
from jimoplan.core.reports.parts.form_text import HOW_TO_FILL, TO_SIGN, form_parts
from jimoplan.core.reports.parts.letter_text import (
    LetterText,
    reminder_text,
    supervision_texts,
)
from jimoplan.core.reports.parts.origin import say_origin
from jimoplan.core.views.views import Heading
from jimoplan.exchange.word.blank import Properties
from jimoplan.exchange.word.measures import FORM, UPRIGHT, twips
from jimoplan.exchange.word.paper import Paper
from jimoplan.exchange.word.parts import draw_block
from jimoplan.exchange.word.style_list import SENDER_BOX, Name
from jimoplan.exchange.word.tables import Manner, table_element
from jimoplan.exchange.word.titles import draw_title, title_pieces

_FORM_MANNER = Manner(
    text=Name.FORM_TEXT,
    centred=Name.FORM_CENTRED,
    head=Name.FORM_HEAD,
    points=9,
)
_ROOM = ((6, 21.0), (14, 16.0), (20, 11.0))
"""Up to how many rows there is how much room, in mm, to write in each."""
_LEAST_ROOM = 7.6


def draw_reminder(view: ReminderLetter) -> bytes:
    """The 提醒函."""
    return _draw_letters(view.heading, [reminder_text(view)])


def draw_supervision(view: SupervisionNotice) -> bytes:
    """The 督办通知单 and the 催办单, each a letter of its own with its own page numbers."""
    return _draw_letters(view.heading, supervision_texts(view))


def _draw_letters(heading: Heading, letters: Sequence[LetterText]) -> bytes:
    title = "、".join("".join(letter.title) for letter in letters)
    paper = Paper(_properties(heading, title), UPRIGHT)
    for place, letter in enumerate(letters):
        if place:
            paper.turn_to(UPRIGHT, restart=True)
        _draw_letter(paper, letter)
    return paper.save()


def _properties(heading: Heading, title: str) -> Properties:
    """What its sender must know of a letter stands with the file, never on the paper."""
    origin = say_origin(heading.origin) if heading.origin else "计划文件"
    remarks = [f"依据：{origin}；截至{say_date(heading.as_of)}。"]
    remarks += [f"{in_full_width(note)}。" for note in heading.notes]
    return Properties(title, heading.as_of, "\n".join(remarks))


def _draw_letter(paper: Paper, letter: LetterText) -> None:
    draw_title(paper, letter.title)
    if letter.number:
        paper.write(Name.DOCUMENT_NUMBER, letter.number)
        paper.write(Name.ADDRESSEE, letter.addressee)
    for block in letter.body:
        _draw_body(paper, block)
    if letter.closing:
        paper.write(Name.CLOSING, letter.closing)
        style = Name.SENDER if len(letter.sender) <= SENDER_BOX else Name.LONG_SENDER
        paper.write(style, letter.sender)
        paper.write(style, letter.day)
    if letter.receipt:
        paper.write(Name.RECEIPT, "签收人：\t签收日期：　　　　年　　月　　日")


def _draw_body(paper: Paper, block: Block) -> None:
    """A letter's tables have no caption: the sentence above says what stands in them."""
    if isinstance(block, ReportTable):
        paper.put(table_element(block, paper.sheet.type_width))
    else:
        draw_block(paper, block)


def draw_feedback(view: FeedbackForm) -> bytes:
    """The 反馈单 on sheets across, with room to write in."""
    heading = view.heading
    title = "".join(title_pieces(heading, "进展情况反馈单"))
    paper = Paper(_properties(heading, title), FORM)
    paper.write(Name.FORM_TITLE, title)
    whose, until = f"填报部门：{view.department.name}", f"截至{say_date(heading.as_of)}"
    paper.write(Name.FORM_LINE, f"{whose}\t{until}；序时进度{heading.elapsed}%")
    if not view.empty:
        for number, point in enumerate(HOW_TO_FILL, 1):
            paper.write(Name.HOW_TO, f"{number}. {point}")
    manner = _FORM_MANNER._replace(row_height=_room(len(view.own) + len(view.others)))
    for part in form_parts(view):
        if part.title:
            paper.write(Name.FORM_LEVEL, part.title)
        for block in part.blocks:
            if isinstance(block, ReportTable):
                paper.put(table_element(block, paper.sheet.type_width, manner))
            elif isinstance(block, ReportText):
                paper.write(Name.FORM_LINE, block.text)
    if not view.empty:
        paper.write(Name.FORM_LINE, "\t".join(TO_SIGN))
    return paper.save()


def _room(rows: int) -> int:
    """How high each row of a form is at least, in twips, for the form to fill two sheets."""
    return twips(next((height for most, height in _ROOM if rows <= most), _LEAST_ROOM))
