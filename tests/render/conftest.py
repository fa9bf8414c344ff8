"""The shipped plan's views, and a plan of hostile words."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from report_views import read_plan, views_of

from jimoplan.core.plan.model import Plan

REPOSITORY = Path(__file__).parents[2]
AS_OF = date(2024, 6, 30)

Views = Callable[[Plan], dict[str, object]]


@pytest.fixture(scope="session")
def shipped() -> Plan:
    return read_plan((REPOSITORY / "plan.yaml").read_bytes())


@pytest.fixture(scope="session")
def views() -> Views:
    return views_of


@pytest.fixture(scope="session")
def hostile() -> Plan:
    """A plan whose every free text would break a page or a table if it were let through.

    The reader refuses some of these characters; a page must not depend on that.
    """
    words = "# | *x* _y_ `z` [a](b) <script>alert(1)</script> &amp; \u202e 1. ~~s~~ $e$ \\"
    harmless = json.dumps(read_plan(_HOSTILE.encode()).model_dump(mode="json", by_alias=True))
    return Plan.model_validate_json(harmless.replace('"HOSTILE"', json.dumps(words)))


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
