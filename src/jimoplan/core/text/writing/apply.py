"""apply: changes made to a text, which is read again before it is trusted."""

from collections.abc import Iterable

from jimoplan.core.changes.changes import Change
from jimoplan.core.changes.patch import patch
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import Loaded, load
from jimoplan.core.text.writing.rewrite import Donor, rewrite
from jimoplan.core.text.writing.source import Source
from jimoplan.errors import ExitCode, JimoplanError

_MARK = "\ufeff"


class RewriteError(JimoplanError):
    """The text written does not say what it should; it has been thrown away."""

    exit_code = ExitCode.BUG

    def __init__(self) -> None:
        super().__init__(
            "改写出来的文字读回来与预期不符,没有写入",
            "这是 jimoplan 的问题;请手工修改这一处,并把计划文件交给维护人员",
        )


def apply(text: str, changes: Iterable[Change]) -> str:
    """The text with the changes made; everything else in it stays byte for byte.

    Raises ValueError for a text that has errors, ClashError for changes that do not fit it,
    NotSplicableError where a comment would be lost, RewriteError rather than return a text that
    says anything else than it should.
    """
    before = load(text, with_advice=False)
    if before.plan is None:
        raise ValueError("the text is no plan")
    target = patch(before.plan, changes)
    mark = _MARK if text.startswith(_MARK) else ""
    after = write_plan(before, before.plan, target)
    if after.plan != target:
        raise RewriteError
    return mark + after.document.text


def read_closed(text: str, target: Plan) -> Loaded:
    """What a text says, with a line break at its end where it takes one to say the target.

    That is so where a block of text has become the end of a file that had no line break there.
    """
    again = load(text, with_advice=False)
    if again.plan == target or text.endswith(("\n", "\r")):
        return again
    closed = load(text + Source(text).line_end, with_advice=False)
    return closed if closed.plan == target else again


def write_plan(loaded: Loaded, plan: Plan, target: Plan, donor: Donor | None = None) -> Loaded:
    """The loaded text made to say the target instead of its plan, read again.

    Items that come back are taken from the donor, if there is one. What is read may have errors of
    the target's own, such as a status that contradicts another or a character that nobody can see.
    Raises NotSplicableError and RewriteError as `apply` does.
    """
    if plan == target:
        return loaded
    again = read_closed(rewrite(loaded.document, plan, target, donor), target)
    unreadable = again.plan is None and again.has_errors
    if again.plan != target and not unreadable:
        raise RewriteError
    return again
