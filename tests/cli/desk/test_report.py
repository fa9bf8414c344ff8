"""jimoplan report: several items in one conversation or from a file, one commit."""

import json
import os
import re
import sys
from pathlib import Path

import pytest
from audited import LIAISON, OUTSIDER, PEOPLED, SUPERVISOR
from command_line import REPOSITORY, SHIPPED_PLAN, being_at, clean_environment
from repositories import Work, make_repository, unchanged
from terminal import answer

from jimoplan.actions.desk.draft import drafting
from jimoplan.actions.plan.workplace import find_workplace

_NOW = {f"GIT_{role}_DATE": "2024-06-14T15:00:00+08:00" for role in ("AUTHOR", "COMMITTER")}
needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")


@pytest.fixture
def peopled(tmp_path: Path) -> Work:
    work = make_repository(tmp_path / "work", PEOPLED)
    work.env |= _NOW
    work.be(LIAISON)
    return work


def kept_drafts(work: Work) -> list[Path]:
    return list((work.folder / ".git" / "jimoplan").glob("*.json"))


FRIDAY = "# 周五\n1-1 60% 送审\n\n１－２　指导3件\n1-3 第2期 已印发 问题:缺一家\n"


def test_lines_become_one_commit_of_reports(peopled: Work) -> None:
    outcome = peopled.jimoplan("report", "--from", "-", "--yes", given=FRIDAY.encode())

    assert outcome.code == 0, outcome.errors
    assert peopled.commits()[0] == "填报 1-1、1-2、1-3"
    assert len(peopled.commits()) == 2
    for line in (
        "- {date: 2024-06-14, by: 张三, dept: 甲科, progress: 60, note: 送审}\n",
        "- {date: 2024-06-14, by: 张三, dept: 甲科, note: 指导3件}\n",
        "- {date: 2024-06-14, by: 张三, dept: 甲科, period: 2, note: 已印发, problem: 缺一家}\n",
    ):
        assert line in peopled.committed()
    assert peopled.status() == []


@pytest.mark.parametrize("unseen", ["\u202e", "\x1b[31m"], ids=["bidi", "escape"])
@pytest.mark.parametrize("count", [1, 2], ids=["alone", "with another"])
@pytest.mark.parametrize(
    ("line", "name"), [("1-1 70% 甲{}乙", "进展情况"), ("1-1 70% 甲 下一步:丙{}丁", "下一步计划")]
)
def test_what_is_unseen_is_named_by_file_and_line(
    unseen: str, count: int, line: str, name: str, peopled: Work
) -> None:
    lines = [line.format(unseen), "1-2 指导3件"][:count]
    (peopled.folder / "周五.txt").write_text("\n".join(lines), "utf-8")
    outcome = peopled.jimoplan("report", "--from", "周五.txt", "--yes")

    assert outcome.code == 2
    assert f"周五.txt:1:{name} 的文字里有看不见的字符" in outcome.errors
    assert "--" not in outcome.errors


def test_one_line_that_does_not_fit_keeps_all_from_being_written(peopled: Work) -> None:
    lines = "1-1 60% 送审\n3-1 已印发\n9-9 甲\n\n1-2 40% 甲\n1-1 解决:已批复\n"
    (peopled.folder / "周五.txt").write_text(lines, "gb18030")
    with unchanged(peopled):
        outcome = peopled.jimoplan("report", "--from", "周五.txt", "--yes")

    assert outcome.code == 2
    named = [line.partition(",")[0] for line in outcome.errors.splitlines()[:4]]
    assert [each.split(":")[1] for each in named] == ["2", "3", "5", "6"]
    assert all(each.startswith("周五.txt:") for each in named)
    assert "张三(甲科联络员)不是这些部门的联络员" in outcome.errors
    assert "1-2 是常态化类,没有数字要报" in outcome.errors
    assert "5 处填报有 4 处不能记,全部没有写入" in outcome.errors


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_a_table_is_read_as_spreadsheets_save_it(peopled: Work, encoding: str) -> None:
    rows = (
        "编号,名称,进度,进展情况,日期",
        '1-1,制发规则,60%,"送审,待批",2024/6/7',
        "1-2,,,指导3件,",
    )
    table = "".join(f"{row}\r\n" for row in rows)
    (peopled.folder / "周五.csv").write_bytes(table.encode(encoding))
    outcome = peopled.jimoplan("report", "--from", "周五.csv", "--yes")

    assert outcome.code == 0, outcome.errors
    assert "没有用到的列:名称" in outcome.errors
    for line in (
        "{date: 2024-06-07, by: 张三, dept: 甲科, progress: 60, note: '送审,待批'}",
        "{date: 2024-06-14, by: 张三, dept: 甲科, note: 指导3件}",
    ):
        assert line in peopled.committed()


