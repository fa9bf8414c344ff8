"""The plan that attacks are made on, and half a year of honest history behind it.

The history is made as the commands make it, each by somebody who may.
"""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from audited import LEADER, LIAISON, SUPERVISOR, SUPPORTER, Who, listed
from desk import Desk
from repositories import Work, make_repository

FORMER = ("郑十", "zheng@example.cn")
"""督查 until May."""
TWOFOLD = ("钱九", "qian@example.cn")
TWOFOLD_LEADING = ("钱九", "qianjiu@example.cn")
"""One person under two addresses: by the one 联络员, by the other 分管领导."""

EVIDENCE = "规则.txt"
"""What the approval of 8-1 rests on."""

PLAN = f"""\
schema: 1
plan:
  unit: 司法局
  title: 2024年工作要点
  period: {{start: 2024-01-01, end: 2024-12-31}}
  preamble: 总体工作思路。
  known_gaps: ['10']
policy: {{due_soon: 10, behind: 15, stale: 30}}
departments:
  - name: 复议应诉科
    kind: 科室
    aliases: [复议科]
    people:
      - {listed(LIAISON, "联络员")}
      - {listed(LEADER, "分管领导")}
  - name: 公证处
    kind: 直属机构
    people:
      - {listed(SUPPORTER, "联络员")}
      - {listed(TWOFOLD, "联络员")}
      - {listed(TWOFOLD_LEADING, "分管领导")}
  - name: 督查室
    kind: 科室
    people:
      - {listed(SUPERVISOR, "督查")}
      - {listed(FORMER, "督查")}
  - {{name: 各科室, kind: 群组, members: [复议应诉科, 公证处]}}
sections:
  - number: 三
    title: 法律事务
    tasks:
      - id: '8'
        title: 行政应诉
        responsible: [复议应诉科]
        support: [公证处]
        status: 推进中
        measures:
          - id: 8-1
            kind: 一次性
            title: 制发规则
            text: 制发《规则》,
            deliverables: [《规则》]
            due: 2024-06-30
            status: 推进中
          - id: 8-2
            kind: 一次性
            title: 编印案例
            deliverables: [案例选编]
            due: 2024-05-31
            status: 推进中
          - id: 8-3
            kind: 指标
            title: 办案数
            target: 100
            base: 10
            unit: 件
            direction: 不低于
            total: 累计
            definition: 全年办结件数
            status: 推进中
          - id: 8-4
            kind: 周期性
            title: 通报情况
            cadence: 双月
            status: 推进中
          - id: 8-5
            kind: 一次性
            title: 修订办法
            status: 推进中
          - id: 8-6
            kind: 一次性
            title: 开展评查
            due: 2024-09-30
            status: 推进中
          - id: 8-7
            kind: 一次性
            title: 组织培训
            due: 2024-08-31
            status: 推进中
          - id: 8-8
            kind: 常态化
            title: 指导应诉
            status: 推进中
          - id: 8-9
            kind: 一次性
            title: 走访企业
            due: 2024-03-31
            status: 推进中
      - id: '9'
        title: 公证服务
        responsible: [公证处]
        status: 推进中
        measures:
          - id: 9-1
            kind: 一次性
            title: 公证规则
            status: 未启动
          - id: 9-2
            kind: 一次性
            title: 上门公证
            status: 推进中
          - id: 9-3
            kind: 一次性
            title: 公证入企
            status: 推进中
  - number: 四
    title: 公共法律服务
    tasks:
      - id: '11'
        title: 法律援助
        responsible: [公证处]
        status: 未启动
"""


class Moment(NamedTuple):
    """A commit and what the plan says in it."""

    commit: str
    text: str


class Attacked(NamedTuple):
    """The repository, and the moments of its history by the names they have here."""

    work: Work
    moments: Mapping[str, Moment]

    @property
    def now(self) -> Moment:
        """The end of the honest history."""
        return self.moments["now"]


@cache
def attacked_plan() -> Attacked:
    """The repository, made once; it goes when the tests end."""
    around = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, around, ignore_errors=True)
    work = make_repository(around / "work", PLAN)
    moments: dict[str, Moment] = {}
    for name, day, who, act in _HISTORY:
        act(Desk(work, who, date.fromisoformat(day)))
        moments[name] = Moment(work.git("rev-parse", "HEAD"), work.text)
    return Attacked(work, moments)


