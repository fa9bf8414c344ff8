"""A change proposed: what it is, what the text would be, and why it may not be made."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.plan.open import FaultyPlanError, Reading, only_errors
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.core.changes.changes import Changes, Move, Place, Ref, Set
from jimoplan.core.changes.outline import outline
from jimoplan.core.changes.patch import Clash, ClashError
from jimoplan.core.changes.summary import summarise
from jimoplan.core.changes.words import (
    describe,
    field_title,
    name_ref,
    phrase,
    show_both,
)
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.reading.load import Loaded
from jimoplan.core.text.writing.apply import Made, apply_to, take_back
from jimoplan.errors import ExitCode, JimoplanError

Remake = Callable[[Reading], Loaded]
"""Makes the same change once more on another reading of the plan."""


class Proposal(NamedTuple):
    """A change to a plan as it was read, with the text that would come of it.

    What the plan says may stay as it is while the text changes. `asked` are the items that the
    person named; `trailers` go into the commit message before those that name the changes.
    """

    workplace: Workplace
    reading: Reading
    changes: Changes
    written: Loaded
    remake: Remake
    subject: str
    trailers: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return self.written.document.text == self.reading.loaded.document.text


class RefusedChangeError(FaultyPlanError):
    """The plan would not be right any more; the problems are those that the change would bring."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        errors = only_errors(problems)
        super().__init__(
            path,
            errors,
            f"这样改,计划会有错误 {len(errors)} 处,没有写入",
            "按上面的提示调整这次改动(行号是改动以后的)",
        )


class ClashedError(JimoplanError):
    """Somebody has changed the same field in the meantime."""

    exit_code = ExitCode.NO
    code = "overtaken"

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        self.clashes = clashes
        told = ";".join(describe_clash(clash) for clash in clashes)
        super().__init__(
            f"这期间同一处有了别的改动,没有写入:{told}",
            "看一看现在的内容(jimoplan show 编号),还要改就再运行一次",
        )


def propose(
    workplace: Workplace,
    reading: Reading,
    changes: Changes,
    *,
    asked: Iterable[Ref] = (),
    made: Made | None = None,
) -> Proposal:
    """What making the changes comes to; raises RefusedChangeError if the plan breaks a rule then.

    Of a change taken back, `made` is how it was made: what comes back looks as it did.
    """
    written = say(workplace.path, reading, changes, made)
    after = written.plan
    subject = name_changes(changes, reading.plan, after, asked) if changes and after else ""
    return Proposal(
        workplace=workplace,
        reading=reading,
        changes=changes,
        written=written,
        remake=lambda other: redo(workplace.path, other, changes, made),
        subject=subject,
    )


def name_changes(changes: Changes, old: Plan, new: Plan, asked: Iterable[Ref] = ()) -> str:
    """What changes are called in one line, by the titles that their items have."""
    touched = {change.item for change in changes}
    titles = {
        ref: str(getattr(node.model, "title", ""))
        for plan in (old, new)
        for ref, node in outline(plan).items()
        if ref in touched
    }
    return summarise(changes, titles, asked)


def redo(path: Path, reading: Reading, changes: Changes, made: Made | None = None) -> Loaded:
    """The changes made on another reading of the plan.

    Raises ClashedError where the same field has changed, RefusedChangeError as `propose` does.
    """
    try:
        return say(path, reading, changes, made)
    except ClashError as error:
        raise ClashedError(error.clashes) from None


def say(path: Path, reading: Reading, changes: Changes, made: Made | None = None) -> Loaded:
    """The reading's text with the changes; raises RefusedChangeError if it breaks a rule."""
    loaded = reading.loaded
    written = take_back(loaded, changes, made) if made else apply_to(loaded, changes)
    if written.has_errors:
        raise RefusedChangeError(path, written.problems)
    return written


def describe_clash(clash: Clash) -> str:
    """A clash in words: what was seen and what is there now."""
    change = clash.change
    name = name_ref(change.item)
    match change:
        case Set(item, field, old, _) if clash.found is not None:
            title = field_title(item, field)
            was, now = show_both(old, clash.found)
            return f"{name} {title}原来是 {was},现在是 {now}"
        case Move(_, Place(owner, _, _), _) if clash.found is not None:
            return f"{name} 已经不在{name_ref(owner)}里了"
    if clash.found is None:
        return f"{name} 已经不在了({phrase(change)})"
    return f"{describe(change)},但那里已经有别的内容"
