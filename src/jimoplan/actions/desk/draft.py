"""Reports that were begun and not written into the plan yet, kept outside of its history."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from pydantic import TypeAdapter, ValidationError

from jimoplan.actions.plan.kept import place_kept
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.core.desk.report import Report
from jimoplan.core.plan.items import Item
from jimoplan.errors import JimoplanError, UsageError
from jimoplan.system.files import make_folder, read_bytes, remove_file, shown_path, write_text
from jimoplan.system.lock import hold_lock


class DraftReport(NamedTuple):
    """A report with how its item was when it was written; `finished` says all was answered."""

    report: Report
    seen: str
    finished: bool = True

    @property
    def words(self) -> str:
        """What the report says in one line, and whether more was to come."""
        return f"{'' if self.finished else '(没填完)'}{self.report.words}"


_KEPT: TypeAdapter[tuple[DraftReport, ...]] = TypeAdapter(tuple[DraftReport, ...])


def look_of(item: Item) -> str:
    """A mark by which an item is known to be as it was."""
    return f"{crc32(item.model_dump_json().encode()):08x}"


@contextmanager
def drafting(workplace: Workplace) -> Iterator[None]:
    """Be the only one who writes this person's draft on a plan in a repository.

    Raises UsageError where they are reporting in another terminal.
    """
    path = _place(workplace)
    if workplace.repository is None:  # a lock file would lie about beside the plan
        yield
        return
    make_folder(path.parent)
    twice = UsageError(
        "您在另一个终端里正在填报,两边的草稿会互相盖掉",
        "在那一边填完,或写 q 存草稿,再运行 jimoplan report",
    )
    with hold_lock(path.with_suffix(".lock"), workplace.path, patience=0, otherwise=twice):
        yield


def read_draft(workplace: Workplace) -> tuple[DraftReport, ...]:
    """The draft of whoever works here, () for none; raises JimoplanError if it cannot be read."""
    path = _place(workplace)
    if not path.exists():
        return ()
    try:
        return _KEPT.validate_json(read_bytes(path))
    except ValidationError:
        raise JimoplanError(
            f"填报的草稿 {shown_path(path)} 读不了,疑似改坏了", "不要它的话,删去这个文件再运行"
        ) from None


def keep_draft(workplace: Workplace, reports: Sequence[DraftReport]) -> None:
    """Keep the reports, or remove the draft where there are none; raises JimoplanError."""
    path = _place(workplace)
    if not reports:
        remove_file(path)
        return
    make_folder(path.parent)
    data = [each._asdict() | {"report": _said(each.report)} for each in reports]
    text = json.dumps(data, ensure_ascii=False, indent=1)
    write_text(path, f"{text}\n", keep=workplace.file)


def _said(report: Report) -> dict[str, Any]:
    """What is said in a report, by name."""
    said = report._asdict() | {"day": report.day and str(report.day)}
    return {key: value for key, value in said.items() if value}


def _place(workplace: Workplace) -> Path:
    """Where the draft of this person on this plan lies."""
    identity = workplace.identity
    return place_kept(workplace, "report", identity.email.casefold() if identity else "")
