"""The views of all reports on a plan, and a plan of hostile words."""

import json
from datetime import date
from pathlib import Path

from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.periods import period_of
from jimoplan.core.reports.kinds import REPORT_KINDS
from jimoplan.core.reports.letters import WRITERS, gather_grounds
from jimoplan.core.reports.period_report import report_period
from jimoplan.core.reports.report_history import PlanPast
from jimoplan.core.reports.snapshot import take_snapshot
from jimoplan.core.text.reading.load import load_bytes
from jimoplan.core.views.duties import report_duties
from jimoplan.core.views.views import report_overview

REPOSITORY = Path(__file__).parents[2]
AS_OF = date(2024, 6, 30)


def read_shipped_plan() -> Plan:
    """The plan that comes with jimoplan."""
    return read_plan((REPOSITORY / "plan.yaml").read_bytes())


def hostile_plan() -> Plan:
    """A plan whose every free text would break a page or a table if it were let through.

    The reader refuses some of these characters; a page must not depend on that.
    """
    words = "# | *x* _y_ `z` [a](b) <script>alert(1)</script> &amp; \u202e 1. ~~s~~ $e$ \\"
    harmless = json.dumps(read_plan(_HOSTILE.encode()).model_dump(mode="json", by_alias=True))
    return Plan.model_validate_json(harmless.replace('"HOSTILE"', json.dumps(words)))


def read_plan(data: bytes) -> Plan:
    """The plan of a text without faults."""
    loaded = load_bytes(data)
    assert loaded.plan is not None, loaded.problems
    return loaded.plan


def views_of(plan: Plan) -> dict[str, object]:
    """The view of each report as of a day in mid-year, for the department 复议应诉科."""
    assessment = assess(plan, AS_OF)
    grounds = gather_grounds(plan, AS_OF)
    periodic = {}
    for kind in REPORT_KINDS.values():
        if kind.cadence:
            period = period_of(kind.cadence, AS_OF)
            past = PlanPast([take_snapshot(plan, period.previous.end)], (), all_there=False)
            periodic[kind.name] = report_period(plan, assessment, period, past)
    return {
        **periodic,
        "overview": report_overview(plan, assessment),
        "department": report_duties(plan, assessment, _department(plan)),
        **{name: write(grounds, _department(plan)) for name, write in WRITERS.items()},
        "source": plan,
    }


def _department(plan: Plan) -> Department:
    return next(found for found in plan.departments if found.name == "复议应诉科")


_HOSTILE = """\
schema: 1
plan:
  unit: 'HOSTILE'
  title: 'HOSTILE'
  period: {start: 2024-01-01, end: 2024-12-31}
  preamble: 'HOSTILE'
departments:
  - {name: 复议应诉科, kind: 科室}
  - {name: 'HOSTILE', kind: 科室}
sections:
  - number: 一
    title: 'HOSTILE'
    tasks:
      - id: '1'
        title: 'HOSTILE'
        responsible: [复议应诉科, 'HOSTILE']
        status: 推进中
        measures:
          - id: 1-1
            kind: 一次性
            title: 'HOSTILE'
            text: 'HOSTILE'
            deliverables: ['HOSTILE']
            status: 推进中
            updates:
              - date: 2024-06-01
                progress: 40
                note: "第一行 | <b>\\n# 第二行\\n\\n- 第三行"
          - id: 1-2
            kind: 一次性
            title: 'HOSTILE'
            status: 暂缓
            reason: 'HOSTILE'
          - {id: 1-3, kind: 指标, title: 'HOSTILE', unit: 'HOSTILE', due: 2024-07-02}
          - {id: 1-4, kind: 一次性, title: 'HOSTILE', deliverables: ['HOSTILE'], due: 2024-06-26}
          - id: 1-5
            kind: 周期性
            title: 'HOSTILE'
            due: 2024-05-31
            due_changes:
              - {due: 2024-04-30, changed: 2024-04-20, reason: 'HOSTILE', approved_by: 'HOSTILE'}
            updates:
              - {date: 2024-05-20, by: 'HOSTILE', note: 'HOSTILE', problem: 'HOSTILE'}
          - id: 1-6
            kind: 一次性
            title: 'HOSTILE'
            status: 推进中
            responsible: [复议应诉科]
            support: ['HOSTILE']
            remarks:
              - {date: 2024-06-29, by: 'HOSTILE', text: 'HOSTILE'}
            reviews:
              - {date: 2024-06-27, result: 退回, submitted_by: 'HOSTILE', by: 'HOSTILE',
                 reason: 'HOSTILE'}
            updates:
              - {date: 2024-03-20, problem: 'HOSTILE'}
              - {date: 2024-06-26, note: 'HOSTILE', solved: 'HOSTILE', entered_by: 'HOSTILE'}
              - {date: 2024-06-28, note: 'HOSTILE', dept: 'HOSTILE', by: 'HOSTILE'}
"""
