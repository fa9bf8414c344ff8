"""A section where commands take an item: shown, asked after, edited, moved, removed when empty."""

import pytest
from repositories import Work, unchanged

from jimoplan.core.text.reading.load import load

SECTION = "  - number: 二\n    title: 公共法律服务\n"
THIRD = "  - number: 三\n    title: 队伍建设\n    tasks: [{id: '4', title: 公共服务培训}]\n"


@pytest.fixture
def three(work: Work) -> Work:
    """A plan of three sections, of which the second is empty."""
    work.replace(SECTION, SECTION + THIRD)
    work.git("commit", "--quiet", "--all", "--message=板块三")
    return work


def numbers(work: Work) -> list[str | None]:
    plan = load(work.text).plan
    assert plan
    return [section.number for section in plan.sections]


@pytest.mark.parametrize("written", ["三", "板块三", "队伍建设", "队伍", "三、队伍建设"])
def test_a_section_is_shown_with_its_tasks_by_whatever_it_is_called(
    three: Work, written: str
) -> None:
    shown = three.jimoplan("show", written).text

    assert "板块 三、队伍建设" in shown
    assert "公共服务培训" in shown
    assert "共 1 项" in shown


@pytest.mark.parametrize(
    ("written", "title"),
    [("4", "4 公共服务培训"), ("公共服务", "4 公共服务培训"), ("公共法律", "二、公共法律服务")],
    ids=["an id", "a part of an item's title", "a part of a section's title alone"],
)
def test_an_item_goes_before_a_section_that_shares_a_part_of_its_title(
    three: Work, written: str, title: str
) -> None:
    assert title in three.jimoplan("show", written).text


def test_the_log_of_a_section_is_its_own_and_that_of_its_tasks(three: Work) -> None:
    assert three.jimoplan("rename", "section", "三", "干部队伍建设").code == 0
    three.update("4", "--status", "推进中")
    three.update("1-2", "--note", "宣传三场")

    told = three.jimoplan("log", "三").text
    assert "板块 三  板块标题 队伍建设→干部队伍建设" in told
    assert "任务 4" in told
    assert "1-2" not in told
    assert "板块标题" in three.jimoplan("blame", "三").text


def test_an_empty_section_is_removed_and_its_log_is_still_there(three: Work) -> None:
    with unchanged(three):
        refused = three.jimoplan("remove", "三", "--yes")
    removed = three.jimoplan("remove", "二", "--yes")

    assert refused.code == 2
    assert "板块 三、队伍建设 里还有任务 4,不能删去" in refused.errors
    assert removed.code == 0, removed.errors
    assert numbers(three) == ["一", "三"]
    assert "板块 二" in three.jimoplan("log", "二").text


def test_a_section_moves_beside_others_of_its_level(three: Work) -> None:
    with unchanged(three):
        refused = [
            three.jimoplan("move", "三", *where) for where in (("--to", "一"), ("--after", "1"))
        ]
    moved = three.jimoplan("move", "三", "--before", "二")

    assert [each.code for each in refused] == [2, 2]
    assert all("板块" in each.errors and "同一级里移" in each.errors for each in refused)
    assert moved.code == 0, moved.errors
    assert numbers(three) == ["一", "三", "二"]


def test_a_section_is_edited_whole_but_keeps_what_it_is_known_by(three: Work) -> None:
    edited = three.jimoplan("edit", "三", env={"EDITOR": "sed -i s/队伍建设/干部队伍/"})
    with unchanged(three):
        refused = three.jimoplan("edit", "三", env={"EDITOR": "sed -i 's/number: 三/number: 九/'"})

    assert edited.code == 0, edited.errors
    assert "    title: 干部队伍\n" in three.text
    assert refused.code == 1
    assert "换标题用 jimoplan rename section" in refused.errors


@pytest.mark.parametrize(
    "words",
    [
        ("update", "三", "--progress", "50"),
        ("remark", "三", "--kind", "提醒", "抓紧"),
        ("review", "三", "--approve"),
        ("add", "measure", "三", "--title", "甲"),
    ],
    ids=lambda words: words[0],
)
def test_what_takes_items_alone_says_that_it_is_a_section_and_what_can_be_done(
    three: Work, words: tuple[str, ...]
) -> None:
    with unchanged(three):
        refused = three.jimoplan(*words)

    assert refused.code == 2
    assert "“三”是板块 三、队伍建设,这里要写任务或举措的编号" in refused.errors
    assert "写它的任务:4;" in refused.errors
