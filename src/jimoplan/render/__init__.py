"""Reports drawn from views by Jinja templates, those beside the plan before the packaged ones.

Jinja is imported when something is rendered, not before.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from jimoplan.core.display.cells import reveal
from jimoplan.core.reports.index import ReportIndex
from jimoplan.core.reports.kinds import choose_format, find_kind, template_name
from jimoplan.errors import UsageError

if TYPE_CHECKING:
    from jimoplan.render.apart import DrawingProcess


def begin_run() -> "DrawingProcess":
    """What draws the templates from others in one run, all within one limit; to be used by with."""
    from jimoplan.render.apart import DrawingProcess

    return DrawingProcess()


def render(
    name: str,
    format: str,  # noqa: A002 - the word its users write
    view: object,
    *,
    beside: Path | None,
    run: "DrawingProcess | None" = None,
) -> str:
    """A report as text; `beside` is the plan's folder, whose templates/ comes first.

    `run` is what `begin_run` gave, None for a report by itself.

    The view is what docs/templates.md says of the report. Raises UnknownNameError for a report or
    format there is not and TemplateError for a template that fails.
    """
    kind = find_kind(name)
    form = choose_format(kind, format)
    from jimoplan.render.draw import draw
    from jimoplan.render.in_process import Drawing

    text = draw(Drawing(template_name(kind.name, form), form, {"view": view}, beside), run)
    # A template can hold control characters of its own; the published text is given as it is.
    return text if form == "txt" else reveal(text)


def render_index(
    view: ReportIndex, *, beside: Path | None, run: "DrawingProcess | None" = None
) -> str:
    """The page that links a year's reports; the rest is as in `render`."""
    from jimoplan.render.draw import draw
    from jimoplan.render.in_process import Drawing

    return reveal(draw(Drawing("index.html.j2", "html", {"view": view}, beside), run))


def render_file(
    template: Path, view: object, *, beside: Path | None, run: "DrawingProcess | None" = None
) -> str:
    """What a template file makes of a view, in the format that its name says; see `render`.

    Raises UsageError for a name that says none and TemplateError for a template that fails.
    """
    form = template_format(template)
    from jimoplan.render.draw import draw
    from jimoplan.render.in_process import Drawing

    return reveal(draw(Drawing(template, form, {"view": view}, beside), run))


def render_document(
    name: str, document: bytes, view: object, *, run: "DrawingProcess | None" = None
) -> bytes:
    """The .docx that a view makes of a .docx template, whose name is for messages.

    Its files bear the time at which it was made.
    The document was checked by whoever read it. Raises TemplateError for a template that fails.
    """
    from jimoplan.render.draw import draw_apart
    from jimoplan.render.in_process import Drawing

    return draw_apart(Drawing(name, "docx", {"view": view}, None, document=document), run)


def template_format(template: Path) -> str:
    """The format a template's name says: md for my.md.j2, docx for my.docx.

    Raises UsageError if it says none.
    """
    if template.suffix.lower() == ".docx":
        return "docx"
    suffixes = [suffix.lower() for suffix in template.suffixes[-2:]]
    if suffixes[1:] == [".j2"] and suffixes[0] in _SUFFIXES:
        return suffixes[0].removeprefix(".")
    raise UsageError(
        f"从文件名看不出 {template} 生成什么格式",
        f"文件名以 {'、'.join(f'{suffix}.j2' for suffix in _SUFFIXES)}、.docx 结尾",
    )


_SUFFIXES = (".md", ".html", ".txt")
