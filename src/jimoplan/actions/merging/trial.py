"""Whether a merge driver merges, which is really tried."""

from jimoplan.git.config import try_driver
from jimoplan.git.merging import Three

_PLAN = """schema: 1
plan: {{unit: 某局, title: 试合并, period: {{start: 2024-01-01, end: 2024-12-31}}}}
departments: [{{name: 办公室, kind: 科室}}]
sections:
  - number: 一
    title: 板块
    tasks:
      - {{id: '1', title: {0}, responsible: [办公室]}}
      - {{id: '2', title: {1}, responsible: [办公室]}}
"""


def why_not_merging(driver: str) -> str:
    """Why a driver does not merge what line by line would be a conflict; '' where it does."""
    base, ours, theirs, both = (
        _PLAN.format(*titles).encode("utf-8") for titles in ("甲乙", "丙乙", "甲丁", "丙丁")
    )
    tried = try_driver(driver, Three(base, ours, theirs))
    return "" if tried.merged == both else tried.words or "没有合并出该有的结果"
