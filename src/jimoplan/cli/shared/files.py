"""What a command writes into a file that was named for it."""

from collections.abc import Iterable
from pathlib import Path

from jimoplan.actions.plan.links import check_way
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.system.files import find_plan_or_none, write_bytes


def write_file(path: Path, made: str | bytes, *, keep: Iterable[Path | None]) -> None:
    """Put a text in UTF-8, or bytes, in place of a file, and say so.

    `keep` are plans, never overwritten; None is the nearest. Raises JimoplanError if it cannot be
    written.
    """
    check_way(path)
    data = made.encode("utf-8", "backslashreplace") if isinstance(made, str) else made
    plans = (plan or find_plan_or_none(Path.cwd()) for plan in keep)
    write_bytes(path, data, keep=[plan for plan in plans if plan])
    say(f"已写入 {reveal_line(str(path))}\n")
