"""`jimoplan sync` with somebody at a terminal who decides."""

from pathlib import Path
from signal import SIGINT

import pytest
from dialogue import talking
from sharing import Office, make_office, never_answering
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


def test_a_second_one_in_the_same_clone_leaves_the_first_its_answers(office: Office) -> None:
    with talking(office.li, ["sync"]) as talk:
        talk.expect("有 1 处双方填得不同")
        second = office.li.jimoplan("sync")
        foreseen = office.li.jimoplan("sync", "--dry-run")
        changed = office.li.jimoplan("update", "1-2", "--note", "这时记的")
        talk.answer("保留哪个", "张三")
        talk.answer("有 1 处双方填得不同", "张三")

        assert talk.end() == 0, talk.said
    assert (second.code, second.text) == (1, "")
    assert "错误:这个文件夹里另有一个 jimoplan sync 正在进行,这一次没有同步" in second.errors
    assert (foreseen.code, changed.code) == (0, 0), changed.errors
    assert "progress: 50" in office.li.text
    assert "这时记的" in office.li.committed()


def test_what_a_killed_one_has_left_is_no_hindrance(office: Office) -> None:
    with talking(office.li, ["sync"]) as talk:
        talk.expect("有 1 处双方填得不同")
        talk.process.kill()
        talk.end()

    assert answer(office.li, ["sync"], "张三\r", COLUMNS="80").code == 0
    assert office.there() == office.li.git("rev-parse", "HEAD")


@pytest.mark.parametrize("typed", ["50", "50%", "５０", "张三", "1"])
def test_a_conflict_is_answered_by_what_one_of_them_says(typed: str, office: Office) -> None:
    outcome = answer(office.li, ["sync"], f"{typed}\r", COLUMNS="80")

    assert outcome.code == 0, outcome.errors
    assert "progress: 50" in office.li.text


@pytest.mark.parametrize("typed", ["5", "进度", "70"])
def test_what_neither_or_both_say_is_asked_again(typed: str, office: Office) -> None:
    outcome = answer(office.li, ["sync"], f"{typed}\r跳过\r", COLUMNS="80")

    assert outcome.code == 1
    assert f"没有看懂“{typed}”" in outcome.errors


def test_part_of_a_name_is_answer_enough(tmp_path: Path) -> None:
    office = make_office(tmp_path)
    for work, title in ((office.zhang, "印发甲本"), (office.li, "印发乙本")):
        work.replace("title: 印发白皮书", f"title: {title}")
        work.git("commit", "--quiet", "--all", "--message=改名")
    office.zhang.jimoplan("sync", "--yes")
    outcome = answer(office.li, ["sync", "--yes"], "印发\r甲本\r", COLUMNS="80")

    assert outcome.code == 0, outcome.errors
    assert "没有看懂“印发”" in outcome.errors
    assert "title: 印发甲本" in office.li.text


def test_what_is_not_kept_of_others_is_said(tmp_path: Path) -> None:
    office = make_office(tmp_path)
    assert office.zhang.jimoplan("remove", "3", "--yes").code == 0
    office.zhang.jimoplan("sync", "--yes")
    office.li.update("3-1", "--note", "进展")
    outcome = answer(office.li, ["sync", "--yes"], "2\r2\r", COLUMNS="80")

    assert outcome.code == 0, outcome.errors
    assert "照您取舍的,别人的 4 处改动没有留下,请告诉他们:" in outcome.errors
    assert "3-1 删去 印发白皮书(在任务 3)" in outcome.errors


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


def test_a_file_that_others_removed_is_called_so(tmp_path: Path) -> None:
    office = make_office(tmp_path)
    (office.zhang.folder / "附件.txt").write_text("一\n", "utf-8")
    office.zhang.git("add", ".")
    office.zhang.git("commit", "--quiet", "--message=附件")
    office.zhang.jimoplan("sync")
    office.li.jimoplan("sync")
    office.zhang.git("rm", "--quiet", "附件.txt")
    office.zhang.git("commit", "--quiet", "--message=删去")
    office.zhang.jimoplan("sync")
    (office.li.folder / "附件.txt").write_text("二\n", "utf-8")
    office.li.git("commit", "--quiet", "--all", "--message=改")
    outcome = answer(office.li, ["sync"], "1", COLUMNS="200")

    assert outcome.code == 0, outcome.errors
    assert "别人删去了“附件.txt”,您改过它,留哪一份" in outcome.errors
    assert "2 别人的(删去)" in outcome.errors
    assert office.li.git("show", "HEAD:附件.txt") == "二"


def test_an_interrupt_while_waiting_says_what_was_done(office: Office) -> None:
    with never_answering() as address:
        office.li.git("remote", "set-url", "origin", address)
        with talking(office.li, ["sync", "--timeout", "5分钟"]) as talk:
            talk.expect("最多等 5 分钟,按 Ctrl-C 停下")
            talk.process.send_signal(SIGINT)
            talk.expect("中断了,什么都没有动")

            assert talk.end() == 130


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
