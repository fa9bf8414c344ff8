"""What the controls over the tasks do, seen from the keyboard and the address."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from browser_visits import Visit, Visits
from lively_plan import AS_OF, make_copies
from playwright.sync_api import Page, expect

from jimoplan.core.assessment.assess import assess
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import OPEN, Status
from jimoplan.core.views.query import (
    Filter,
    Level,
    Row,
    TaskView,
    list_rows,
    reach_departments,
    view_tasks,
)
from jimoplan.core.views.views import report_overview
from jimoplan.render import render

Pages = Mapping[str, str]
"""HTML by report."""


@pytest.fixture
def tasks(lively: Plan) -> tuple[TaskView, ...]:
    return view_tasks(lively, assess(lively, AS_OF))


def ids(tasks: tuple[TaskView, ...], wanted: Callable[[TaskView], bool]) -> list[str]:
    return [view.row.task.id for view in tasks if wanted(view)]


def open_all(visit: Visits, pages: Pages, fragment: str = "#plan") -> Visit:
    """The overview with its table of all tasks unfolded."""
    return visit(pages["overview"], fragment)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).select_option(label=option)


def test_everything_is_there_before_anything_is_asked(
    visit: Visits, pages: Pages, tasks: tuple[TaskView, ...]
) -> None:
    opened = visit(pages["overview"])
    opened.page.locator("#plan > summary").click()

    assert opened.tasks() == ids(tasks, lambda _: True)
    assert opened.measures() == []
    assert "#" not in opened.page.url


def test_a_department_has_its_own_tasks_and_those_of_its_groups(
    visit: Visits, pages: Pages, lively: Plan, tasks: tuple[TaskView, ...]
) -> None:
    departments = Departments(lively.departments)
    opened = open_all(visit, pages)

    choose(opened.page, "部门", "复议应诉科")

    def reached(view: TaskView) -> bool:
        reach = reach_departments(view, departments)
        return "复议应诉科" in reach.own | reach.through_groups

    assert opened.tasks() == ids(tasks, reached)
    assert 0 < len(opened.tasks()) < len(tasks)


def test_a_status_and_a_light_restrict_each_other(
    visit: Visits, pages: Pages, tasks: tuple[TaskView, ...]
) -> None:
    opened = open_all(visit, pages)

    choose(opened.page, "状态", "推进中")
    in_progress = opened.tasks()
    choose(opened.page, "灯", "绿灯")

    def is_green(view: TaskView) -> bool:
        return view.row.assessment.light == "绿"

    both = ids(tasks, lambda view: is_green(view) and view.row.item.status is Status.IN_PROGRESS)
    assert opened.tasks() == both
    assert 0 < len(both) < len(ids(tasks, is_green)) < len(in_progress)
    expect(opened.page.get_by_role("status")).to_have_text(
        f"显示{len(both)}项，共21项；状态：推进中；灯：绿灯"
    )


def test_every_word_is_looked_for_and_found_in_closed_measures_too(
    visit: Visits, pages: Pages, tasks: tuple[TaskView, ...]
) -> None:
    opened = open_all(visit, pages)

    opened.page.get_by_label("文字").fill("白皮书 初稿")

    found = ids(
        tasks,
        lambda view: Filter(text="白皮书").wants(view.row) and Filter(text="初稿").wants(view.row),
    )
    assert opened.tasks() == found != []
    expect(opened.page.get_by_text("编印2023年度复议与应诉工作白皮书").first).to_be_visible()


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("按时限", lambda view: view.row.assessment.due),
        ("按进度", lambda view: view.row.assessment.progress.percent),
        ("按灯", lambda view: "红黄绿✓—".index(view.row.assessment.light)),
    ],
    ids=["deadline", "progress", "light"],
)
def test_tasks_stand_in_the_order_asked_for_and_go_back(
    visit: Visits,
    pages: Pages,
    tasks: tuple[TaskView, ...],
    order: str,
    key: Callable[[TaskView], int],
) -> None:
    opened = open_all(visit, pages)
    before = opened.tasks()

    choose(opened.page, "排序", order)

    assert opened.tasks() == [view.row.task.id for view in sorted(tasks, key=key)] != before
    assert opened.page.locator(".part:visible").count() == 0
    choose(opened.page, "排序", "按编号")
    assert opened.tasks() == before
    assert opened.page.locator(".part:visible").count() == 7


def test_a_section_of_which_nothing_is_left_goes_with_its_tasks(
    visit: Visits, pages: Pages, tasks: tuple[TaskView, ...]
) -> None:
    opened = open_all(visit, pages)

    choose(opened.page, "灯", "红灯")

    red = {view.row.sections[0].title for view in tasks if view.row.assessment.light == "红"}
    shown = opened.page.locator(".part:visible h3").all_text_contents()
    assert {heading.split("、", 1)[1] for heading in shown} == red


def test_the_address_keeps_what_is_asked_for(visit: Visits, pages: Pages) -> None:
    first = open_all(visit, pages)
    choose(first.page, "部门", "政治处")
    choose(first.page, "灯", "黄灯")
    choose(first.page, "排序", "按进度")
    fragment = first.page.url.split("#")[1]

    second = visit(pages["overview"], f"#{fragment}")

    assert second.tasks() == first.tasks() != []
    assert second.page.get_by_role("combobox", name="部门").input_value() == "政治处"
    assert fragment == f"dept={quote('政治处')}&light=yellow&sort=progress"
    second.page.reload()
    assert second.tasks() == first.tasks()


def test_an_address_changed_by_hand_is_followed(visit: Visits, pages: Pages) -> None:
    opened = visit(pages["overview"], "#light=red&dept=没有这个部门")
    red = opened.tasks()

    opened.page.evaluate("location.hash = 'light=closed'")

    expect(opened.page.get_by_role("status")).to_have_text("显示2项，共21项；灯：已销号")
    assert not set(opened.tasks()) & set(red)


def test_a_place_in_the_page_is_reached_though_a_filter_hid_it(visit: Visits, pages: Pages) -> None:
    opened = visit(pages["overview"], "#text=白皮书")
    expect(opened.page.locator("#section-7")).to_be_hidden()

    opened.page.get_by_role("link", name="七、").click()

    expect(opened.page.locator("#section-7")).to_be_in_viewport()
    assert len(opened.tasks()) == 21


def test_a_place_in_sight_leaves_the_filter_in_the_address(visit: Visits, pages: Pages) -> None:
    opened = visit(pages["overview"], "#light=red")
    shown = opened.page.locator(".part:visible").first.get_attribute("id")

    opened.page.locator(f"a[href='#{shown}']").click()

    opened.page.wait_for_url(re.compile("#light=red$"))
    expect(opened.page.locator(f"#{shown}")).to_be_in_viewport()


def test_clearing_asks_for_nothing_again(visit: Visits, pages: Pages) -> None:
    opened = visit(pages["overview"], "#light=red&sort=due&text=应诉")

    opened.page.get_by_role("button", name="清除条件").click()

    expect(opened.page.get_by_role("status")).to_have_text("显示21项，共21项")
    assert "#" not in opened.page.url


def test_all_measures_and_histories_open_and_close_at_once(visit: Visits, pages: Pages) -> None:
    opened = visit(pages["weekly"], "#plan")
    histories = opened.page.locator("details.history")
    shown = opened.page.locator("details.history[open]:visible")

    opened.page.get_by_role("button", name="全部展开").click()
    assert len(opened.measures()) > 100
    assert shown.count() == histories.count() == 21

    opened.page.get_by_role("button", name="全部展开").click()
    assert opened.measures() == []
    assert shown.count() == 0
    assert len(opened.tasks()) == 21


def test_a_task_opens_to_its_measures_and_its_history(visit: Visits, pages: Pages) -> None:
    opened = visit(pages["weekly"], "#plan")

    opened.page.locator("#task-8").get_by_role("button", name="举措6项").click()
    assert opened.measures() == [f"8-{number}" for number in range(1, 7)]

    history = opened.page.locator("tr.history:visible")
    history.get_by_text(re.compile("变更记录[0-9]+次提交，列出最近3次")).click()
    days = history.locator("li i").all_text_contents()
    assert days == sorted(days, reverse=True)
    assert len(days) == 3
    expect(history.locator("li").first).to_be_visible()


def test_a_departments_duties_are_filtered_within_their_two_lists(
    visit: Visits, pages: Pages
) -> None:
    opened = visit(pages["department"])
    before = opened.tasks()

    choose(opened.page, "灯", "黄灯")

    assert 0 < len(opened.tasks()) < len(before)
    choose(opened.page, "灯", "全部")
    choose(opened.page, "排序", "按进度")
    own = [id_ for id_ in opened.tasks() if not id_.startswith("group-")]
    assert 0 < len(own) < len(before)
    assert opened.tasks()[: len(own)] == own
    assert sorted(opened.tasks()) == sorted(before)


def test_a_link_leads_to_what_it_filters_and_takes_the_words_that_people_read(
    visit: Visits, pages: Pages
) -> None:
    opened = visit(pages["overview"], "#dept=复议应诉科&light=红")

    assert opened.page.evaluate("scrollY") > 0
    expect(opened.page.get_by_role("status")).to_contain_text("；部门：复议应诉科；灯：红灯")


def test_what_a_link_asks_for_and_is_not_there_is_said(visit: Visits, pages: Pages) -> None:
    opened = visit(pages["overview"], "#dept=没有科")

    expect(opened.page.get_by_role("status")).to_have_text(
        "显示21项，共21项；没有“没有科”这一项，部门不限"
    )


def test_an_address_cut_off_within_a_character_does_no_harm(visit: Visits, pages: Pages) -> None:
    opened = visit(pages["overview"], "#%E5%A4")
    opened.page.evaluate("location.hash = '#%E5'")
    opened.page.locator("#plan > summary").click()

    expect(opened.page.get_by_role("status")).to_have_text("显示21项，共21项")


MEASURES = {
    "#level=measure&light=red": Filter(lights=frozenset({Light.RED})),
    "#level=measure&status=推进中&light=绿": Filter(
        lights=frozenset({Light.GREEN}), statuses=frozenset({Status.IN_PROGRESS})
    ),
    "#level=举措&text=白皮书": Filter(text="白皮书"),
}


@pytest.mark.parametrize("fragment", MEASURES, ids=["light", "status", "words"])
def test_measures_are_filtered_by_what_is_true_of_themselves(
    visit: Visits, pages: Pages, tasks: tuple[TaskView, ...], fragment: str
) -> None:
    opened = visit(pages["overview"], fragment)

    rows = list_rows(tasks, Level.MEASURE)
    found = [row.item.id for row in rows if MEASURES[fragment].wants(row)]
    assert opened.measures() == found != []
    assert opened.tasks() == []
    expect(opened.page.get_by_role("status")).to_contain_text(
        f"显示{len(found)}项，共{len(rows)}项；级别：举措；"
    )


FALLS_DUE: dict[str, Callable[[Row], bool]] = {
    "逾期": lambda row: row.assessment.is_overdue,
    "两周内到期": lambda row: AS_OF <= row.assessment.due <= AS_OF + timedelta(days=14),
    "本月到期": lambda row: (row.assessment.due.year, row.assessment.due.month) == (2024, 6),
    "下月到期": lambda row: (row.assessment.due.year, row.assessment.due.month) == (2024, 7),
}


@pytest.mark.parametrize("words", FALLS_DUE)
def test_what_falls_due_is_what_is_open_and_due_then(
    visit: Visits, dated: tuple[str, tuple[TaskView, ...]], words: str
) -> None:
    page, tasks = dated
    opened = visit(page, "#level=measure")

    choose(opened.page, "时限", words)

    rows = [row for row in list_rows(tasks, Level.MEASURE) if row.item.status in OPEN]
    assert opened.measures() == [row.item.id for row in rows if FALLS_DUE[words](row)] != []


@pytest.fixture(scope="module")
def dated(lively: Plan) -> tuple[str, tuple[TaskView, ...]]:
    """The overview of a plan whose measures fall due one after the other, and its tasks."""
    data = lively.model_dump(mode="json", by_alias=True, exclude_none=True)
    tasks = [task for section in data["sections"] for task in section["tasks"]]
    for number, measure in enumerate(measure for task in tasks for measure in task["measures"]):
        measure["due"] = str(date(2024, 6, 1) + timedelta(days=number))
    plan = Plan.model_validate_json(json.dumps(data))
    assessment = assess(plan, AS_OF)
    page = render("overview", "html", report_overview(plan, assessment), beside=None)
    return page, view_tasks(plan, assessment)


def test_measures_are_sorted_out_of_their_tasks(
    visit: Visits, dated: tuple[str, tuple[TaskView, ...]]
) -> None:
    page, tasks = dated
    opened = visit(page, "#level=measure&sort=light")

    rows = list_rows(tasks, Level.MEASURE)
    ordered = sorted(rows, key=lambda row: "红黄绿✓—".index(row.assessment.light))
    assert opened.measures() == [row.item.id for row in ordered]
    assert opened.page.locator("[data-part]:visible").count() == 0


def test_every_number_of_the_departments_leads_to_as_many_items(
    visit: Visits, pages: Pages
) -> None:
    opened = visit(pages["overview"])
    cells = opened.page.locator("table.counts").first.locator("td")
    links = cells.locator("a")

    linked = links.evaluate_all("all => all.map(a => [a.hash, a.textContent])")
    for fragment, number in linked[::5]:
        opened.page.evaluate("hash => { location.hash = hash }", fragment)
        expect(opened.page.get_by_role("status")).to_contain_text(f"显示{number}项，")

    assert len(linked) > 30
    assert "0" in cells.filter(has_not=opened.page.locator("a")).all_text_contents()
    assert "0" not in {number for _, number in linked}


def test_the_back_button_leads_to_where_one_was(visit: Visits, pages: Pages) -> None:
    opened = visit(pages["overview"])
    opened.page.set_viewport_size({"width": 1200, "height": 500})
    link = opened.page.get_by_role("link", name="政治处", exact=True)
    link.scroll_into_view_if_needed()
    before = opened.page.evaluate("scrollY")

    link.click()
    expect(opened.page.get_by_role("status")).to_contain_text("；部门：政治处")
    choose(opened.page, "灯", "红灯")
    opened.page.get_by_label("文字").fill("党建")
    expect(opened.page.get_by_role("status")).to_contain_text(
        "；部门：政治处；灯：红灯；文字：党建"
    )

    opened.page.go_back()
    expect(opened.page.get_by_role("status")).to_have_text(re.compile("；部门：政治处$"))
    opened.page.go_back()
    expect(opened.page.get_by_role("status")).to_have_text("显示21项，共21项")
    opened.page.wait_for_function("before => scrollY === before", arg=before)


def test_a_date_leads_to_its_item_though_folded(
    visit: Visits, dated: tuple[str, tuple[TaskView, ...]]
) -> None:
    opened = visit(dated[0])

    link = opened.page.locator(".week a[href^='#measure']").first
    item = opened.page.locator(link.get_attribute("href") or "")
    expect(item).to_be_hidden()
    link.click()

    expect(item).to_be_in_viewport()


def test_the_sections_of_a_large_plan_are_folded_but_for_what_is_asked_for(
    visit: Visits, lively: Plan
) -> None:
    plan = make_copies(lively, 3)
    view = report_overview(plan, assess(plan, AS_OF))
    opened = visit(render("overview", "html", view, beside=None), "#plan")
    assert opened.tasks() == []

    opened.page.evaluate("location.hash = 'light=red'")
    expect(opened.page.get_by_role("status")).to_contain_text("灯：红灯")
    assert len(opened.tasks()) == view.tasks.by_light[Light.RED] > 0
    assert 0 < opened.page.locator("[data-part]:visible").count() < len(view.sections)

    opened.page.go_back()
    expect(opened.page.get_by_role("status")).to_have_text("显示63项，共63项")
    assert opened.tasks() == []


def test_a_section_stays_as_long_as_one_in_it_has_something_left(
    visit: Visits, lively: Plan
) -> None:
    data = lively.model_dump(mode="json", by_alias=True, exclude_none=True)
    outer = {"number": "总", "title": "全局", "sections": data["sections"]}
    plan = Plan.model_validate_json(json.dumps(data | {"sections": [outer]}))
    view = report_overview(plan, assess(plan, AS_OF))

    opened = visit(render("overview", "html", view, beside=None), "#text=白皮书")

    parts = opened.page.locator("[data-part]:visible :is(h3, h4)").all_text_contents()
    assert [part.split("、")[0] for part in parts] == ["总", "四"]
