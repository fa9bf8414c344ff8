"""Finding one's way: help pages, topics, the screen without a command, long answers."""

import re
from pathlib import Path

import pytest
from command_line import REPOSITORY, SHIPPED_PLAN, Golden, ask_shipped, run_jimoplan
from commands_page import build_commands_page, build_fields_page, leaf_commands

from jimoplan.cli.shared.examples import EXAMPLES
from jimoplan.cli.shared.help import find_command
from jimoplan.cli.shared.topics import TOPICS
from jimoplan.core.display.cells import cell_width


def test_the_page_of_commands_is_what_the_commands_say(golden: Golden) -> None:
    golden(REPOSITORY / "docs/commands.md", build_commands_page())


def test_the_page_of_fields_is_what_the_code_knows(golden: Golden) -> None:
    golden(REPOSITORY / "docs/fields.md", build_fields_page())


def test_all_that_is_done_daily_fits_on_a_small_screen() -> None:
    lines = ask_shipped("-h").text.splitlines()

    assert len(lines) <= 24
    assert max(map(cell_width, lines)) <= 80


def test_plumbing_stands_behind_help_alone() -> None:
    assert " ci" not in ask_shipped("-h").text
    assert "  ci " in ask_shipped("help", "全部").text


@pytest.mark.parametrize("words", leaf_commands(), ids=" ".join)
def test_a_command_shows_three_examples_that_it_would_take(words: tuple[str, ...]) -> None:
    shown = EXAMPLES[" ".join(words)]
    command, _ = find_command(words)

    assert len(shown) == 3
    for example, _ in shown:
        typed = example.partition(" >")[0].partition(" && ")[0].split()
        if tuple(typed[: len(words)]) == words:
            assert command.make_context("it", typed[len(words) :]).params is not None


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_prints_its_page_but_what_those_are_told_who_write_it(topic: str) -> None:
    page = (REPOSITORY / "docs" / TOPICS[topic].page).read_text("utf-8")
    shown = ask_shipped("help", topic).text

    assert shown.startswith("# ")
    assert "<!--" not in shown
    assert shown == re.sub(r"(?sm)^<!--.*?-->\n+", "", page)


def test_a_code_prints_what_there_is_on_it() -> None:
    assert ask_shipped("help", "e014").text.startswith("### E014 ")
    assert ask_shipped("help", "A22").text.startswith("### A22 ")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("Ｅ０１４",), "### E014 "),
        (("e", "014"), "### E014 "),
        (("E14",), "### E014 "),
        (("a２２",), "### A22 "),
        (("json",), "# JSON"),
        (("ＬＩＳＴ",), "用法:jimoplan list "),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_what_is_asked_about_may_be_typed_in_any_width_and_case(
    words: tuple[str, ...], begins: str
) -> None:
    assert ask_shipped("help", *words).text.startswith(begins)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("E299",), "您是否想看 E2"),
        (("A99",), "您是否想看 A"),
        (("updat",), "您是否想看 update?"),
        (("git", "setpu"), "您是否想运行 setup"),
        (("天书",), "可选的有:命令、列名、"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_whatever_is_not_there_is_refused_with_what_is(
    words: tuple[str, ...], offered: str
) -> None:
    outcome = ask_shipped("help", *words)

    assert (outcome.code, offered in outcome.errors) == (2, True), outcome.errors


def test_a_topic_there_is_not_is_refused_with_the_nearest() -> None:
    outcome = ask_shipped("help", "审记")

    assert outcome.code == 2
    assert "审计" in outcome.errors


def test_without_a_command_it_tells_where_the_plan_stands_and_what_is_next(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    outcome = run_jimoplan(cwd=tmp_path)

    assert outcome.code == 0
    assert "全部任务 21 项" in outcome.text
    assert "jimoplan render annual --period 2024" in outcome.text
    assert len(outcome.text.splitlines()) <= 24


def test_without_a_command_it_tells_what_waits_while_the_plan_goes_on(tmp_path: Path) -> None:
    going_on = SHIPPED_PLAN.read_text("utf-8").replace("end: 2024-12-31", "end: 2099-12-31", 1)
    (tmp_path / "plan.yaml").write_text(going_on, "utf-8")
    outcome = run_jimoplan(cwd=tmp_path)

    assert "待审核 0 项" in outcome.text
    assert "jimoplan list --measures --light 红" in outcome.text
    assert len(outcome.text.splitlines()) <= 24


def test_without_a_plan_it_tells_how_to_begin(tmp_path: Path) -> None:
    outcome = run_jimoplan(cwd=tmp_path)

    assert outcome.code == 0
    assert "jimoplan init" in outcome.text


def test_a_plan_whose_period_is_over_says_so_first_and_shows_no_screen_of_red(
    tmp_path: Path,
) -> None:
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    outcome = run_jimoplan("status", "--dept", "复议应诉科", cwd=tmp_path)

    assert outcome.text.splitlines()[1].startswith("计划期间(2024-01-01 至 2024-12-31)已过")
    assert "jimoplan demo" in outcome.text
    assert "红" not in outcome.text
    asked = run_jimoplan("status", "--dept", "复议应诉科", "--as-of", "2025-01-20", cwd=tmp_path)
    assert "红:" in asked.text


def test_what_waits_is_shown_first_though_the_period_is_over(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    shown = run_jimoplan(cwd=tmp_path).text

    assert "计划期间(2024-01-01 至 2024-12-31)已过" in shown
    assert "待审核 0 项\n待催办 " in shown
    assert "  督办通知单" in shown
    assert len(shown.splitlines()) < 24


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("填报", ["report", "forms", "fix"]),
        ("审核", ["review"]),
        ("催办", ["inbox", "render"]),
        ("同步", ["sync"]),
        ("查看", ["status", "list"]),
        ("周报", ["render"]),
    ],
)
def test_a_command_called_in_chinese_leads_to_those_that_do_it(
    tmp_path: Path, word: str, meant: list[str]
) -> None:
    outcome = run_jimoplan(word, cwd=tmp_path)

    assert outcome.code == 2
    assert f"您是否想运行 {'、'.join(meant)}" in outcome.errors


def test_a_word_that_no_command_is_called_by_leads_to_the_page_of_all(tmp_path: Path) -> None:
    outcome = run_jimoplan("吃饭", cwd=tmp_path)

    assert "jimoplan -h 按来做什么列出命令" in outcome.errors
    assert "textconv" not in outcome.errors
    assert "blame" not in outcome.errors


@pytest.mark.parametrize("option", ["--version", "-V", "-v"])
def test_the_version_is_told_by_any_of_its_options(tmp_path: Path, option: str) -> None:
    assert run_jimoplan(option, cwd=tmp_path).text.startswith("jimoplan ")
