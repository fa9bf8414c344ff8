"""Reports drawn from views by Jinja templates, those beside the plan before the packaged ones.

Jinja is imported when something is rendered, not before.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from jimoplan.core.cells import reveal
from jimoplan.errors import UnknownNameError

REPORTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "overview": ("md", "html"),
        "department": ("md", "html"),
        "source": ("txt", "md", "html"),
    }
)
"""The reports there are, each with its formats, the default one first."""


def render(
    name: str,
    format: str,  # noqa: A002 - the word its users write
    view: object,
    *,
    beside: Path | None,
) -> str:
    """A report as text; `beside` is the plan's folder, whose templates/ comes first.

    The view is a `report.Overview`, a `report.DutyList`, or for `source` the plan itself. Raises
    UnknownNameError for a report or format there is not and TemplateError for a template that
    fails.
    """
    if name not in REPORTS:
        raise UnknownNameError("报告", name, REPORTS)
    if format not in REPORTS[name]:
        raise UnknownNameError("格式", format, REPORTS[name])
    from jimoplan.render.drawing import draw

    text = draw(f"{name}.{format}.j2", format, {"view": view}, beside)
    # A template can hold control characters of its own; the published text is given as it is.
    return text if format == "txt" else reveal(text)
