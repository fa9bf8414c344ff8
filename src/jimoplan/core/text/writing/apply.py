"""apply: changes made to a text, which is read again before it is trusted."""

from collections.abc import Iterable
from typing import NamedTuple

from jimoplan.core.changes.changes import Change, Changes
from jimoplan.core.changes.patch import patch
from jimoplan.core.text.reading.load import Loaded, load
from jimoplan.core.text.writing.comments import count_comments
from jimoplan.core.text.writing.in_turn import read_closed, rewrite_in_turn
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
    after = apply_to(load(text, with_advice=False), tuple(changes))
    if after.plan is None:
        raise RewriteError
    mark = _MARK if text.startswith(_MARK) else ""
    return mark + after.document.text


def apply_to(loaded: Loaded, changes: Changes, donor: Loaded | None = None) -> Loaded:
    """A text that has been read with the changes made, read again.

    Items that come in are taken from the donor, another text of the plan, if that has them. What is
    read may have errors of its own, such as a status that contradicts another or a character that
    nobody can see; else it says what the changes make of the plan. Raises what `apply` does.
    """
    if loaded.plan is None:
        raise ValueError("the text is no plan")
    target = patch(loaded.plan, changes)
    if target is loaded.plan:
        return loaded
    again = read_closed(rewrite_in_turn(loaded, changes, target, donor), target)
    if again.plan is not None and again.plan != target:
        raise RewriteError
    return again


class Made(NamedTuple):
    """A change as it was made: the text before it, and the one after it if that is known."""

    before: Loaded
    after: Loaded | None = None


def take_back(loaded: Loaded, changes: Changes, made: Made) -> Loaded:
    """A text that has been read without a change that was made: the inverse made on it.

    Where nothing has happened since, that is the text before, byte for byte, unless the change
    brought comments, which stay. Else items that come back are taken from there. Raises what
    `apply` does.
    """
    before, after = made
    if loaded.plan and after and loaded.document.text == after.document.text:
        brought = count_comments(after.document) - count_comments(before.document)
        if not brought and patch(loaded.plan, changes) == before.plan:
            return before
    return apply_to(loaded, changes, before)
