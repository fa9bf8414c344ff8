"""Processor time by folder and by test, children's included: pytest --costs."""

import os
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

_SHOWN = 20


class Costs:
    """What each test took, which the workers tell with each report."""

    def __init__(self) -> None:
        self.by_test: Counter[str] = Counter()
        self.by_folder: Counter[str] = Counter()
        self.since = 0.0

    def pytest_collection_finish(self) -> None:
        self.since = _spent()  # starting and collecting is no test's

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self,
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        before, self.since = self.since, _spent()
        report.user_properties.append(("cost", self.since - before))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        cost: Any = dict(report.user_properties)["cost"]
        self.by_test[report.nodeid] += cost
        self.by_folder[str(Path(report.location[0]).parent)] += cost

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("processor seconds")
        for costs in (self.by_folder.most_common(), self.by_test.most_common(_SHOWN)):
            for name, cost in costs:
                terminalreporter.write_line(f"{cost:8.1f}  {name}")
        terminalreporter.write_line(f"{self.by_folder.total():8.1f}  all")


def _spent() -> float:
    return sum(os.times()[:4])
