"""Headings and items as the document has them, before there is a plan."""

from typing import NamedTuple

from jimoplan.core.importing.owners.charges import Charge


class Span(NamedTuple):
    """A stretch of a printed text, and the name in braces that stands for it in a form."""

    name: str
    start: int
    end: int


class Printed(NamedTuple):
    """A part of the document: its words, where it stands, which stretch says what.

    `end` is what separates it from the next part.
    """

    text: str
    place: str
    spans: tuple[Span, ...] = ()
    end: str = ""

    def said(self, name: str) -> str | None:
        """The words that a name stands for; None where the part does not have it."""
        return next((self.text[s.start : s.end] for s in self.spans if s.name == name), None)

    def behind(self, lead: str) -> "Printed":
        """The same part with other text before it."""
        moved = tuple(Span(s.name, s.start + len(lead), s.end + len(lead)) for s in self.spans)
        return self._replace(text=lead + self.text, spans=moved)

    @property
    def form(self) -> str:
        """The text with names in place of what they stand for, braces of its own written twice."""
        pieces, at = [], 0
        for span in sorted(self.spans, key=lambda each: each.start):
            pieces += [escape(self.text[at : span.start]), f"{{{span.name}}}"]
            at = span.end
        return "".join([*pieces, escape(self.text[at:])])


def escape(text: str) -> str:
    """The text as it stands in a form, its own braces written twice."""
    return text.replace("{", "{{").replace("}", "}}")


class DraftMeasure(NamedTuple):
    """A measure that the document itself sets apart, by a number or a clause of its own."""

    printed: Printed
    charge: Charge = Charge()


class DraftTask(NamedTuple):
    """A task: its printed part, who is in charge, and the measures that are set apart in it.

    `lead_in` is how much of its text stands before the first of these; `title` what it is called
    where no stretch of the text is that.
    """

    printed: Printed
    charge: Charge = Charge()
    measures: tuple[DraftMeasure, ...] = ()
    lead_in: str = ""
    title: str | None = None


class DraftSection(NamedTuple):
    """A heading: its printed part, the text below it, the tasks and the headings below that."""

    printed: Printed
    text: Printed | None
    tasks: tuple[DraftTask, ...]
    sections: tuple["DraftSection", ...]


class Draft(NamedTuple):
    """A whole document: what stands before the first item, the items, and what stands behind."""

    front: str
    preamble: Printed | None
    tasks: tuple[DraftTask, ...]
    sections: tuple[DraftSection, ...]
    back: str