def test_items_periods_and_days_are_read_as_behind_an_option(peopled: Work) -> None:
    table = "编号,期数,进度,进展,日期\n1.1,,六十,送审,昨天\n举措１－３,3-4月,,已印发,6月7日\n"
    outcome = peopled.jimoplan("report", "--from", "-", "--yes", given=table.encode())

    assert outcome.code == 0, outcome.errors
    assert "{date: 2024-06-13, by: 张三, dept: 甲科, progress: 60, note: 送审}" in (
        peopled.committed()
    )
    assert "{date: 2024-06-07, by: 张三, dept: 甲科, period: 2, note: 已印发}" in (
        peopled.committed()
    )


def test_a_cell_that_could_be_two_days_is_named_by_line_and_column(peopled: Work) -> None:
    table = "编号,进展,日期\n1-1,送审,6.5\n1-2,指导,5/6/2024\n1-1至1-2,甲,2024-06-07\n"
    with unchanged(peopled):
        outcome = peopled.jimoplan("report", "--from", "-", "--yes", given=table.encode())

    assert outcome.code == 2
    assert "标准输入:2:日期一列:日期“6.5”可以是一天,也可以是一个数" in outcome.errors
    assert "标准输入:3:日期一列:日期“5/6/2024”没有把年份写在前面" in outcome.errors
    assert "标准输入:4:编号一列:“1-1至1-2”是 2 项" in outcome.errors


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (b"1-1 60%\n" * 2001, "标准输入 里有 2001 项填报,一次最多 2000 项"),
        (b"# x\n" * 1_100_000, "标准输入 超过 4 MB,不像是填报"),
        ('编号,进展\n1-2,甲\n1-1,"送审\n1-3,乙\n'.encode(), "标准输入 第 3 行起双引号不成对"),
        ("1-1 送审\n".encode("utf-16-le"), "标准输入 里有空字节,不是文本文件"),
        ("序号,进展\n1-1,送审\n".encode(), "标准输入:1:像是表头,不是一项填报"),
    ],
    ids=["many", "large", "open quote", "zero bytes", "heading"],
)
def test_what_cannot_be_read_whole_is_not_read_at_all(
    peopled: Work, given: bytes, why: str
) -> None:
    with unchanged(peopled):
        outcome = peopled.jimoplan("report", "--from", "-", "--yes", given=given)

    assert outcome.code == 2
    assert why in outcome.errors


def test_a_text_that_says_it_is_utf_16_is_read(peopled: Work) -> None:
    given = "1-1 60% 送审\n".encode("utf-16")
    assert peopled.jimoplan("report", "--from", "-", "--yes", given=given).code == 0
    assert "progress: 60, note: 送审}" in peopled.committed()


