"""Reminders from the command line: a message a department, files for whoever sends them."""

import json
from pathlib import Path

import pytest
from repositories import Work

DAY = ("--as-of", "2024-07-05")


@pytest.fixture
def late(work: Work) -> Work:
    """A plan in which two departments have something red or yellow."""
    work.replace("            due: 2024-06-30\n", "            due: 2024-06-12\n")
    return work


def messages(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_departments_are_written_and_those_without_anything_counted(late: Work) -> None:
    outcome = late.jimoplan("remind", *DAY)

    assert outcome.code == 0
    assert "甲科：红灯1项" in outcome.text
    assert "1个部门没有要提醒的" in outcome.errors


@pytest.mark.parametrize(("form", "ending"), [("wecom", "json"), ("html", "html"), ("text", "txt")])
def test_a_folder_gets_a_file_for_each_department(late: Work, form: str, ending: str) -> None:
    outcome = late.jimoplan("remind", *DAY, "--format", form, "-o", "提醒/")

    assert (outcome.code, outcome.text) == (0, "")
    assert messages(late.folder / "提醒") == [f"提醒-乙科.{ending}", f"提醒-甲科.{ending}"]


def test_a_file_holds_what_a_robot_takes(late: Work) -> None:
    words = ("--dept", "甲科", "--format", "dingtalk", "-o", "甲科.json")
    late.jimoplan("remind", *DAY, *words)

    message = json.loads((late.folder / "甲科.json").read_text("utf-8"))
    assert message["markdown"]["title"].startswith("甲科：红灯1项")


def test_on_standard_output_each_message_of_a_robot_is_a_line(late: Work) -> None:
    lines = late.jimoplan("remind", *DAY, "--format", "wecom").text.splitlines()

    assert [json.loads(line)["msgtype"] for line in lines] == ["markdown", "markdown"]


def test_several_messages_do_not_go_into_one_file_of_a_robot(late: Work) -> None:
    outcome = late.jimoplan("remind", *DAY, "--format", "wecom", "-o", "a.json")

    assert (outcome.code, (late.folder / "a.json").exists()) == (2, False)
    assert "-o 写文件夹" in outcome.errors


def test_a_department_without_anything_gets_no_file(work: Work) -> None:
    words = ("--dept", "各科室", "--format", "wecom", "-o", "a.json")
    outcome = work.jimoplan("remind", "--as-of", "2024-01-02", *words)

    assert (outcome.code, (work.folder / "a.json").exists()) == (0, False)
    assert "没有要提醒的" in outcome.errors


def test_programs_get_every_item_with_its_cause(late: Work) -> None:
    data = late.jimoplan("remind", *DAY, "--format", "json").data
    first = next(each for each in data["messages"] if each["department"] == "甲科")

    assert first["items"][0]["cause"] == "red"
    assert first["items"][0]["overdue_days"] > 0
    assert data["nothing"] == ["各科室"]
