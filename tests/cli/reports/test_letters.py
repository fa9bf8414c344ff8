"""Letters from the command line: a file for each department that there is something to say to."""

from pathlib import Path

import pytest
from command_line import SHIPPED_PLAN, run_jimoplan
from repositories import Work

FRIDAY = ("--as-of", "2024-06-14")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def late(work: Work) -> Work:
    """A plan of two departments, in which of the two only 甲科 has something red."""
    work.replace("            due: 2024-06-30\n", "            due: 2024-06-12\n")
    return work


@pytest.mark.parametrize(
    ("report", "files"),
    [
        ("reminder", ["提醒函-乙科-2024-06-14.html", "提醒函-甲科-2024-06-14.html"]),
        ("supervision", ["督办通知单-甲科-2024-06-14.html"]),
        (
            "feedback",
            [
                "反馈单-乙科-2024-06-14.html",
                "反馈单-各科室-2024-06-14.html",
                "反馈单-甲科-2024-06-14.html",
            ],
        ),
    ],
)
def test_a_file_is_written_for_each_department_with_something_in_it(
    report: str, files: list[str], late: Work
) -> None:
    words = ("--all-departments", "--format", "html", "-o", "函件", *FRIDAY)
    outcome = late.jimoplan("render", report, *words)

    assert (outcome.code, outcome.text) == (0, "")
    assert names(late.folder / "函件") == files
    assert outcome.errors.count("已写入 ") == len(files)
    assert (f"共{len(files)}份\n" in outcome.errors) == (len(files) > 1)


def test_with_nothing_to_say_to_anybody_no_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    words = ("--all-departments", "-o", "督办", *FRIDAY)
    outcome = run_jimoplan("render", "supervision", *words, cwd=tmp_path)

    assert outcome.code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
    assert "什么都没有写" in outcome.errors


def test_one_department_is_told_that_there_is_nothing(late: Work) -> None:
    outcome = late.jimoplan("render", "督办通知单", "--dept", "二科", *FRIDAY)

    assert outcome.code == 0
    assert "由乙科主责（牵头、责任）的事项没有红灯，不需要督办、催办。" in outcome.text

    written = late.jimoplan("render", "督办通知单", "--dept", "二科", "-o", "督办.md", *FRIDAY)
    assert "乙科没有这样的事项,这份不用发" in written.errors


@pytest.mark.parametrize("report", ["reminder", "supervision", "feedback"])
def test_a_letter_wants_a_department(report: str, work: Work) -> None:
    outcome = work.jimoplan("render", report)

    assert (outcome.code, outcome.text) == (2, "")
    assert "--all-departments" in outcome.errors


@pytest.mark.parametrize("report", ["reminder", "supervision", "feedback"])
def test_no_letter_is_written_over_a_plan_with_errors(report: str, work: Work) -> None:
    work.replace(
        "        status: 推进中\n        measures:", "        status: 已完成\n        measures:"
    )
    outcome = work.jimoplan("render", report, "--all-departments", "-o", "函件", *FRIDAY)

    assert (outcome.code, outcome.text) == (1, "")
    assert not (work.folder / "函件").exists()


def test_the_commands_in_a_form_do_what_the_form_says(work: Work) -> None:
    form = work.jimoplan("render", "feedback", "--dept", "甲科", *FRIDAY).text
    commands = [line for line in form.splitlines() if line.startswith("jimoplan update ")]

    assert len(commands) == 4
    for command in commands:
        work.update(*command.removeprefix("jimoplan update ").replace('"', "").split())
