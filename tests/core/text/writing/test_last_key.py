"""A mapping whose only key goes is left empty, with the comments around it."""

import pytest
from problem_cases import BASE

from jimoplan.core.changes.diff import diff
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.apply import apply

POLICY = next(line for line in BASE.splitlines() if line.startswith("policy: "))


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("policy: {holidays: [2024-01-02]} # 口径", "policy: {} # 口径"),
        ("policy:\n  # 上\n  holidays: [2024-01-02]\n  # 下", "policy:\n  # 上\n  {}\n  # 下"),
        ("policy:\n  holidays:\n  - 2024-01-02\n  - 2024-01-02", "policy:\n  {}"),
    ],
    ids=["braces", "lines", "a list"],
)
def test_the_last_key_of_a_mapping_goes(written: str, left: str, end: str) -> None:
    text, wanted = (BASE.replace(POLICY, each).replace("\n", end) for each in (written, left))
    plan, target = (load(each, with_advice=False).plan for each in (text, wanted))
    assert plan
    assert target

    assert apply(text, diff(plan, target)) == wanted
