"""Sections in sections, tasks outside of all sections, and numbers that are printed twice."""

from pathlib import Path

import pytest
from command_line import Outcome, run_jimoplan

PLANS = Path(__file__).parents[2] / "core" / "plan" / "published"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_bytes((PLANS / "restarting.yaml").read_bytes())
    return tmp_path


def ask(folder: Path, *words: str) -> Outcome:
    return run_jimoplan(*words, "--as-of", "2025-05-09", cwd=folder, columns=120)


def test_the_totals_of_a_section_count_what_is_below_it(folder: Path) -> None:
    sections = ask(folder, "status", "--format", "json").data["sections"]

    told = [(s["number"], s.get("key"), s.get("depth"), s["total"]) for s in sections]
    assert told == [
        ("一", None, None, 3),
        ("(一)", "一.一", 1, 2),
        ("(二)", "一.二", 1, 1),
        ("二", None, None, 1),
    ]


def test_the_table_of_sections_indents_those_in_others(folder: Path) -> None:
    lines = ask(folder, "status").text.splitlines()

    titles = [line for line in lines if "完善依法行政制度体系" in line or "规范性文件管理" in line]
    assert titles[0].index("完善") < titles[1].index("规范")


def test_a_section_asked_for_brings_those_in_it(folder: Path) -> None:
    def found(section: str) -> list[str]:
        answer = ask(folder, "list", "--section", section, "--format", "json")
        return [item["id"] for item in answer.data["items"]]

    assert found("一") == ["一-1", "一-2", "一-3"]
    assert found("(二)") == found("一.二") == found("决策") == ["一-3"]


def test_what_several_sections_are_called_is_asked_about(folder: Path) -> None:
    outcome = ask(folder, "list", "--section", "规范")
    assert outcome.code == 0

    plan = folder / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("number: (二)", "number: (一)"), "utf-8")
    outcome = ask(folder, "list", "--section", "(一)")
    assert outcome.code == 2
    assert (
        "“(一)”可以指 2 个板块:一.一 (一)规范性文件管理、一.二 (一)重大决策程序" in outcome.errors
    )


def test_an_item_is_shown_by_a_printed_number_that_only_it_has(folder: Path) -> None:
    assert "开展文件清理" in ask(folder, "show", "2").text

    outcome = ask(folder, "show", "1")
    assert outcome.code == 2
    assert (
        "“1”可以指 3 个事项:一-1 落实合法性审查、一-3 公布决策目录、二-1 开展案卷评查"
        in outcome.errors
    )


def test_a_number_printed_twice_within_a_section_is_an_error_where_the_form_forbids_it(
    folder: Path,
) -> None:
    plan = folder / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("number: '2'", "number: '1'"), "utf-8")

    outcome = run_jimoplan("validate", cwd=folder)
    assert outcome.code == 1
    assert "E225" in outcome.text + outcome.errors


def test_sections_and_tasks_are_added_below_a_section_and_outside_of_all(folder: Path) -> None:
    def add(*words: str) -> Outcome:
        return run_jimoplan("add", *words, "--no-commit", cwd=folder)

    assert add("section", "(三)", "合法性审核", "--section", "一", "--id", "一.三").code == 0
    assert add("task", "--section", "一.三", "--title", "新任务", "--id", "一-4").code == 0
    assert "          - id: 一-4\n" in (folder / "plan.yaml").read_text("utf-8")
    refused = add("task", "--title", "新任务")
    assert refused.code == 2
    assert "没有说加在哪个板块" in refused.errors

    (folder / "plan.yaml").write_bytes((PLANS / "no-sections.yaml").read_bytes())
    assert add("task", "--title", "新任务", "--responsible", "办公室").code == 0
    added = "  - {id: '3', title: 新任务, responsible: [办公室]"
    assert added in (folder / "plan.yaml").read_text("utf-8")
    assert "板块" not in ask(folder, "status").text.split("各部门")[0].split("\n", 1)[1]


def test_a_printed_number_is_given_to_a_new_item(folder: Path) -> None:
    words = ("task", "--section", "一.二", "--title", "新任务", "--responsible", "区司法局")
    added = run_jimoplan("add", *words, "--id", "一-4", "--number", "2", "--no-commit", cwd=folder)

    assert added.code == 0, added.errors
    assert "2. 新任务。(责任单位:区司法局)\n" in run_jimoplan("render", "source", cwd=folder).text


def test_the_page_of_a_document_has_its_title_once_and_keeps_its_lines(folder: Path) -> None:
    page = run_jimoplan("render", "source", "--format", "md", cwd=folder).text
    assert page.startswith("# 某区2025年法治建设工作要点\n\n某法治办发〔2025〕3号\n")
    assert page.count("某区2025年法治建设工作要点") == 1

    (folder / "plan.yaml").write_bytes((PLANS / "council.yaml").read_bytes())
    page = run_jimoplan("render", "source", "--format", "md", cwd=folder).text
    assert "**SC1 Renew CCTV in the town centre**<br>Lead: Community Safety" in page


def test_in_the_overview_tasks_stand_in_the_innermost_section(folder: Path) -> None:
    page = run_jimoplan("render", "overview", "--as-of", "2025-05-09", cwd=folder).text

    lines = [line for line in page.split("## 任务和举措")[1].splitlines() if line]
    assert lines[:2] == ["### 一、完善依法行政制度体系", "#### (一)规范性文件管理"]
    assert lines[4].startswith("| 一-1 | **落实合法性审查**")
    assert "没有任务" not in page


def test_a_section_has_no_id_of_an_item(folder: Path) -> None:
    plan = folder / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("id: 一.二", "id: 一-1"), "utf-8")

    outcome = run_jimoplan("validate", cwd=folder)
    assert outcome.code == 1
    assert "编号 一-1 已经用过" in outcome.text + outcome.errors
