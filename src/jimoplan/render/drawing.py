"""One template drawn to text, its failures worded and its output bounded."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from jimoplan.errors import JimoplanError
from jimoplan.render.environment import build_environment
from jimoplan.render.faults import TemplateError, explain
from jimoplan.render.limits import time_limit
from jimoplan.render.loader import PlanLoader

MAX_CHARACTERS = 20_000_000
"""How long the output of a template beside the plan may get."""

MAX_SECONDS = 10
"""How long a template beside the plan may run."""


def draw(
    template: str,
    form: str,
    context: Mapping[str, object],
    beside: Path | None,
    seconds: float = MAX_SECONDS,
) -> str:
    """The text a template makes of a context; `form` is txt, md or html.

    Raises TemplateError where a template beside the plan fails, in whatever way. What the packaged
    templates raise on their own is a bug and passes.
    """
    loader = PlanLoader(beside)
    try:
        with time_limit(template, seconds, lambda: loader.used_beside):
            pieces = build_environment(form, loader).get_template(template).generate(**context)
            return "".join(_bounded(template, pieces, loader))
    except JimoplanError:
        raise
    except Exception as error:
        if not loader.used_beside:
            raise
        raise explain(error, template, loader.names) from None


def _bounded(template: str, pieces: Iterator[str], loader: PlanLoader) -> Iterator[str]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_CHARACTERS and loader.used_beside:
            raise TemplateError(
                f"模板 {template} 的输出超过{MAX_CHARACTERS // 10_000}万字,已停止",
                "检查模板里的循环",
            )
        yield piece
