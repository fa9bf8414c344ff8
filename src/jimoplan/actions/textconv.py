"""textconv: a plan as git diff compares it, field by field in the plan's words."""

from pathlib import Path

from jimoplan.core.change.lines import plan_lines
from jimoplan.core.reading.reader import load_bytes
from jimoplan.files import read_bytes


def convert(path: Path) -> bytes:
    """The plan in a file as UTF-8 lines; the file's own bytes where they are no readable plan.

    Raises JimoplanError where the file cannot be read.
    """
    data = read_bytes(path)
    plan = load_bytes(data, with_advice=False).plan
    if plan is None:
        return data
    try:
        return "".join(f"{line}\n" for line in plan_lines(plan)).encode("utf-8")
    except ValueError:  # an id that stands in it twice
        return data
