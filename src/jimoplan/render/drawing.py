"""One template drawn to text, its failures worded and its output bounded."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from jimoplan.errors import JimoplanError
from jimoplan.render.environment import build_environment
from jimoplan.render.faults import TemplateError, explain
from jimoplan.render.loader import PlanLoader

MAX_CHARACTERS = 20_000_000
"""How long an output may get; a plan of 10,000 tasks stays below it."""


def draw(template: str, form: str, context: Mapping[str, object], beside: Path | None) -> str:
    """The text a template makes of a context; `form` is txt, md or html.

    Raises TemplateError where a template beside the plan fails, in whatever way. What the packaged
    templates raise on their own is a bug and passes.
    """
    loader = PlanLoader(beside)
    try:
        pieces = build_environment(form, loader).get_template(template).generate(**context)
        return "".join(_bounded(template, pieces))
    except JimoplanError:
        raise
    except Exception as error:
        if not loader.used_beside:
            raise
        raise explain(error, template, loader.names) from None


def _bounded(template: str, pieces: Iterator[str]) -> Iterator[str]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_CHARACTERS:
            raise TemplateError(
                f"模板 {template} 的输出超过{MAX_CHARACTERS // 10_000}万字,已停止",
                "检查模板里的循环",
            )
        yield piece
