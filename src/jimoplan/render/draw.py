"""One template drawn to text: here if it comes with jimoplan, in a process of its own if not."""

from jimoplan.render.in_process import Drawing, generate
from jimoplan.render.loader import FromOthersError, PlanLoader


def draw(drawing: Drawing) -> str:
    """The text a template makes of its context.

    As soon as a template is wanted that does not come with jimoplan, all is drawn in a process
    that can be stopped. Raises TemplateError where that fails, in whatever way; what the packaged
    templates raise on their own is a bug and passes.
    """
    try:
        return "".join(generate(drawing, PlanLoader(drawing.beside, drawing.given)))
    except FromOthersError:
        from jimoplan.render.apart import draw_apart

        return draw_apart(drawing)
