"""The conversation of `jimoplan report`: the list, an item's questions, and the draft meanwhile."""

import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jimoplan.actions.changing.update import Planned, RefusedEntriesError, Step
from jimoplan.actions.desk.draft import DraftReport, keep_draft, look_of, read_draft
from jimoplan.actions.desk.reporting import (
    Manners,
    ReportDesk,
    open_desk,
    propose_reports,
    try_report,
)
from jimoplan.actions.plan.texts import check_line
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.cli.changing.evidence import ask_for_evidence
from jimoplan.cli.desk.answering import cells, each_answer
from jimoplan.cli.desk.draw_owed import (
    Written,
    head_lines,
    list_lines,
)
from jimoplan.cli.shared.asking import ask_choice, ask_or_leave, confirm, faults_of
from jimoplan.cli.shared.streams import say
from jimoplan.core.desk.lines import read_report
from jimoplan.core.desk.report import Report
from jimoplan.core.display.cells import reveal_line, wrap
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import OPEN, Kind
from jimoplan.core.views.query import Row
from jimoplan.core.workflow.record import EvidenceMissingError
from jimoplan.errors import JimoplanError, UsageError

_HELP = "写序号、编号或名称,逐样问;也可以一行写完,如 3 40% 初稿已征求意见 问题:… 下一步:…"
_ASK = "填哪一项(回车=填完了,q=存草稿):"
_ALL, _LIST = frozenset({"全部", "all"}), frozenset({"清单", "list"})
_HELPS = frozenset({"?", "？", "帮助", "help", "h"})
_BESIDE_THE_LIST = 6
_ALL_OF_IT = "100"
_LONG = 20
"""So many characters of a refused line are worth mending; less is soon written anew."""

_Key = tuple[str, str]


