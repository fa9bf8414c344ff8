"""What a template from other people may cost: seconds, memory, and values of some length.

Jinja's sandbox guards what a template can touch and how far range() goes. It limits neither how
long loops within loops run nor how long a text grows that is joined to itself. Lengths are counted
here, for an error that says what is too long; seconds and memory are held by the process
(worker.py).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import pass_eval_context
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.filters import do_batch, do_replace, do_round, sync_do_join, sync_do_slice
from jinja2.nodes import Concat, EvalContext

from jimoplan.render.faults import TemplateError

MAX_SECONDS = 10
"""Seconds that a template from other people may run."""

MAX_SECONDS_IN_ALL = 120
"""Seconds that all that one run draws by such templates may take together.

The weekly reports of a year, over a hundred pages, take a tenth of that.
"""

MAX_MEMORY = 1024 * 1024 * 1024
"""Bytes of memory that its process may have, where the system can limit that."""

MAX_CHARACTERS = 20_000_000
"""Characters that its output may have."""

LONGEST = 1_000_000
"""Characters of a single text, or entries of a list, that a template may make."""

IN_ALL = 100 * LONGEST
"""Characters and entries that a template may make altogether, those it throws away included."""

UNBOUNDED = frozenset({"center", "format", "indent", "pprint", "wordwrap"})
"""Jinja's filters that templates do not get, since the length they make cannot be bounded."""


_DIGITS = 15


class Budget:
    """How many characters and entries one drawing may still make."""

    def __init__(self) -> None:
        self._left = IN_ALL

    def spend(self, size: int) -> None:
        """Take so many; raises SecurityError for one value too long, and when none are left."""
        self._left -= size
        if size > LONGEST:
            raise SecurityError(f"结果超过{LONGEST // 10_000}万字")
        if self._left < 0:
            raise SecurityError(f"前后拼出的内容超过{IN_ALL // 10_000}万字")


def bounded_pieces(template: str, pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of an output; raises TemplateError where it grows too long."""
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_CHARACTERS:
            raise TemplateError(
                f"模板 {template} 的输出超过{MAX_CHARACTERS // 10_000}万字,已停止",
                "检查模板里的循环",
            )
        yield piece


class BoundedCode(CodeGenerator):
    """Jinja's code generator, with a ~ b turned into a call that checks its length."""

    def visit_Concat(self, node: Concat, frame: Any) -> None:  # noqa: ANN401, N802 - Jinja's
        """Write the call to `Sandbox.concat_parts` for a ~ b."""
        self.write("environment.concat_parts((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("), context.eval_ctx)")


def bounded_batch(value: Iterable[Any], linecount: int, fill_with: object = None) -> Any:  # noqa: ANN401 - Jinja's
    """Jinja's batch, in rows no longer than allowed."""
    return do_batch(value, _within(linecount), fill_with)


def bounded_slice(value: Iterable[Any], slices: int, fill_with: object = None) -> Any:  # noqa: ANN401 - Jinja's
    """Jinja's slice, in no more parts than allowed."""
    return sync_do_slice(list(value), _within(slices), fill_with)


def bounded_round(value: float, precision: int = 0, method: Any = "common") -> float:  # noqa: ANN401 - Jinja's
    """Jinja's round, to as many digits as a number can have."""
    return do_round(value, max(-_DIGITS, min(precision, _DIGITS)), method)


def _within(size: int) -> int:
    if size > LONGEST:
        raise SecurityError(f"结果超过{LONGEST // 10_000}万项")
    return size


@pass_eval_context
def bounded_join(
    eval_ctx: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None
) -> str:
    """Jinja's join, of texts that are together no longer than allowed."""
    items = list(value)
    budget: Any = eval_ctx.environment
    budget.spend(sum(len(str(item)) if attribute is None else 1 for item in items))
    budget.spend(len(items) * len(str(d)))
    return str(sync_do_join(eval_ctx, items, d, attribute))


@pass_eval_context
def bounded_replace(
    eval_ctx: EvalContext, s: str, old: str, new: str, count: int | None = None
) -> str:
    """Jinja's replace, into a text no longer than allowed."""
    budget: Any = eval_ctx.environment
    budget.spend(len(str(s)) + str(s).count(str(old)) * len(str(new)))
    return do_replace(eval_ctx, s, old, new, count)
