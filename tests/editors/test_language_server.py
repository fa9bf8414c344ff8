"""The plan in an editor: what yaml-language-server offers, says and complains of."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import run_jimoplan
from language_server import LanguageServer, start_server
from node_modules import find_module
from repositories import QUIET, Work

from jimoplan.core.text.problems import Severity
from jimoplan.core.text.reading.load import load

FIGURE_OF_ANOTHER_KIND = "E213"

BEGUN = """\
# yaml-language-server: $schema=plan.schema.json
schema: 1
plan:
  unit: 某局
  title: 2024年工作要点
  period: {start: 2024-01-01, end: 2024-12-31}
departments:
  - {name: 甲科, kind: 科室}
sections:
  - number: 一
    title: 依法行政
    tasks:
      - id: '1'
        title: 规范行政应诉
        responsible: [甲科]
        status: 推进中
        measures:
          - id: 1-1
            kind: 一次性
            title: 制发规则
            status: 推进中
            updates:
              - date: 2024-06-14
                progress: 50
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    package = find_module("yaml-language-server")
    with start_server(package, tmp_path_factory.mktemp("editor")) as started:
        yield started


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that a fresh `init` leaves, with its schema beside it."""
    folder = tmp_path_factory.mktemp("desk")
    words = ("--unit", "某局", "--start", "2024-01-01", "--yes")
    outcome = run_jimoplan("init", "plan", *words, cwd=folder, env=QUIET)
    assert outcome.code in {0, 1}, outcome.errors
    return folder / "plan" / "plan.yaml"


def labels(server: LanguageServer, plan: Path, text: str) -> list[str]:
    """What is offered at the end of a text."""
    server.diagnostics(plan, text)
    *lines, last = text.split("\n")
    return [item["label"] for item in server.completions(plan, len(lines), len(last))]


def test_a_fresh_plan_and_the_demo_have_nothing_wrong(
    server: LanguageServer, plan: Path, demo: Work
) -> None:
    for file in (plan, demo.plan):
        assert server.diagnostics(file, file.read_text("utf-8")) == []


def test_the_keys_of_a_measure_are_offered(server: LanguageServer, plan: Path) -> None:
    offered = labels(server, plan, f"{BEGUN}            ")

    assert {"due", "cadence", "evidence", "responsible"} <= set(offered)
    assert not {"title", "status"} & set(offered)  # which it has


def test_the_statuses_are_offered_and_nothing_else(server: LanguageServer, plan: Path) -> None:
    offered = labels(server, plan, BEGUN.rpartition("推进中")[0])

    assert offered == ["未启动", "推进中", "已完成", "已销号", "暂缓", "已取消"]


@pytest.mark.parametrize(
    ("begun", "wanted"),
    [
        pytest.param("              - ", {"填报进度", "填报指标值", "填报一期"}, id="a report"),
        pytest.param(
            "          - ",
            {"一次性举措", "常态化举措", "周期性举措", "指标举措"},
            id="a measure",
        ),
    ],
)
def test_a_snippet_accepted_as_it_comes_is_a_plan_without_errors(
    server: LanguageServer, plan: Path, begun: str, wanted: set[str]
) -> None:
    text = BEGUN + begun
    server.diagnostics(plan, text)
    items = server.completions(plan, BEGUN.count("\n"), len(begun))
    snippets = {item["label"]: item["insertText"] for item in items if item["label"] in wanted}

    assert set(snippets) == wanted
    for label, snippet in snippets.items():
        day = snippet.replace("${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}", "2024-06-20")
        written = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", day).replace("8-1", "1-2")
        indent = " " * (len(begun) - 2)  # as editors indent what follows the first line
        filled = written.replace("\n", f"\n{indent}")
        loaded = load(f"{BEGUN}{begun}{filled}\n")
        errors = [p for p in loaded.problems if p.severity is Severity.ERROR]
        wrong = [p for p in errors if p.code != FIGURE_OF_ANOTHER_KIND]
        assert wrong == [], label


def test_what_a_key_means_is_told_in_chinese(server: LanguageServer, plan: Path) -> None:
    server.diagnostics(plan, BEGUN)
    lines = BEGUN.split("\n")

    line = next(at for at, written in enumerate(lines) if "progress" in written)
    said = server.hover(plan, line, lines[line].index("progress") + 1)
    assert "0到100,不写百分号" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("推进中", "进行中", "状态只能写:未启动、推进中", id="wrong status"),
        pytest.param("progress: 50", "progress: 150", "100", id="too much progress"),
        pytest.param(
            "kind: 一次性", "kind: 一次性\n            knid: 甲", "knid", id="unknown key"
        ),
        pytest.param("2024-06-14", "2024/6/14", "日期写成 2024-06-30 的样子", id="date"),
        pytest.param("id: 1-1", "id: 1_1", "编号由字母、数字、汉字组成", id="id"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(
    server: LanguageServer, plan: Path, old: str, new: str, said: str
) -> None:
    text = BEGUN.replace(old, new, 1)
    line = text[: text.index(new.rsplit("\n", maxsplit=1)[-1].strip())].count("\n") + 1

    (told,) = server.diagnostics(plan, text)
    assert told.startswith(f"{line}: ")
    assert said in told