def test_what_was_there_already_is_counted_apart(peopled: Work) -> None:
    lines = "1-1 60% 送审\n1-1 60% 送审\n1-2 指导3件\n".encode()
    outcome = peopled.jimoplan("report", "--from", "-", "--yes", given=lines)

    assert outcome.code == 0
    assert "记下 2 项,另有 1 项已经有同样的,没有再记:标准输入:2" in outcome.errors
    assert "1-1 写了" not in outcome.errors
    again = peopled.jimoplan(
        "report", "--from", "-", "--yes", given="1-2 指导3件\n1-1 70%".encode()
    )
    assert "记下 1 项,另有 1 项已经有同样的,没有再记:标准输入:1" in again.errors


def test_the_lines_that_do_not_fit_are_told_apart_in_json(peopled: Work) -> None:
    lines = "1-1 60% 送审\n1-9 甲\n1-2 40% 乙\n".encode()
    asked = ("report", "--from", "-", "--yes", "--format", "json")
    error = peopled.jimoplan(*asked, given=lines).envelope["error"]

    assert [each["what"] for each in error["refused"]] == ["标准输入:2", "标准输入:3"]
    assert error["refused"][0]["code"] == "unknown_name"
    assert error["nearest"] == error["refused"][0]["nearest"] != []


def test_an_endless_word_is_not_said_whole(peopled: Work) -> None:
    outcome = peopled.jimoplan("report", "--from", "-", "--yes", given=b"9" * 50_000 + b" 40%")
    assert outcome.code == 2
    assert len(outcome.errors) < 400


def test_the_answer_in_json_is_that_of_every_change(peopled: Work) -> None:
    outcome = peopled.jimoplan(
        "report", "--from", "-", "--yes", "--format", "json", given=FRIDAY.encode()
    )
    told = json.loads(outcome.text)["data"]
    assert told["written"] is True
    assert [change["field"] for change in told["changes"]] == ["updates"] * 3


def test_a_supervisor_s_lines_are_entered_for_the_department_named(peopled: Work) -> None:
    peopled.be(SUPERVISOR)
    words, line = ("report", "--from", "-", "--yes"), "1-2 甲\n".encode()
    assert peopled.jimoplan(*words, given=line).code == 2
    entered = peopled.jimoplan(*words, "--dept", "甲科", "--by", "钱九", given=line)
    assert entered.code == 0
    assert "{date: 2024-06-14, by: 钱九, dept: 甲科, entered_by: 李四, note: 甲}" in peopled.text


