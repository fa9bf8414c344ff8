"""The sandbox every template runs in, and how values turn into text in each format."""

from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from jimoplan.core.assessment.reporting import updates_until
from jimoplan.core.display.cells import gap
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.plan.extensions import days_late
from jimoplan.core.plan.published import (
    owner_clause,
    published_paragraphs,
    published_text,
    task_body,
)
from jimoplan.core.reports.parts.compose import report_parts
from jimoplan.core.views.timeline import task_history
from jimoplan.render.compiled import compiled_for
from jimoplan.render.filters import (
    as_cell,
    as_document_text,
    as_html,
    as_markdown,
    csp_hash,
    unbroken,
)
from jimoplan.render.limits import (
    UNBOUNDED,
    BoundedCode,
    Budget,
    bounded_batch,
    bounded_join,
    bounded_replace,
    bounded_round,
    bounded_slice,
)
from jimoplan.render.loader import PlanLoader
from jimoplan.render.readable import readable_names

FUNCTIONS: dict[str, Callable[..., object]] = {
    "days_late": days_late,
    "gap": gap,
    "owner_clause": owner_clause,
    "published_paragraphs": published_paragraphs,
    "published_text": published_text,
    "report_parts": report_parts,
    "task_body": task_body,
    "task_history": task_history,
    "updates_until": updates_until,
}
"""What a template can call besides Jinja's own."""

FILTERS: dict[str, Callable[..., object]] = {
    "batch": bounded_batch,
    "cell": as_cell,
    "csp_hash": csp_hash,
    "full_width": in_full_width,
    "join": bounded_join,
    "md": as_markdown,
    "replace": bounded_replace,
    "round": bounded_round,
    "slice": bounded_slice,
    "unbroken": unbroken,
}
"""The filters a template has besides Jinja's own, or instead of them."""

NOT_IN_DOCUMENTS = frozenset({"cell", "csp_hash", "md", "safe", "unbroken", "urlize", "xmlattr"})
"""The filters that a .docx template does not get: what they make is not text that it escapes."""

_GREATEST = 10**15


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which a view shows its fields and properties and nothing else.

    One is made for each drawing, with a budget of its own.
    """

    intercepted_binops = frozenset({"*", "**", "+", "%"})
    code_generator_class = BoundedCode

    def __init__(self, loader: PlanLoader, **options: Any) -> None:  # noqa: ANN401 - Jinja's
        super().__init__(loader=loader, **options)
        self._plan_loader = loader
        self._budget = Budget()

    def spend(self, size: int) -> None:
        """Count a value of so many characters or entries; raises SecurityError past the budget.

        Packaged templates have no budget: a plan may be of any size.
        """
        if self._plan_loader.others_too:
            self._budget.spend(size)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - Jinja's
        """Whether a template may read an attribute."""
        readable = readable_names(type(obj))  # type: ignore[arg-type] # a class is hashable
        if readable is not None:
            return attr in readable
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ANN401 - Jinja's
        """None: templates get no str.format, of which Jinja would allow a guarded one."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:  # noqa: ANN401 - Jinja's
        """What stands for an attribute that may not be read; using it raises SecurityError."""
        hint = f"不能读取 {type(obj).__name__} 的 {attribute}"
        return self.undefined(hint, name=attribute, obj=obj, exc=SecurityError)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's
        """The result of an operator; raises SecurityError before it would be huge or too long."""
        counted = [hasattr(side, "__len__") for side in (left, right)]
        if operator == "%" and isinstance(left, str):
            raise SecurityError("% 不能用来排版文字")
        if operator == "+" and all(counted):
            self.spend(len(left) + len(right))
        if operator == "*" and any(counted):
            self.spend(_size(left) * _size(right))
        elif operator in {"*", "**"} and _product(operator, left, right) > _GREATEST:
            raise SecurityError(f"{operator} 的结果过大")
        return super().call_binop(context, operator, left, right)

    def concat_parts(self, parts: tuple[Any, ...], eval_ctx: EvalContext) -> str:
        """The text of a ~ b; raises SecurityError before it would be too long."""
        self.spend(sum(len(part) if hasattr(part, "__len__") else 1 for part in parts))
        return markup_join(parts) if eval_ctx.autoescape else str_join(parts)


def build_environment(form: str, loader: PlanLoader) -> Sandbox:
    """The environment of a format: txt as it is, the others with every value escaped."""
    environment = Sandbox(
        loader,
        undefined=_Missing,
        autoescape=form in _FINALIZE,
        finalize=_FINALIZE.get(form),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=compiled_for(form),
    )
    environment.filters |= FILTERS
    for name in (*UNBOUNDED, *(NOT_IN_DOCUMENTS if form == "docx" else ())):
        del environment.filters[name]
    del environment.globals["lipsum"]
    environment.globals |= FUNCTIONS
    return environment


class _Missing(StrictUndefined):
    """A name that is not there: Jinja's undefined value, worded in Chinese."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"没有 {self._undefined_name}"
        owner = "none" if self._undefined_obj is None else type(self._undefined_obj).__name__
        return f"{owner} 没有 {self._undefined_name}"


_FINALIZE: dict[str, Callable[[object], object]] = {
    "md": as_markdown,
    "html": as_html,
    "docx": as_document_text,
}


def _product(operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - two numbers
    return abs(left * right) if operator == "*" else abs(left) ** min(right, 99)


def _size(value: Any) -> Any:  # noqa: ANN401 - whatever a template multiplies
    """The length of a text or list, or the greatness of a number."""
    return len(value) if hasattr(value, "__len__") else abs(value)