@dataclass
class Conversation:
    """Reports being written, by the id of the item and the period of each.

    `heard` are the notes that were said already, `chosen` the departments of those who have several
    to report for.
    """

    desk: ReportDesk
    manners: Manners
    start: Path
    reports: dict[_Key, DraftReport] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)
    chosen: dict[tuple[str, ...], str] = field(default_factory=dict)

    @classmethod
    def begin(
        cls, workplace: Workplace, plan: Plan, departments: Sequence[str], manners: Manners
    ) -> "Conversation":
        """Greet whoever reports, and go on with a draft if there is one and it is wanted."""
        desk = open_desk(workplace, plan, departments, manners.today)
        talk = cls(desk, manners, Path.cwd())
        who = workplace.name_of_author or ""
        by = f"由{who}代录" if desk.others else who
        head = f"{'、'.join(departments)} {by} 截至 {manners.today}:{head_lines(desk.owed)}"
        for line in wrap(head, cells()):
            talk._say(line)
        if desk.others and not manners.by:
            answer = ask_or_leave("填报人是谁(直接回车不写):", check=faults_of(_read_name))
            if answer is None:
                raise EOFError
            talk.manners = manners._replace(by=answer or None)
        talk._take_up_draft()
        return talk

    def hold(self, file: Path | None) -> Planned | None:
        """What was reported, as one change; None where nothing was, or it was left for later."""
        self._say(_HELP)
        self._show()
        written = ""
        try:
            while (answer := ask_or_leave(_ASK, written=written, many=True)) is not None:
                written = self._obey_each(filter(str.strip, answer.splitlines()))
                if answer:
                    continue
                if not self.reports:
                    self._say("没有填报,没有改动")
                    return None
                try:
                    return self._finish(file)
                except UsageError as wrong:
                    self._refuse(wrong)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(f"中断了,{self.tell_kept()}") from None
        except JimoplanError:
            self._say(self.tell_kept())
            raise
        except EOFError:
            pass
        self._say(self.tell_kept())
        return None

    def _obey_each(self, lines: Iterable[str]) -> str:
        """Do what each line says, of which there are several if they were pasted.

        Returns the last that was refused, if it is worth mending, else ''.
        """
        refused = ""
        for line in lines:
            try:
                self._obey(line)
            except UsageError as wrong:
                self._refuse(wrong)
                refused = line if len(line) > _LONG else ""
        if refused:
            self._say("  改好再回车,或按 Ctrl-U 清空")
        return refused

    def tell_kept(self) -> str:
        """What is kept for the next time: what the file says, not what was to be kept."""
        count = 0
        with suppress(JimoplanError):
            count = len(read_draft(self.desk.workplace))
        lost = len(self.reports) - count
        told = [f"注意:有 {lost} 项填报没能存进草稿"] if lost > 0 else []
        kept = f"草稿存着 {count} 项填报,没有写入计划;再运行 jimoplan report 接着填"
        return ";".join([*told, kept if count else "没有改动"])

    def forget_written(self) -> None:
        """Leave in the draft only what was not finished, and so not written."""
        left = [each for each in self.reports.values() if not each.finished]
        keep_draft(self.desk.workplace, left)
        if left:
            names = "、".join(each.report.id for each in left)
            self._say(f"{names} 没有填完,没有写入,留在草稿里")

    def _take_up_draft(self) -> None:
        kept = read_draft(self.desk.workplace)
        if not kept:
            return
        self._say(f"上次有 {len(kept)} 项填报没有写入:")
        for each in kept:
            self._say(f"  {each.report.id} {each.words}")
            self._say_changed(each)
        while (choice := ask_choice("这些草稿:", {"1": "接着填", "2": "丢掉"})) == "2":
            if confirm(f"{len(kept)} 项填报丢了就没有了,确定丢掉吗?", yes=False):
                keep_draft(self.desk.workplace, ())
                self._say("已丢掉")
                return
        if choice is None:
            raise UsageError("没有说草稿怎么办", "再运行一次 jimoplan report")
        self.reports = {_key(each.report): each for each in kept if self._is_there(each)}

    def _is_there(self, kept: DraftReport) -> bool:
        return kept.report.id in self.desk.rows

    def _say_changed(self, kept: DraftReport) -> None:
        row = self.desk.rows.get(kept.report.id)
        if row is None:
            self._say("    注意:计划里已经没有这一项,接着填就不算它了")
        elif look_of(row.item) != kept.seen:
            last = row.assessment.last_report
            told = f",最近一次填报是 {last.date} {last.by or ''}" if last else ""
            self._say(f"    注意:这期间这一项有了别的改动(现在{row.item.status}{told})")

    def _obey(self, answer: str) -> None:
        """List what there is, say what can be written, or take an item and count what is left."""
        if answer in _HELPS:
            self._say(_HELP)
        elif answer in _ALL | _LIST:
            self._show(whole=answer in _ALL)
        else:
            self._take(answer)
            self._say(self._count_left())

    def _count_left(self) -> str:
        """How many items of the list nothing finished is written of."""
        finished = {each.report.id for each in self.reports.values() if each.finished}
        left = sum(each.row.item.id not in finished for each in self.desk.owed)
        return f"还有 {left} 项没填(写“清单”再列出)" if left else "清单里的都填了"

    def _take(self, answer: str) -> None:
        """Report on the item that an answer names: by questions, or all in that one line."""
        row, rest = self.desk.find_listed(answer)
        report = read_report(row, rest, self.desk.frame) if rest else self._ask(row)
        if report is None:
            self._say("没有填,跳过")
            return
        try:
            self._record(row, report)
        except UsageError:
            if not rest:
                self._keep(row, report, finished=False)
            raise

    def _ask(self, row: Row) -> Report | None:
        """What is answered to an item's questions; None where that is nothing."""
        self._check_whose(row)
        said, owed = self._said_before(row), self.desk.owed_of(row)
        answers: dict[str, Any] = {}
        try:
            for answer in each_answer(row, owed, said, self.desk.frame):
                answers.update([answer])  # what was answered before a break is kept
        except (KeyboardInterrupt, EOFError):
            if answers:
                begun = (said or Report(row.item.id))._replace(**answers)
                self._keep(row, begun, finished=False)
            raise
        offered = {"period"} if row.item.kind is Kind.PERIODIC else set()
        if not answers.keys() - offered:
            return None
        return Report(row.item.id, **answers)

    def _check_whose(self, row: Row) -> None:
        """Raises UsageError, before anything is asked, for an item not to be reported on."""
        probe = Report(row.item.id, note=row.item.title, dept=self._department(row))
        try_report(self.desk, probe, self.manners, self.start)

    def _department(self, row: Row) -> str | None:
        """The department that is reported for; asked once where several of one's own have it."""
        owed = self.desk.owed_of(row)
        if self.manners.dept or owed is None or len(owed.departments) == 1:
            return self.manners.dept
        if owed.departments not in self.chosen:
            choices = {str(n): name for n, name in enumerate(owed.departments, 1)}
            choice = ask_choice(f"{row.item.id} 替哪个部门填报:", choices)
            if choice is None:
                raise EOFError
            self.chosen[owed.departments] = choices[choice]
        return self.chosen[owed.departments]

    def _said_before(self, row: Row) -> Report | None:
        """What has been answered of an item already, to be changed; of one period only."""
        same = [each for each in self.reports.values() if each.report.id == row.item.id]
        if row.item.kind is Kind.PERIODIC:
            same = [each for each in same if not each.finished]
        return same[-1].report if same else None

    def _record(self, row: Row, report: Report) -> None:
        """Take a report in once nothing is wrong with it."""
        report = report._replace(
            dept=self._department(row), by=self.manners.by, day=self.manners.day
        )
        report, step = self._try_out(self._offer_done(row, report))
        unfinished = [
            k for k, each in self.reports.items() if k[0] == report.id and not each.finished
        ]
        for key in unfinished:
            del self.reports[key]
        before = self.reports.get(_key(report))
        self._keep(row, report, finished=True)
        self._say(f"✓ {row.item.id} {report.words}")
        if before and before.finished and before.report.words != report.words:
            self._say(f"  替换了前面写的:{before.report.words};都要的,合成一行再写一次")
        for note in step.notes:
            if note not in self.heard:
                self._say(f"  {note}")
        self.heard |= set(step.notes)

    def _offer_done(self, row: Row, report: Report) -> Report:
        """The report, of an item that has come to its end perhaps as done."""
        if report.progress != _ALL_OF_IT or row.item.status not in OPEN:
            return report
        choice = ask_choice("进度 100%:", {"1": "报已完成", "2": "只记进度"})
        if choice is None:
            raise EOFError
        return report._replace(done=choice == "1")

    def _try_out(self, report: Report) -> tuple[Report, Step]:
        """What a report comes to; evidence that is missing is asked for, else it is not done."""
        try:
            return report, try_report(self.desk, report, self.manners, self.start)
        except EvidenceMissingError as missing:
            self._say(missing.message)
            try:
                evidence = ask_for_evidence(self.desk.workplace.path, missing)
                report = report._replace(evidence=(evidence,))
            except EvidenceMissingError:
                self._say("没有佐证材料,只记进度,不报已完成")
                report = report._replace(done=False)
        return report, try_report(self.desk, report, self.manners, self.start)

    def _keep(self, row: Row, report: Report, *, finished: bool) -> None:
        self.reports[_key(report)] = DraftReport(report, look_of(row.item), finished)
        keep_draft(self.desk.workplace, tuple(self.reports.values()))

    def _finish(self, file: Path | None) -> Planned:
        """What all that is finished comes to; raises UsageError where nothing is."""
        finished = [each.report for each in self.reports.values() if each.finished]
        if not finished:
            names = "、".join(id_ for id_, _ in self.reports)
            raise UsageError(f"{names} 没有填完,没有可以写入的", "再写它的编号接着填,或写 q 存草稿")
        planned = propose_reports(file, self.start, finished, self.manners)
        notes = tuple(note for note in planned.notes if note not in self.heard)
        return planned._replace(notes=notes)

    def _show(self, *, whole: bool = False) -> None:
        rows = None if whole else shutil.get_terminal_size().lines - _BESIDE_THE_LIST
        written: dict[str, Written] = {}
        for each in self.reports.values():
            before = written.get(each.report.id)
            words = f"{before.words};{each.words}" if before else each.words
            written[each.report.id] = Written(words, each.finished)
        for line in list_lines(self.desk.owed, written, cells(), rows):
            self._say(line)

    def _refuse(self, wrong: UsageError) -> None:
        words = wrong.words if isinstance(wrong, RefusedEntriesError) else ""
        for line in (*words.splitlines(), wrong.message, f"  {wrong.remedy}"):
            if line.strip():
                self._say(line)

    def _say(self, text: str) -> None:
        say(f"{reveal_line(text)}\n")


def _read_name(written: str) -> str | None:
    return check_line("填报人", written)


def _key(report: Report) -> _Key:
    return report.id, report.period or ""