def test_the_lines_of_the_documentation_are_read_as_it_says(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", SHIPPED_PLAN.read_text("utf-8"))
    page = (REPOSITORY / "docs" / "reporting.md").read_text("utf-8")
    (lines,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    outcome = work.jimoplan("report", "--from", "-", "--yes", given=lines.encode(), env=_NOW)

    assert outcome.code == 0, outcome.errors
    for said in (
        "progress: 65, note: 送审稿已报局长办公会, next: 印发实施}",
        "note: 本周备案案件12件}",
        "progress: 80, note: 流程图已定稿, problem: 两个科室还没有反馈}",
        "period: 3, note: 第三期通报已印发}",
    ):
        assert said in work.committed()


def test_without_a_terminal_the_way_by_a_file_is_named(peopled: Work) -> None:
    with unchanged(peopled):
        outcome = peopled.jimoplan("report")
        unsure = peopled.jimoplan("report", "--from", "-", given=FRIDAY.encode())
    assert outcome.code == unsure.code == 2
    assert "--from" in outcome.errors
    assert "--yes" in unsure.errors


@needs_terminal
def test_a_liaison_reports_leaves_halfway_comes_back_and_finds_one_commit(peopled: Work) -> None:
    from dialogue import talking

    with talking(peopled, ["report"]) as talk:
        talk.expect("甲科 张三 截至 2024-06-14:应报未报 1、久未填报 3")
        talk.answer("填哪一项", "1-1")
        talk.answer("进度(上次 40%):", "150")
        talk.expect("进度 写的“150”不是 0 到 100 的整数")
        talk.answer("进度(上次 40%):", "60")
        talk.answer("进展情况", "送审稿已报")
        talk.answer("存在问题:", "")
        talk.answer("下一步计划", "印发")
        talk.expect("✓ 1-1 进度 60%,送审稿已报,下一步:印发")
        talk.answer("填哪一项", "通报 应诉")
        talk.expect("第几期")
        talk.press("\r")
        talk.answer("进展情况", "第二期已印发")
        talk.expect("存在问题:")
        talk.interrupt()
        talk.expect("草稿存着 2 项填报")
        assert talk.end() == 130
    assert len(peopled.commits()) == 1
    assert peopled.status() == []
    assert len(kept_drafts(peopled)) == 1

    assert peopled.jimoplan("update", "1-1", "--note", "补充").code == 0

    with talking(peopled, ["report"]) as talk:
        talk.expect("1-1 进度 60%,送审稿已报,下一步:印发")
        talk.expect("注意:这期间这一项有了别的改动")
        talk.expect("1-3 (没填完)第2期,第二期已印发")
        talk.expect("这些草稿")
        talk.press("1")
        talk.answer("填哪一项", "1-3")
        talk.expect("第2期")
        talk.press("\r")
        talk.expect("第二期已印发")
        talk.press("\r")
        talk.answer("存在问题:", "")
        talk.answer("下一步计划:", "")
        talk.answer("填哪一项", "1-2 指导3件")
        talk.expect("✓ 1-2 指导3件")
        talk.answer("填哪一项", "")
        talk.answer("要记下 3 项填报", "是")
        talk.expect("填报 1-1、1-3、1-2")
        assert talk.end() == 0
    assert len(peopled.commits()) == 3
    assert "{date: 2024-06-14, by: 张三, dept: 甲科, period: 2, note: 第二期已印发}" in (
        peopled.committed()
    )
    assert kept_drafts(peopled) == []
    assert peopled.status() == []


@needs_terminal
def test_all_of_an_item_may_be_reported_as_done(peopled: Work) -> None:
    from dialogue import talking

    with talking(peopled, ["report"]) as talk:
        talk.answer("填哪一项", "1-1 100% 已印发")
        talk.expect("进度 100%")
        talk.press("1")
        talk.answer("填哪一项", "")
        talk.answer("要记下 1 项填报", "是")
        assert talk.end() == 0
    assert "status: 已完成" in peopled.committed()


@needs_terminal
def test_a_supervisor_is_asked_whose_report_it_is(peopled: Work) -> None:
    from dialogue import talking

    peopled.be(SUPERVISOR)
    with talking(peopled, ["report"]) as talk:
        talk.expect("甲科、乙科")
        talk.answer("部门(", "甲")
        talk.expect("甲科 由李四代录")
        talk.answer("填报人是谁", "钱九")
        talk.answer("填哪一项", "1-2 指导3件")
        talk.answer("填哪一项", "q")
        talk.expect("草稿存着 1 项填报")
        assert talk.end() == 1
    with talking(peopled, ["report", "--dept", "乙科", "--by", "吴十"]) as talk:
        talk.expect("1-2 指导3件")
        talk.expect("这些草稿")
        talk.press("1")
        talk.answer("填哪一项", "")
        talk.answer("要记下", "是")
        assert talk.end() == 0
    assert "by: 钱九, dept: 甲科, entered_by: 李四, note: 指导3件" in peopled.committed()


@needs_terminal
def test_an_item_of_others_is_refused_before_it_is_asked_about(peopled: Work) -> None:
    from dialogue import talking

    peopled.be(OUTSIDER)
    with talking(peopled, ["report"]) as talk:
        talk.expect("没有要填报的")
        talk.answer("填哪一项", "1-1")
        talk.expect("不是这些部门的联络员")
        talk.answer("填哪一项", "")
        talk.expect("没有填报,没有改动")
        assert talk.end() == 1


def test_a_status_in_a_line_is_refused_and_not_lost_in_the_text(peopled: Work) -> None:
    with unchanged(peopled):
        outcome = peopled.jimoplan(
            "report", "--from", "-", "--yes", given="1-1 办结 已送审".encode()
        )

    assert outcome.code == 2
    assert "“办结”是状态" in outcome.errors
    assert "jimoplan update 1-1 --status 已完成" in outcome.errors


@needs_terminal
def test_who_may_not_report_for_a_department_is_told_before_anything_is_asked(
    peopled: Work,
) -> None:
    peopled.be(OUTSIDER)
    outcome = answer(peopled, ("report", "--dept", "甲科"), "")

    assert outcome.code == 2
    assert "不是甲科的联络员" in outcome.errors


@needs_terminal
def test_in_two_terminals_at_once_no_draft_is_lost(peopled: Work) -> None:
    with being_at(peopled.folder, clean_environment(**peopled.env)):
        workplace = find_workplace(None, peopled.folder)
        with drafting(workplace):
            outcome = answer(peopled, ("report",), "")

    assert outcome.code == 2
    assert "您在另一个终端里正在填报" in outcome.errors


@needs_terminal
def test_a_refused_word_is_not_offered_again_and_a_long_text_is(peopled: Work) -> None:
    from dialogue import talking

    with talking(peopled, ["report"]) as talk:
        talk.answer("填哪一项", "1-1 办结")
        talk.expect("“办结”是状态")
        talk.answer("填哪一项", "1-2 40% 走访企业十二家并当场解答了三个问题")
        talk.expect("没有数字要报")
        talk.expect("改好再回车")
        talk.press("\x01\x1b[C\x1b[C\x1b[C\x1b[C\x0b本月走访\r")
        talk.expect("✓ 1-2 本月走访")
        talk.answer("填哪一项", "1-3")
        talk.answer("第几期(回车为第2期):", "9")
        talk.answer("第几期(回车为第2期):", "")
        talk.answer("进展情况", "q")
        talk.expect("草稿存着 2 项填报")
        assert talk.end() == 1


@needs_terminal
def test_leaving_at_the_first_question_changes_nothing(peopled: Work) -> None:
    from dialogue import talking

    peopled.be(SUPERVISOR)
    for typed, code in (("退出\r", 1), ("\x03", 130)):
        with unchanged(peopled), talking(peopled, ["report"]) as talk:
            talk.expect("部门(")
            talk.press(typed)
            talk.expect("没有改动")
            assert talk.end() == code
    with unchanged(peopled), talking(peopled, ["report", "--dept", "甲科", "--by", "钱九"]) as talk:
        talk.expect("填哪一项")
        talk.interrupt()
        talk.expect("中断了,没有改动")
        assert talk.end() == 130


@needs_terminal
def test_what_no_key_sends_is_passed_over_and_no_cursor_is_asked_for(peopled: Work) -> None:
    from dialogue import talking

    with talking(peopled, ["report"]) as talk:
        talk.expect("填哪一项")
        os.write(talk.leading, b"\x1b[M\x80\x80\x80\x1b[<1M\x1b[99;99R")
        os.write(talk.leading, b"\xff\xfe\r")
        talk.expect("有认不出的字,请再写一遍")
        talk.answer("填哪一项", "q")
        talk.expect("没有改动")
        assert talk.end() == 1
    assert "xception" not in talk.said
    assert not talk.asked_for_cursor


def test_standard_input_by_its_file_is_told_how_it_is_written(work: Work) -> None:
    outcome = work.jimoplan("report", "--from", "/dev/stdin")

    assert outcome.code == 2
    assert "写成 --from -" in outcome.errors


def test_a_draft_is_thrown_away_only_when_that_is_confirmed(peopled: Work) -> None:
    from dialogue import talking

    with talking(peopled, ["report"]) as talk:
        talk.answer("填哪一项", "1-2 指导3件")
        talk.answer("填哪一项", "q")
        assert talk.end() == 1
    with talking(peopled, ["report"]) as talk:
        talk.answer("这些草稿", "2")
        talk.answer("确定丢掉吗", "否")
        talk.answer("这些草稿", "2")
        talk.answer("确定丢掉吗", "是")
        talk.expect("已丢掉")
        talk.answer("填哪一项", "")
        talk.expect("没有填报,没有改动")
        assert talk.end() == 1


def test_no_problem_is_none_however_it_is_entered(peopled: Work) -> None:
    (peopled.folder / "行.txt").write_text("1-1 60% 三稿 问题:无 下一步:暂无\n", encoding="utf-8")
    (peopled.folder / "表.csv").write_text("编号,进展情况,存在问题\n1-2,走访,/\n", encoding="utf-8")
    for file in ("行.txt", "表.csv"):
        outcome = peopled.jimoplan("report", "--from", file, "--yes")
        assert outcome.code == 0, outcome.errors
        assert "读作没有问题" in outcome.errors
    assert peopled.jimoplan("update", "1-2", "--note", "补充", "--problem", "无").code == 0
    assert "problem: " not in peopled.text
    assert "next: 暂无" not in peopled.text


def test_no_problem_now_settles_none_of_before(peopled: Work) -> None:
    assert peopled.jimoplan("update", "1-2", "--note", "走访", "--problem", "缺人手").code == 0
    outcome = peopled.jimoplan("update", "1-2", "--note", "补充", "--problem", "没有")
    assert "的问题还没有解决:缺人手" in outcome.errors
    outcome = peopled.jimoplan("update", "1-2", "--solved", "无")
    assert (outcome.code, "没有别的要记" in outcome.errors) == (2, True)


def test_a_second_line_on_an_item_says_what_it_replaces(peopled: Work) -> None:
    from dialogue import talking

    with talking(peopled, ["report"]) as talk:
        talk.answer("填哪一项", "1-1 60% 三稿已报")
        talk.answer("填哪一项", "1-1 70% 送审稿已报")
        talk.expect("替换了前面写的:进度 60%,三稿已报")
        talk.answer("填哪一项", "q")
        assert talk.end() == 1


def test_the_list_is_shown_again_only_when_it_is_asked_for(peopled: Work) -> None:
    from dialogue import talking

    with talking(peopled, ["report"]) as talk:
        talk.answer("填哪一项", "1-1 60% 三稿已报")
        talk.expect("✓ 1-1 进度 60%,三稿已报\n还有 3 项没填(写“清单”再列出)\n填哪一项")
        talk.press("1、2 已开展\r")
        talk.expect("“1、2”是两项,一行只写一项")
        talk.answer("填哪一项", "？")
        talk.expect("也可以一行写完")
        talk.answer("填哪一项", "天气")
        talk.expect("没有叫“天气”的编号\n  写清单里的序号(1 到 4)")
        talk.answer("填哪一项", "清单")
        talk.expect("指导应诉")
        talk.answer("填哪一项", "q")
        assert talk.end() == 1


def test_lines_that_are_pasted_are_one_item_each(peopled: Work) -> None:
    from dialogue import talking

    with talking(peopled, ["report"]) as talk:
        talk.expect("填哪一项")
        talk.press("\x1b[200~1-1 60% 三稿已报\n\n9-9 没有这一项\n1-2 指导3件\n\x1b[201~\r")
        talk.expect("✓ 1-1 进度 60%,三稿已报\n")
        talk.expect("没有叫“9-9”的编号")
        talk.expect("✓ 1-2 指导3件\n")
        talk.answer("填哪一项", "q")
        assert talk.end() == 1


def test_a_line_of_a_file_that_names_two_items_is_refused(peopled: Work) -> None:
    (peopled.folder / "行.txt").write_text("1-1、1-2 已开展\n", encoding="utf-8")
    outcome = peopled.jimoplan("report", "--from", "行.txt", "--yes")
    assert (outcome.code, "“1-1、1-2”是两项" in outcome.errors) == (2, True), outcome.errors
