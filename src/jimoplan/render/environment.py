"""The sandbox every template runs in, and how values turn into text in each format."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from jimoplan.core.progress import updates_until
from jimoplan.core.published import owner_clause, published_text, task_body
from jimoplan.render.filters import as_cell, as_html, as_markdown, csp_hash, in_full_width, unbroken

FUNCTIONS: dict[str, Callable[..., object]] = {
    "owner_clause": owner_clause,
    "published_text": published_text,
    "task_body": task_body,
    "updates_until": updates_until,
}
"""What a template can call besides Jinja's own."""

FILTERS: dict[str, Callable[..., object]] = {
    "cell": as_cell,
    "csp_hash": csp_hash,
    "full_width": in_full_width,
    "md": as_markdown,
    "unbroken": unbroken,
}
"""The filters a template has besides Jinja's own."""

_METHODS = frozenset({"by_role", "tasks"})
_LONGEST = 1_000_000
_GREATEST = 10**15


class Missing(StrictUndefined):
    """A name that is not there, in Chinese."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"没有 {self._undefined_name}"
        return f"{type(self._undefined_obj).__name__} 没有 {self._undefined_name}"


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which a view shows its fields and properties and nothing else."""

    intercepted_binops = frozenset({"*", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - Jinja's
        """Whether a template may read an attribute."""
        shown = _shown_names(type(obj))  # type: ignore[arg-type] # a class is hashable
        return super().is_safe_attribute(obj, attr, value) and (shown is None or attr in shown)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:  # noqa: ANN401 - Jinja's
        """What stands for an attribute that may not be read; using it raises SecurityError."""
        hint = f"不能读取 {type(obj).__name__} 的 {attribute}"
        return self.undefined(hint, name=attribute, obj=obj, exc=SecurityError)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's
        """The product or power, unless it would be huge; SecurityError then."""
        size = _size(left) * _size(right) if operator == "*" else _size(left) ** min(right, 99)
        counted = hasattr(left, "__len__") or hasattr(right, "__len__")
        if size > (_LONGEST if counted else _GREATEST):
            raise SecurityError(f"{operator} 的结果过大")
        return super().call_binop(context, operator, left, right)


def build_environment(form: str, loader: BaseLoader) -> Sandbox:
    """The environment of a format: txt as it is, md and html with every value escaped."""
    environment = Sandbox(
        loader=loader,
        undefined=Missing,
        autoescape=form in _FINALIZE,
        finalize=_FINALIZE.get(form),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= FILTERS
    environment.globals |= FUNCTIONS
    return environment


_FINALIZE: dict[str, Callable[[object], object]] = {"md": as_markdown, "html": as_html}


@cache
def _shown_names(kind: type) -> frozenset[str] | None:
    """What a view or a part of the plan shows; None for a type that is neither."""
    for listed in ("model_fields", "_fields"):
        if hasattr(kind, listed):
            return frozenset({*getattr(kind, listed), *_properties(kind), *_METHODS})
    return None


def _properties(kind: type) -> Iterator[str]:
    own = (base for base in kind.__mro__ if base.__module__.startswith("jimoplan."))
    for base in own:
        yield from (name for name, value in vars(base).items() if isinstance(value, property))


def _size(value: Any) -> Any:  # noqa: ANN401 - whatever a template multiplies
    """How long a text or list is, or how great a number."""
    return len(value) if hasattr(value, "__len__") else abs(value)
