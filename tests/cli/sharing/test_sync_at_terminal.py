"""`jimoplan sync` with somebody at a terminal who decides."""

from pathlib import Path

import pytest
from sharing import Office, make_office
from terminal import answer


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Two who have reported different figures; the first has sent his."""
    office = make_office(tmp_path)
    office.zhang.update("1-1", "--progress", "50")
    office.li.update("1-1", "--progress", "60")
    office.zhang.jimoplan("sync")
    return office


def test_a_conflict_is_decided_and_sent_in_one_go(office: Office) -> None:
    outcome = answer(office.li, ["sync"], "张三\r", COLUMNS="80")

    assert outcome.code == 0, outcome.errors
    assert "有 1 处双方填得不同,要您定" in outcome.errors
    assert "其中 1 处由您取舍" in outcome.errors
    assert "progress: 50" in office.li.text
    assert "progress: 60" not in office.li.text
    assert office.there() == office.li.git("rev-parse", "HEAD")
    assert office.li.status() == []


def test_what_is_left_open_leaves_everything_as_it_was(office: Office) -> None:
    before = office.li.git("rev-parse", "HEAD")
    outcome = answer(office.li, ["sync"], "跳过\r", COLUMNS="80")

    assert outcome.code == 1
    assert "还没有定下来,这次没有合并,什么都没有动" in outcome.errors
    assert office.li.git("rev-parse", "HEAD") == before
    assert office.li.status() == []
    assert office.li.git("worktree", "list").count("\n") == 0


def test_a_file_of_another_kind_is_one_sides_or_the_others(tmp_path: Path) -> None:
    office = make_office(tmp_path)
    for work, data in ((office.zhang, b"\0zhang"), (office.li, b"\0li")):
        (work.folder / "规则 一.docx").write_bytes(data)
        work.git("add", ".")
        work.git("commit", "--quiet", "--message=附件")
    office.zhang.jimoplan("sync")
    outcome = answer(office.li, ["sync"], "2", COLUMNS="80")

    assert outcome.code == 0, outcome.errors
    assert (office.li.folder / "规则 一.docx").read_bytes() == b"\0zhang"
    assert office.there() == office.li.git("rev-parse", "HEAD")
    assert office.li.git("show", "HEAD^2:规则 一.docx") == "\0li"


def test_a_hand_edit_is_offered_to_be_committed(office: Office) -> None:
    office.zhang.replace("指导12件", "指导13件")
    outcome = answer(office.zhang, ["sync"], "是\r是\r", COLUMNS="80")

    assert outcome.code == 0, outcome.errors
    assert office.there() == office.zhang.git("rev-parse", "HEAD")


TWO_TASKS = """\
schema: 1
plan: {unit: 某局, title: 2024年工作要点, period: {start: 2024-01-01, end: 2024-12-31}}
departments: [{name: 甲科, kind: 科室}]
sections:
  - number: 一
    title: 板块一
    tasks:
      - id: '1'
        title: 任务一
        responsible: [甲科]
        status: 推进中
        measures:
          - id: 1-1
            kind: 一次性
            title: 印发方案
            status: 已完成
            submitted_by: 丙 <bing@example.cn>
      - {id: '2', title: 任务二, responsible: [甲科]}
"""


def test_what_a_server_merged_badly_is_merged_anew_and_sent(tmp_path: Path) -> None:
    office = make_office(tmp_path, TWO_TASKS)
    office.zhang.git("switch", "--quiet", "--create", "另一支")
    office.zhang.update("1", "--status", "已完成")
    office.zhang.git("switch", "--quiet", "main")
    assert office.zhang.jimoplan("add", "measure", "1", "--title", "补充一项").code == 0
    office.zhang.git("merge", "--quiet", "--no-edit", "另一支")  # without driver, as a server does
    office.zhang.git("push", "--quiet")
    told = office.wang.jimoplan("sync")
    outcome = answer(office.li, ["sync"], "是\r1\r1\r1\r", COLUMNS="80")

    assert (told.code, "是张三在网页上合并的" in told.errors) == (1, True)
    assert outcome.code == 0, outcome.errors
    assert office.li.jimoplan("validate").code == 0
    assert office.there() == office.li.git("rev-parse", "HEAD")
