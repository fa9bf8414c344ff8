"""jimoplan inbox: what waits for whoever asks, by their duties on the plan's lists."""

import json
from pathlib import Path

import pytest
from audited import LEADER, LIAISON, OUTSIDER, PEOPLED, STRANGER, SUPERVISOR, Who
from command_line import run_jimoplan
from repositories import Work, make_repository

LATE = ("--as-of", "2024-09-20")


@pytest.fixture
def office(tmp_path: Path) -> Work:
    """1-2 is reported as done, 1-1 is late with an open problem, 1-3 lacks periods."""
    work = make_repository(tmp_path, PEOPLED)
    work.update("1-1", "--problem", "等市局批复", "--date", "2024-05-05")
    work.update("1-2", "--status", "已完成")
    return work


def ask(work: Work, who: Who, *words: str) -> dict[str, object]:
    work.be(who)
    outcome = work.jimoplan("inbox", *LATE, "--format", "json", *words)
    assert outcome.code == 0, outcome.errors
    data: dict[str, object] = json.loads(outcome.text)["data"]
    return data


def ids(found: object) -> list[str]:
    assert isinstance(found, list)
    return [each["id"] for each in found]


def departments(found: object) -> list[str]:
    assert isinstance(found, list)
    return [each["department"] for each in found]


def test_a_leader_is_shown_what_is_his_to_review_and_whom_of_his_to_chase(office: Work) -> None:
    found = ask(office, LEADER)

    assert ids(found["to_review"]) == ["1-2"]
    assert found["to_report"] is None
    assert departments(found["to_chase"]) == ["甲科"]
    assert found["next"] == ["jimoplan review", "jimoplan remark 1-1"]
    assert "待催办 1 个部门" in office.jimoplan("inbox", *LATE).text


def test_a_leader_chases_nobody_who_is_anothers(office: Work) -> None:
    assert len(departments(ask(office, SUPERVISOR)["to_chase"])) > 1
    assert ask(office, LEADER, "--dept", "乙科")["to_chase"] is None


def test_a_liaison_is_shown_what_is_owed_and_nothing_to_review(office: Work) -> None:
    found = ask(office, LIAISON)

    assert {"1-1", "1-3"} <= set(ids(found["to_report"]))
    assert (found["to_review"], found["to_chase"]) == (None, None)
    assert found["next"] == ["jimoplan report"]


def test_a_supervisor_is_shown_all_and_whom_to_chase_the_most_overdue_first(office: Work) -> None:
    found = ask(office, SUPERVISOR)
    chased = found["to_chase"]

    assert ids(found["to_review"]) == ["1-2"]
    assert isinstance(chased, list)
    assert chased[0]["department"] == "甲科"
    assert chased[0]["items"][0]["id"] == "1-1"
    assert chased[0]["items"][0]["problem"] == "等市局批复"
    days = [each["overdue_days"] for each in chased]
    assert days == sorted(days, reverse=True)
    assert found["next"] == ["jimoplan review", "jimoplan render supervision --dept 甲科"]
    office.be(SUPERVISOR)
    told = office.jimoplan("inbox", *LATE).text
    assert "2024-05-05 等市局批复" in told
    assert told.endswith("  jimoplan render supervision --dept 甲科  (督办通知单)\n")


def test_whoever_is_not_listed_is_shown_everything_and_told_why(office: Work) -> None:
    found = ask(office, STRANGER)

    assert ids(found["to_review"]) == ["1-2"]
    assert found["to_chase"]
    assert "不在人员名单里,全部列出" in office.jimoplan("inbox", *LATE).text


def test_a_plan_without_people_shows_everything_by_department(work: Work) -> None:
    found = ask(work, LIAISON)

    assert found["to_chase"]
    assert "计划没有列人员" in work.jimoplan("inbox", *LATE).text


def test_one_department_is_asked_about_item_by_item(office: Work) -> None:
    found = ask(office, SUPERVISOR, "--dept", "乙科")

    assert found["to_review"] == []
    assert "待催办:甲科" in office.jimoplan("inbox", *LATE, "--dept", "甲科").text


def test_nothing_is_a_liaisons_who_has_no_items(office: Work) -> None:
    found = ask(office, OUTSIDER)

    assert (found["to_report"], found["next"]) == ([], [])
    assert "没有等着办的" in office.jimoplan("inbox", *LATE).text


def test_what_a_department_of_others_owes_is_said_to_whoever_asks_about_it(office: Work) -> None:
    office.be(OUTSIDER)
    outcome = office.jimoplan("inbox", *LATE, "--dept", "甲科")

    assert "甲科没有等您办的;该部门欠着 " in outcome.text
    assert "逾期" in outcome.text
    assert "jimoplan list --measures --dept 甲科 --overdue" in outcome.text
    assert "没有等着办的" not in outcome.text


def test_the_first_screen_leads_to_what_waits_and_stays_a_screen(tmp_path: Path) -> None:
    work = make_repository(tmp_path, PEOPLED.replace("end: 2024-12-31", "end: 2099-12-31", 1))
    work.update("1-2", "--status", "已完成")
    work.be(LEADER)
    told = run_jimoplan(cwd=work.folder, columns=80, env=work.env).text

    assert "审核 1 项     jimoplan review\n" in told
    assert "写批示        jimoplan remark 1-1\n" in told
    assert len(told.splitlines()) <= 23
    narrow = run_jimoplan(cwd=work.folder, columns=42, env=work.env).text
    assert len(narrow.splitlines()) <= 23
    assert "jimoplan remark 1-1" in narrow
    assert "jimoplan render weekly" not in narrow
    work.be(OUTSIDER)
    other = work.jimoplan().text
    assert "jimoplan review" not in other
    assert "jimoplan status --dept 丙科\n" in other
