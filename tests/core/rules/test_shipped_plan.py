"""The 2024 plan as it is shipped: no error, and just what a 督查员 has to settle."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from jimoplan.core.text.problems import Severity, excerpt
from jimoplan.core.text.reading.load import Loaded, load_bytes

PLAN = Path(__file__).parents[3] / "plan.yaml"


@pytest.fixture(scope="module")
def shipped(parser: Any) -> Loaded:  # noqa: ANN401
    return load_bytes(PLAN.read_bytes(), parser)


def subjects(loaded: Loaded) -> dict[str, list[str]]:
    """The numbers of the tasks and measures that each code names, in the order of the file."""
    found = defaultdict(list)
    for problem in loaded.problems:
        number = re.search(r"(?:任务|举措|指标) (\d+(?:-\d+)?)", problem.message)
        found[problem.code].append(number[1] if number else problem.message.split()[1])
    return found


def test_it_has_no_errors(shipped: Loaded) -> None:
    assert shipped.plan is not None
    assert [p for p in shipped.problems if p.severity is Severity.ERROR] == []


def test_it_asks_to_settle_what_the_published_text_leaves_open(shipped: Loaded) -> None:
    found = subjects(shipped)

    assert found["W302"] == ["2", "9", "16"]
    assert found["W303"] == ["20", "22"]
    assert found["W304"] == ["14-5"]
    assert found["W312"] == ["17"]
    assert found["I401"] == ["各司法所"]
    assert set(found) == {"W301", "W302", "W303", "W304", "W312", "I401"}


def test_it_names_every_result_without_a_deadline(shipped: Loaded) -> None:
    assert shipped.plan is not None
    with_results = [
        task.id
        for task in shipped.plan.all_tasks()
        if any(measure.kind in {"一次性", "指标"} for measure in task.measures)
    ]

    assert subjects(shipped)["W301"] == with_results


def test_the_number_the_published_text_skips_is_known(shipped: Loaded) -> None:
    without = PLAN.read_text("utf-8").replace("known_gaps: ['10']", "known_gaps: []")
    reported = [p.message for p in load_bytes(without.encode()).problems if p.code == "W305"]

    retired = without.replace("known_gaps: []", "retired: ['10']")

    assert "W305" not in subjects(shipped)
    assert "W305" not in subjects(load_bytes(retired.encode()))
    assert reported == ["任务编号从 9 直接到 11,缺 10"]


def test_each_problem_points_at_the_number_or_name_it_speaks_of(shipped: Loaded) -> None:
    for problem in shipped.problems:
        pointed = problem.source[problem.column - 1 : problem.end_column - 1].strip("'")

        assert pointed in problem.message
        assert "^" in excerpt(problem)[1]
