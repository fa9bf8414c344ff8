"""Whose reports somebody makes, and what several of them come to."""

from datetime import date
from pathlib import Path

import pytest
from audited import LIAISON, PEOPLED, STRANGER, SUPERVISOR
from command_line import being_at, clean_environment
from repositories import Work, make_repository

from jimoplan.actions.changing.told import Told
from jimoplan.actions.changing.update import Entry, Planned, RefusedEntriesError
from jimoplan.actions.changing.update import propose_updates as propose
from jimoplan.actions.desk.reporting import find_departments, reporting_departments
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.errors import UsageError

_TODAY = date(2024, 6, 14)


@pytest.fixture
def peopled(tmp_path: Path) -> Work:
    work = make_repository(tmp_path, PEOPLED)
    work.be(LIAISON)
    return work


def departments_of(work: Work, who: tuple[str, str], dept: str | None = None) -> tuple[str, ...]:
    work.be(who)
    with being_at(work.folder, clean_environment(**work.env)):
        workplace = find_workplace(None, work.folder)
        return find_departments(workplace, workplace.read().plan, dept)


def proposed(work: Work, *entries: Entry) -> Planned:
    with being_at(work.folder, clean_environment(**work.env)):
        return propose(None, work.folder, entries)


def entry(id_: str, where: str = "", **told: str) -> Entry:
    return Entry([id_], Told(today=_TODAY, **told), where)  # type: ignore[arg-type]


def test_a_liaison_reports_for_the_own_department_others_have_to_name_one(peopled: Work) -> None:
    assert departments_of(peopled, LIAISON) == ("甲科",)
    assert departments_of(peopled, LIAISON, "二科") == ("乙科",)
    assert departments_of(peopled, SUPERVISOR) == ()
    assert departments_of(peopled, STRANGER) == ()


def test_the_departments_offered_are_those_that_have_something_to_report_on(work: Work) -> None:
    with being_at(work.folder, clean_environment(**work.env)):
        plan = find_workplace(None, work.folder).read().plan
    assert reporting_departments(plan) == ("甲科", "乙科", "各科室")


def test_several_reports_are_one_change_each_on_what_the_one_before_left(peopled: Work) -> None:
    planned = proposed(
        peopled,
        entry("1-1", problem="等批复"),
        entry("1-1", solved="已批复"),
        entry("1-2", note="指导3件"),
    )
    assert [ref.id for ref in planned.asked] == ["1-1", "1-2"]
    assert len(planned.proposal.changes) == 3
    assert planned.proposal.subject == "填报 1-1、1-2"


def test_the_same_report_on_several_items_is_called_as_it_was(peopled: Work) -> None:
    planned = proposed(peopled, entry("1-1", note="开会"), entry("1-2", note="开会"))
    assert planned.proposal.subject == "1-1 制发应诉规则(等 2 项):填报进展"


def test_every_entry_that_does_not_fit_is_named(peopled: Work) -> None:
    wrong = Entry((), Told(today=_TODAY), "周五:3", UsageError("读不懂", "改一改"))
    with pytest.raises(RefusedEntriesError) as refused:
        proposed(
            peopled, entry("1-1", "周五:1", note="甲"), wrong, entry("9-9", "周五:4", note="乙")
        )
    assert [where for where, _ in refused.value.parts] == ["周五:3", "周五:4"]
    assert refused.value.words.splitlines()[0] == "周五:3:读不懂;改一改"
    assert refused.value.exit_code == 2
