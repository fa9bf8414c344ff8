"""A plan field by field, a line each, in the words that people use of it."""

from collections.abc import Iterator

from jimoplan.core.changes.outline import leaves, outline
from jimoplan.core.changes.words import field_title, name_ref
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import Direction

_LINE_BREAK = "↵"
_IN_HEAD = {"id", "number", "name"}
_USUAL = {"direction": Direction.AT_LEAST}
"""What goes without saying of most items."""


def plan_lines(plan: Plan) -> Iterator[str]:
    """One line for each field that says something: 8-1 制发行政应诉工作规则 状态:推进中.

    Elements of a list have a line each; nothing is cut. Raises ValueError for a plan in which two
    items share an id.
    """
    for ref, node in outline(plan).items():
        title = getattr(node.model, "title", "")
        head = " ".join(filter(None, (name_ref(ref), _on_one_line(title))))
        for field, value in leaves(node.model):
            if field in _IN_HEAD or (field in _USUAL and value == _USUAL[field]):
                continue
            for part in value if isinstance(value, tuple) else (value,):
                if part is not None:
                    yield f"{head} {field_title(ref, field)}:{_show(part)}"


def _show(value: FieldValue) -> str:
    if isinstance(value, tuple):
        return ";".join(map(_show, value))
    if not isinstance(value, PlanPart):
        return _on_one_line(str(value))
    fields = type(value).model_fields
    said = ((fields[name].title, part) for name, part in leaves(value) if part not in {None, ()})
    return ",".join(f"{title} {_show(part)}" for title, part in said)


def _on_one_line(text: str) -> str:
    return reveal_line(text.replace("\n", _LINE_BREAK))
