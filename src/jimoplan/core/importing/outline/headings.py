"""Titles, and headings made of what bears one."""

import re

from jimoplan.core.importing.blocks import Block
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.outline.drafts import DraftSection, DraftTask, Printed, Span
from jimoplan.core.importing.outline.numbers import Label

LONGEST_TITLE = 45
"""How many characters a title has at most; what is longer is text."""

_TITLE_ENDS = re.compile(r"。|:(?!\d)|\.(?= |$)|\n")
BEHIND_TITLE = re.compile(r"[\s。.:;*]*")
"""What stands between a title and the text."""


def find_title(text: str, start: int, limit: int, end_of_line: int) -> Span:
    """Where the title stands, an empty span where there is none."""
    end = min(limit, end_of_line)
    line = text[start:end]
    marked = len(line) - len(line.lstrip("* "))
    found = _TITLE_ENDS.search(line)
    stop = found.start() if found else len(line)
    more = bool(text[start + stop + 1 :].strip("。:.* \r\n"))
    title = line[marked:stop].rstrip("*;, ")
    is_title = 0 < len(title) <= LONGEST_TITLE and (more or limit < len(text) or not found)
    is_title = is_title or (0 < len(title) <= LONGEST_TITLE and stop >= len(line) - 1)
    if not is_title:
        return Span("title", start, start)
    return Span("title", start + marked, start + marked + len(title))


def make_heading(block: Block, label: Label, limit: int) -> Printed:
    """A numbered paragraph as a heading: its title stands before the limit, text behind the title.

    What stands behind the limit is no title and no text: an owner clause.
    """
    text, folded = block.text, fold(block.text)
    title = find_title(folded, label.rest, limit, limit)
    if title.end == title.start:
        start = label.rest
        title = Span("title", start, start + len(text[start:limit].rstrip()))
    begin = BEHIND_TITLE.match(folded, title.end)
    body = begin.end() if begin else title.end
    spans = [Span("number", label.start, label.end)] if label.end > label.start else []
    spans += [title] if title.end > title.start else []
    if text[body:].strip() and limit == len(text):
        spans.append(Span("text", body, len(text)))
    return Printed(text, block.place, tuple(spans), block.end)


def continue_heading(heading: Printed, below: Printed) -> Printed:
    """A heading whose own line begins the text that goes on below it."""
    text = heading.text + heading.end + below.text
    spans = (*heading.spans[:-1], heading.spans[-1]._replace(end=len(text)))
    return Printed(text, heading.place, spans, below.end)


def as_section(task: DraftTask) -> DraftSection:
    """A section of a task's number and title, with the rest of the task in it."""
    printed = task.printed
    head = [span for span in printed.spans if span.name in {"number", "title"}]
    cut = max((span.end for span in head), default=0)
    rest = tuple(
        Span(span.name, span.start - cut, span.end - cut)
        for span in printed.spans
        if span.name not in {"number", "title"}
    )
    heading = Printed(printed.text[:cut], printed.place, tuple(head), "")
    below = printed._replace(text=printed.text[cut:], spans=rest)
    called = printed.said("title") or task.title
    return DraftSection(heading, None, (task._replace(printed=below, title=called),), ())