def _register(desk: Desk) -> None:
    desk.git("commit", "--quiet", "--amend", "--reset-author", "--message=登记计划")


def _bring_evidence(desk: Desk) -> None:
    (desk.work.folder / EVIDENCE).write_text("规则全文\n", "utf-8")
    desk.git("add", EVIDENCE)
    desk.git("commit", "--quiet", "--message=规则")


def _dismiss(desk: Desk) -> None:
    desk.work.replace(f"      - {listed(FORMER, '督查')}\n", "")
    desk.commit("郑十卸任")


_Act = Callable[[Desk], None]

_HISTORY: tuple[tuple[str, str, Who, _Act], ...] = (
    ("registered", "2024-01-02", SUPERVISOR, _register),
    ("begun", "2024-01-10", LIAISON, lambda d: d.update("8-1", progress="20", note="起草")),
    ("begun", "2024-02-20", LIAISON, lambda d: d.update("8-2", progress="10", note="收集案例")),
    ("begun", "2024-02-22", LIAISON, lambda d: d.update("8-2", progress="15", note="选定案例")),
    (
        *("postponed", "2024-02-28", LEADER),
        lambda d: d.update("8-2", due=date(2024, 8, 31), reason="上级推迟", approved_by="王五"),
    ),
    ("figures", "2024-03-01", LIAISON, lambda d: d.update("8-3", value="30")),
    ("figures", "2024-03-05", LIAISON, lambda d: d.update("8-4", period="1", note="第一期")),
    (
        *("suspended", "2024-03-10", LIAISON),
        lambda d: d.update("8-5", status="暂缓", reason="等批复", approved_by="王五"),
    ),
    (
        *("suspended", "2024-03-12", LIAISON),
        lambda d: d.update("8-8", status="暂缓", reason="借调", approved_by="王五"),
    ),
    ("resumed", "2024-03-18", LIAISON, lambda d: d.update("8-8", status="推进中")),
    (
        *("reported", "2024-03-20", LIAISON),
        lambda d: d.update("8-6", status="已完成", evidence=("https://a.cn/6",)),
    ),
    ("returned", "2024-03-25", LEADER, lambda d: d.review("8-6", "缺附件")),
    ("told", "2024-04-01", LIAISON, lambda d: d.update("8-8", note="指导12件")),
    ("told", "2024-04-02", SUPPORTER, lambda d: d.update("8-8", note="协助3件")),
    ("told", "2024-04-03", SUPERVISOR, lambda d: d.remark("8-8", "抓紧")),
    ("told", "2024-04-04", LEADER, lambda d: d.remark("8-8", "同意")),
    ("told", "2024-04-05", LIAISON, lambda d: d.remark("9-1", "请留意")),
    ("told", "2024-04-10", SUPPORTER, lambda d: d.update("9-2", progress="30", note="走访")),
    (
        *("entered", "2024-04-12", SUPERVISOR),
        lambda d: d.update("9-2", progress="35", note="电话报来", by="赵六", dept="公证处"),
    ),
    ("added", "2024-04-20", SUPERVISOR, lambda d: d.add_measure("9", "公证讲堂", "4月会议")),
    ("retired", "2024-04-22", SUPERVISOR, lambda d: d.remove("9-4", "重复")),
    ("evidence", "2024-05-09", LIAISON, _bring_evidence),
    (
        *("done", "2024-05-10", LIAISON),
        lambda d: d.update("8-1", status="已完成", evidence=(EVIDENCE,)),
    ),
    ("closed", "2024-05-15", LEADER, lambda d: d.review("8-1")),
    ("left", "2024-05-20", SUPERVISOR, _dismiss),
    (
        *("stopped", "2024-06-18", LIAISON),
        lambda d: d.update("8-9", status="已取消", reason="并入8-8", approved_by="王五"),
    ),
    (
        *("now", "2024-06-20", LIAISON),
        lambda d: d.update("8-7", status="已完成", evidence=("https://a.cn/7",)),
    ),
)
"""What was done: what the moment afterwards is called, the day, who, and the act."""
