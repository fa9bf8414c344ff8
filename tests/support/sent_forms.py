"""Forms sent to departments of a small plan, filled in as people do, and received."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from command_line import Outcome, being_at, clean_environment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from repositories import Work, make_repository

from jimoplan.actions.desk.reporting import Manners
from jimoplan.actions.forms.receiving import Received, receive_forms
from jimoplan.actions.forms.sending import make_forms, write_forms
from jimoplan.core.forms.columns import NAMES

SENT, BACK = date(2024, 5, 6), date(2024, 5, 10)
"""The day on which forms are sent, and that on which they come back."""
HEAD, FIRST = 4, 5
"""The row of the columns' names, and that of the first item."""

PLAN = """\
schema: 1
plan:
  unit: 某区司法局
  title: 2024年工作要点
  period: {start: 2024-01-01, end: 2024-12-31}
policy: {due_soon: 10, behind: 15, stale: 30}
departments:
  - {name: 甲科, kind: 科室, aliases: [一科]}
  - {name: 乙科, kind: 科室}
  - {name: 各科室, kind: 群组, members: [甲科, 乙科]}
sections:
  - number: 一
    title: 依法行政
    tasks:
      - id: '1'
        title: 规范行政应诉
        lead: [甲科]
        status: 推进中
        measures:
          - id: 1-1
            kind: 一次性
            title: 制发应诉规则
            due: 2024-06-30
            status: 推进中
            updates:
              - {date: 2024-03-15, progress: 40, note: 初稿已征求意见, problem: 缺少样本}
          - id: 1-2
            kind: 常态化
            title: 指导应诉
            status: 推进中
            updates:
              - {date: 2024-04-01, note: 指导12件}
          - id: 1-3
            kind: 周期性
            title: 通报应诉情况
            cadence: 双月
            status: 推进中
            updates:
              - {date: 2024-03-05, period: 1, note: 第一期已印发}
          - id: 1-4
            kind: 指标
            title: 负责人出庭率
            target: 100
            unit: '%'
            status: 推进中
          - id: 1-5
            kind: 指标
            title: 走访企业
            target: 200
            unit: 件
            status: 推进中
            updates:
              - {date: 2024-04-01, value: 30.5}
          - {id: 1-6, kind: 一次性, title: 编印案例, due: 2024-11-30, status: 未启动}
      - id: '3'
        title: 办理行政复议
        responsible: [乙科]
        measures:
          - {id: 3-1, kind: 一次性, title: 印发白皮书, due: 2024-09-30, status: 未启动}
"""
"""A plan with an item of each kind for 甲科, and one for 乙科."""


@dataclass
class Desk:
    """Where forms are sent and received: a repository, on a day."""

    work: Work
    day: date = SENT

    @contextmanager
    def being_there(self) -> Iterator[None]:
        """Be in the folder on the day."""
        with being_at(self.work.folder, clean_environment(**self.environment)):
            yield

    @property
    def environment(self) -> dict[str, str]:
        """The environment on the day."""
        time = f"{self.day}T09:00:00+08:00"
        dates = {"GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time}
        return {**self.work.env, **dates}

    def send(self, dept: str = "甲科") -> Path:
        """The form of a department, sent that day; from then on it is the day it comes back."""
        self.day = SENT
        with self.being_there():
            sending = make_forms(None, self.work.folder, dept, None, SENT)
            (path,) = write_forms(sending, self.work.folder.parent / "forms")
        self.day = BACK
        return path

    def look(self, *paths: Path, by: str | None = None, dept: str | None = None) -> Received:
        """What forms come to, without recording it."""
        with self.being_there():
            manners = Manners(self.day, None, by, dept)
            return receive_forms(None, self.work.folder, paths, manners)

    def receive(
        self, *paths: Path, words: tuple[str, ...] = ("--yes",), given: bytes = b""
    ) -> Outcome:
        """Receive forms as whoever is at work does."""
        named = map(str, paths)
        return self.work.jimoplan(
            "forms", "receive", *named, *words, env=self.environment, given=given
        )

    def update(self, *words: str) -> None:
        """Change the plan meanwhile."""
        outcome = self.work.jimoplan("update", *words, env=self.environment)
        assert outcome.code == 0, outcome.errors


def make_desk(folder: Path, text: str = PLAN) -> Desk:
    """A repository with the plan."""
    return Desk(make_repository(folder / "work", text))


def copied(path: Path, name: str) -> Path:
    """The same form under another name beside it."""
    return Path(shutil.copy(path, path.with_name(name)))


class Filled:
    """A form opened as a workbook, whose cells are found by id and field."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Workbook = openpyxl.load_workbook(path)
        sheet = self.book.worksheets[0]
        assert isinstance(sheet, Worksheet)
        self.sheet = sheet

    def column(self, name: str) -> int:
        """The column of a field, counted from one."""
        shown = NAMES.get(name, name)
        return next(cell.column for cell in self.sheet[HEAD] if cell.value == shown)

    def row(self, number: str) -> int:
        """The row of an item, counted from one."""
        column = self.column("id")
        rows = range(FIRST, self.sheet.max_row + 1)
        return next(row for row in rows if self.sheet.cell(row, column).value == number)

    def at(self, number: str, name: str) -> Any:  # noqa: ANN401 - a cell, perhaps a merged one
        """The cell of an item and a field."""
        return self.sheet.cell(self.row(number), self.column(name))

    def put(self, number: str, **said: Any) -> "Filled":  # noqa: ANN401 - whatever a cell holds
        """Write into the cells of an item by their fields."""
        for name, value in said.items():
            self.at(number, name).value = value
        return self

    def sign(self, by: str = "王五", day: Any = None) -> "Filled":  # noqa: ANN401 - a day or text
        """Say who has filled it in, and on which day."""
        for cell in self.sheet[HEAD - 1]:
            beside = self.sheet.cell(HEAD - 1, int(cell.column or 0) + 1)
            if cell.value == "填报人":
                beside.value = by
            if day and str(cell.value).startswith("填报日期"):
                beside.value = day
        return self

    def save(self, name: str = "") -> Path:
        """Write it to disk, under another name where one is given; the path."""
        path = self.path.with_name(name) if name else self.path
        written = BytesIO()
        self.book.save(written)
        path.write_bytes(written.getvalue())
        return path


def told(received: Received) -> dict[str, dict[str, Any]]:
    """What of each item is recorded anew: its status and the fields of its last report."""
    found: dict[str, dict[str, Any]] = {}
    for part in received.parts:
        before = {item.id: item for item, _ in part.form.changes}
        for task in part.after.all_tasks():
            for item in (task, *task.measures):
                if item.id in before:
                    found[item.id] = _told(before[item.id], item)
    return found


def _told(before: Any, after: Any) -> dict[str, Any]:  # noqa: ANN401 - a task or a measure
    fields: Mapping[str, Any] = {}
    if len(after.updates) > len(before.updates):
        fields = after.updates[-1].model_dump(exclude_none=True, exclude_defaults=True)
    status = {"status": after.status} if after.status != before.status else {}
    evidence = {"evidence": after.evidence} if after.evidence != before.evidence else {}
    return {**fields, **status, **evidence}


def troubles(received: Received) -> list[str]:
    """What could not be recorded: each with its cell, why, and what to do."""
    return [" ".join(each) for part in received.parts for each in part.form.left]
