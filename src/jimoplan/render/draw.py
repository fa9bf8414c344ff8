"""One template drawn to text: here if it comes with jimoplan, in a process apart if not."""

from typing import TYPE_CHECKING

from jimoplan.render.in_process import Drawing, generate
from jimoplan.render.loader import FromOthersError, PlanLoader

if TYPE_CHECKING:
    from jimoplan.render.apart import DrawingProcess


def draw(drawing: Drawing, process: "DrawingProcess | None" = None) -> str:
    """The text a template makes of its context.

    As soon as a template is wanted that does not come with jimoplan, all is drawn in a process
    that can be stopped, which is `process` or one for this drawing alone. Raises TemplateError
    where that fails, in whatever way; what the packaged templates raise on their own is a bug and
    passes.
    """
    try:
        return "".join(generate(drawing, PlanLoader(drawing.beside, drawing.given)))
    except FromOthersError:
        pass
    return draw_apart(drawing, process).decode("utf-8")


def draw_apart(drawing: Drawing, process: "DrawingProcess | None" = None) -> bytes:
    """What a template makes in the process apart, text in UTF-8; the rest is as in `draw`."""
    if process:
        return process.draw(drawing)
    from jimoplan.render.apart import DrawingProcess

    with DrawingProcess() as own:
        return own.draw(drawing)
