"""One template drawn to text, piece by piece, in this process."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from jimoplan.render.environment import build_environment
from jimoplan.render.limits import MAX_SECONDS
from jimoplan.render.loader import PlanLoader, given_name


class Drawing(NamedTuple):
    """What is to be drawn: a template by name, or a file by itself, and what it may read.

    `form` is txt, md, html or docx; `beside` is the plan's folder, whose templates/ comes first.
    `document` is what a .docx template holds, None for a template of text.
    """

    template: str | Path
    form: str
    context: Mapping[str, object]
    beside: Path | None
    seconds: float = MAX_SECONDS
    document: bytes | None = None

    @property
    def given(self) -> Path | None:
        """The file by itself, None where the template has a name."""
        return self.template if isinstance(self.template, Path) else None


def generate(drawing: Drawing, loader: PlanLoader) -> Iterator[str]:
    """The text piece by piece, drawn in this process; raises whatever goes wrong."""
    name = given_name(drawing.given) if drawing.given else str(drawing.template)
    environment = build_environment(drawing.form, loader)
    yield from environment.get_template(name).generate(**drawing.context)
