"""Reports drawn from views by Jinja templates, those beside the plan before the packaged ones.

Jinja is imported when something is rendered, not before.
"""

from pathlib import Path

from jimoplan.core.cells import reveal
from jimoplan.core.report_index import ReportIndex
from jimoplan.core.report_kinds import choose_format, find_kind


def render(
    name: str,
    format: str,  # noqa: A002 - the word its users write
    view: object,
    *,
    beside: Path | None,
) -> str:
    """A report as text; `beside` is the plan's folder, whose templates/ comes first.

    The view is what docs/templates.md says of the report. Raises UnknownNameError for a report or
    format there is not and TemplateError for a template that fails.
    """
    kind = find_kind(name)
    form = choose_format(kind, format)
    from jimoplan.render.drawing import draw

    text = draw(f"{kind.name}.{form}.j2", form, {"view": view}, beside)
    # A template can hold control characters of its own; the published text is given as it is.
    return text if form == "txt" else reveal(text)


def render_index(view: ReportIndex, *, beside: Path | None) -> str:
    """The page that links a year's reports; templates and errors are as in `render`."""
    from jimoplan.render.drawing import draw

    return reveal(draw("index.html.j2", "html", {"view": view}, beside))
