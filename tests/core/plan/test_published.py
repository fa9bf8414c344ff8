"""Documents as different bodies publish them: each comes back byte for byte and can be reported on.

Each plan in published/ stands beside the document that it is the plan of.
"""

from pathlib import Path

import pytest
from command_line import run_jimoplan

from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.published import first_difference, published_text
from jimoplan.core.text.reading.load import load

DOCUMENTS = sorted(Path(__file__).with_name("published").glob("*.txt"))
SIZES = {
    "continuous": 45,
    "council": 3,
    "five-years": 2,
    "no-owners": 2,
    "no-sections": 2,
    "restarting": 4,
    "sentences": 2,
    "table": 2,
    "third-level": 2,
}


def plan_of(document: Path) -> Plan:
    loaded = load(document.with_suffix(".yaml").read_text("utf-8"))
    assert loaded.plan is not None
    assert not loaded.has_errors, [problem.message for problem in loaded.problems]
    return loaded.plan


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.stem)
def test_a_document_comes_back_byte_for_byte(document: Path) -> None:
    plan = plan_of(document)

    assert published_text(plan).encode() == document.read_bytes()
    assert len(plan.all_tasks()) == SIZES[document.stem]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.stem)
def test_a_plan_of_any_form_is_reported_on(document: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(document.with_suffix(".yaml").read_bytes())
    day = "2025-05-09"

    status = run_jimoplan("status", "--as-of", day, cwd=tmp_path)
    assert f"全部任务 {SIZES[document.stem]} 项" in status.text
    titles = [task.title for task in plan_of(document).all_tasks()]
    for report in ("weekly", "annual", "overview"):
        outcome = run_jimoplan("render", report, "--as-of", day, cwd=tmp_path)
        assert outcome.code == 0, outcome.errors
        assert all(title in outcome.text.replace("\\", "") for title in titles), report


def test_the_first_difference_is_told_by_its_place_in_the_tree() -> None:
    plan = plan_of(DOCUMENTS[0].with_stem("restarting"))
    text = published_text(plan)

    def told(old: str, new: str) -> str:
        found = first_difference(plan, text.replace(old, new, 1))
        return found.message if found else ""

    assert told("规范性文件管理", "规范性文件审查").startswith(
        "与公布文本不一致,第一处在板块 一.一 第 9 字"
    )
    assert "第一处在任务 一-2 第 6 字" in told("文件清理", "规章清理")
    assert "第一处在前文 第 28 字" in told("〔2025〕3号", "〔2025〕4号")
    assert "第一处在后文" in told("2025年2月20日", "2025年2月21日")


def test_line_ends_alone_are_told_in_plain_words_and_hide_no_other_difference() -> None:
    plan = plan_of(DOCUMENTS[0].with_stem("restarting"))
    text = published_text(plan)
    windows = text.replace("\n", "\r\n")
    alone = first_difference(plan, windows)
    more = first_difference(plan, windows.replace("文件清理", "规章清理"))
    plain = first_difference(plan, text.replace("文件清理", "规章清理"))

    assert alone
    assert more
    assert plain
    assert alone.message == (
        "文字与公布文本逐字一致,只差换行:公布文本的换行是 CRLF(Windows),计划写的是 LF(Linux)"
    )
    assert alone.line == 1
    assert "另存为 LF(Linux) 再比较" in alone.remedy
    assert "第一处在任务 一-2 第 6 字" in more.message
    assert (more.line, more.column) == (plain.line, plain.column)
