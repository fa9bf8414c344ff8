"""jimoplan update: one line of progress, and what the workflow makes of it."""

import os
from difflib import ndiff
from pathlib import Path

import pytest
from problem_cases import BASE
from repositories import SUPERVISOR, Work, make_repository, unchanged
from terminal import answer

FIRST = "              - {date: 2024-03-15, progress: 40, note: 初稿已征求意见}\n"
STATUS = "            due: 2024-06-30\n            status: 推进中\n"


def added(before: str, after: str) -> list[str]:
    """The lines that the second text has more than the first, which loses none."""
    lines = [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert all(line.startswith("+ ") for line in lines), lines
    return [line[2:].strip() for line in lines]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("1-1", "--progress", "60%"), "- {date: 2024-05-06, by: 张三, progress: 60}"),
        (("1-1", "--note", "甲,乙: 丙"), "- {date: 2024-05-06, by: 张三, note: '甲,乙: 丙'}"),
        (("1-1", "--note", "甲\t乙"), '- {date: 2024-05-06, by: 张三, note: "甲\\t乙"}'),
        (("1-2", "--problem", "缺人"), "- {date: 2024-05-06, by: 张三, problem: 缺人}"),
        (("1-2", "--next", "招人"), "- {date: 2024-05-06, by: 张三, next: 招人}"),
        (("1-3", "--period", "2"), "- {date: 2024-05-06, by: 张三, period: 2}"),
        (("1-1", "--note", "甲", "--by", "王五"), "- {date: 2024-05-06, by: 王五, note: 甲}"),
    ],
)
def test_an_update_is_one_line_like_its_siblings(
    work: Work, words: tuple[str, ...], line: str
) -> None:
    work.update(*words)
    assert added(BASE, work.text) == [line]


def test_the_first_value_starts_an_indicator(work: Work) -> None:
    outcome = work.update("1-4", "--value", "98.5%")

    assert added(BASE, work.text) == [
        "status: 推进中",
        "updates:",
        "- {date: 2024-05-06, by: 张三, value: 98.5}",
    ]
    assert "举措 1-4 随填报从未启动改为推进中" in outcome.errors


def test_an_earlier_date_goes_before_a_later_one(work: Work) -> None:
    outcome = work.jimoplan("update", "1-1", "--note", "甲", "--date", "2024-02-01")

    assert outcome.code == 0
    assert f"              - {{date: 2024-02-01, by: 张三, note: 甲}}\n{FIRST}" in work.text


def test_starting_a_measure_starts_its_task_and_says_so(work: Work) -> None:
    outcome = work.update("3-1", "--status", "推进中")

    assert "任务 3 随之从未启动改为推进中" in outcome.errors
    assert "任务 3 状态 未启动→推进中" in outcome.text
    assert work.commits()[0] == "3-1 印发白皮书:未启动→推进中"


@pytest.mark.parametrize(
    ("number", "status", "legal"),
    [
        ("3-1", "已完成", "可以改成:推进中、暂缓、已取消;先 --status 推进中,再报已完成"),
        ("1-1", "未启动", "可以改成:已完成、暂缓、已取消"),
        ("1-1", "已销号", "可以改成:已完成、暂缓、已取消"),
    ],
)
def test_an_illegal_step_names_the_legal_ones(
    work: Work, number: str, status: str, legal: str
) -> None:
    with unchanged(work):
        outcome = work.jimoplan("update", number, "--status", status)

    assert outcome.code == 2
    assert f"不能改成{status}" in outcome.errors
    assert legal in outcome.errors


def test_a_finished_item_is_for_others_to_review(work: Work) -> None:
    work.update("1-1", "--status", "已完成")
    outcome = work.jimoplan("update", "1-1", "--status", "推进中")

    assert (outcome.code, "jimoplan review 1-1 --approve" in outcome.errors) == (2, True)


def test_cancelling_wants_a_reason_and_going_on_drops_it(work: Work) -> None:
    assert work.jimoplan("update", "1-2", "--status", "已取消").code == 2
    work.update("1-2", "--status", "已取消", "--reason", "并入1-1", "--approved-by", "王局")
    assert (
        "            status: 已取消\n            reason: 并入1-1\n            approved_by: 王局\n"
        in work.text
    )
    work.update("1-2", "--status", "推进中", "--date", "2024-05-06")
    assert work.text == BASE


def test_the_days_of_a_suspension_are_kept_on_record(work: Work) -> None:
    assert work.jimoplan("update", "1-2", "--status", "暂缓").code == 2
    work.update("1-2", "--status", "暂缓", "--reason", "等上级文件", "--date", "2024-04-10")
    assert "            status: 暂缓\n            reason: 等上级文件\n" in work.text
    assert "- {since: 2024-04-10, reason: 等上级文件}\n" in work.text
    assert work.commits()[0] == "1-2 指导应诉:推进中→暂缓,填写原因"

    outcome = work.update("1-2", "--status", "推进中", "--date", "2024-05-06")

    assert added(BASE, work.text) == [
        "suspensions:",
        "- {since: 2024-04-10, until: 2024-05-06, reason: 等上级文件}",
    ]
    assert "1-2 暂缓记录 2024-04-10起:等上级文件,恢复于 2024-05-06\n" in outcome.text
    assert work.commits()[0] == "1-2 指导应诉:暂缓→推进中,删去原因"


def test_an_item_is_not_resumed_past_its_deadline_without_a_word_on_it(work: Work) -> None:
    suspend = ("--status", "暂缓", "--reason", "等文件", "--date", "2024-04-10")
    resume = ("--status", "推进中", "--date", "2024-08-20")
    work.update("1-1", *suspend)
    with unchanged(work):
        refused = work.jimoplan("update", "1-1", *resume)
    assert refused.code == 2
    assert "完成时限 2024-06-30 到恢复时(2024-08-20)已经过了" in refused.errors
    assert "--keep-due" in refused.errors
    assert "--due" in refused.errors

    work.update("1-1", *resume, "--keep-due")
    assert "due: 2024-06-30" in work.text

    work.update("1-1", *suspend[:-1], "2024-08-21")
    why = ("--reason", "等文件", "--approved-by", "王局")
    assert work.jimoplan("update", "1-1", *resume[:-1], "2024-09-01").code == 2
    later = work.jimoplan("update", "1-1", *resume[:-1], "2024-09-01", "--due", "2024-10-31", *why)
    assert later.code == 0
    assert "due: 2024-10-31" in work.text


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("\n", ["due: 2024-06-30"]),
        (
            "2024-10-31\n文件刚到\n王局\n",
            ["due: 2024-10-31", "reason: 文件刚到, approved_by: 王局}"],
        ),
    ],
    ids=["the old one", "a new one"],
)
def test_at_a_terminal_it_is_asked_which_deadline_counts(
    work: Work, typed: str, wanted: list[str]
) -> None:
    work.update("1-1", "--status", "暂缓", "--reason", "等文件", "--date", "2024-04-10")
    resume = ("update", "1-1", "--status", "推进中", "--date", "2024-08-20")
    outcome = answer(work, resume, typed)

    assert outcome.code == 0, outcome.errors
    assert "新的完成时限(直接回车,保留原时限):" in outcome.errors
    assert all(words in work.text for words in wanted)


def test_what_was_suspended_before_that_was_kept_resumes_and_says_what_is_missing(
    work: Work,
) -> None:
    work.replace(STATUS, STATUS.replace("推进中", "暂缓") + "            reason: 等文件\n")
    work.jimoplan("commit")
    outcome = work.update("1-1", "--status", "推进中", "--date", "2024-05-06")

    assert "举措 1-1 是哪一天暂缓的没有记录,这段时间照常计时" in outcome.errors
    assert work.text == BASE


def test_the_day_something_was_done_is_kept_and_a_return_takes_it_back(work: Work) -> None:
    work.env["GIT_AUTHOR_DATE"] = "2024-06-28T17:00:00+08:00"
    work.update("1-1", "--status", "已完成", "--date", "2024-06-28")
    assert "            finished: 2024-06-28\n" in work.text
    assert work.commits()[0] == "1-1 制发应诉规则:推进中→已完成"

    work.be(("李四", "li@example.cn"))
    returned = work.jimoplan("review", "1-1", "--return", "--reason", "不全")
    assert (returned.code, "finished" in work.text) == (0, False)
    work.jimoplan("undo", "--yes")
    assert "            finished: 2024-06-28\n" in work.text
    work.be(("王五", "wang@example.cn"))
    approved = work.jimoplan("review", "1-1", "--approve", "--yes")
    assert (approved.code, "            finished: 2024-06-28\n" in work.text) == (0, True)


def test_a_deadline_put_off_after_it_had_passed_is_called_so(work: Work) -> None:
    more = ("--reason", "材料不齐", "--approved-by", "王局", "--date", "2024-07-10")
    outcome = work.jimoplan("update", "1-1", "--due", "2024-07-31", *more)

    assert outcome.code == 0
    said = "举措 1-1 的原时限 2024-06-30 已过8个工作日,办结时按延期办结计"
    assert said in outcome.errors


def test_a_day_before_the_deadline_that_has_passed_since_takes_a_reason(work: Work) -> None:
    work.replace("due: 2024-06-30\n", "since: 2024-01-02\n            due: 2024-06-30\n")
    work.git("commit", "--quiet", "--all", "--message=立项日期")
    later = {"GIT_AUTHOR_DATE": "2024-07-05T09:00:00+08:00"}
    more = ("--reason", "材料不齐", "--approved-by", "王局", "--date", "2024-06-28")
    moved = ("update", "1-1", "--due", "2024-07-31", *more)
    with unchanged(work):
        outcome = work.jimoplan(*moved, env=later)
    assert (outcome.code, "A29 时限过了以后才延期" in outcome.errors) == (1, True)
    assert "在提交时(2024-07-05)已过,调整日期却写成 2024-06-28" in outcome.errors

    assert work.jimoplan(*moved, "--plan-reason", "6月28日签批,补登", env=later).code == 0


def test_what_the_file_says_already_but_git_does_not_is_told(work: Work) -> None:
    words = ("1-1", "--note", "二稿")
    work.update(*words, "--no-commit")
    assert "有还没有提交的改动" in work.update(*words).errors

    assert work.jimoplan("commit").code == 0
    assert "还没有提交" not in work.update(*words).errors


def test_a_day_still_to_come_is_refused(work: Work) -> None:
    for words in (("--note", "甲"), ("--status", "已完成"), ("--status", "暂缓", "--reason", "等")):
        with unchanged(work):
            outcome = work.jimoplan("update", "1-1", *words, "--date", "2999-01-01")
        assert (outcome.code, "--date 2999-01-01 还没有到" in outcome.errors) == (2, True)


def test_a_new_deadline_keeps_the_old_one_with_reason_and_approver(work: Work) -> None:
    work.update("1-1", "--due", "2024-09-30", "--reason", "区里统一延期", "--approved-by", "王局")

    kept = "{due: 2024-06-30, changed: 2024-05-06, reason: 区里统一延期, approved_by: 王局}"
    assert work.text == BASE.replace(
        STATUS,
        "            due: 2024-09-30\n            status: 推进中\n"
        f"            due_changes:\n              - {kept}\n",
    )
    assert work.commits()[0] == "1-1 制发应诉规则:完成时限 2024-06-30→2024-09-30"


def test_an_item_without_a_deadline_keeps_the_end_of_the_plan(work: Work) -> None:
    work.update("1-2", "--due", "2024-10-31", "--reason", "提前", "--approved-by", "王局")
    assert "{due: 2024-12-31, changed: 2024-05-06," in work.text


@pytest.mark.parametrize("missing", [("--reason", "延期"), ("--approved-by", "王局"), ()])
def test_a_new_deadline_wants_reason_and_approver(work: Work, missing: tuple[str, ...]) -> None:
    with unchanged(work):
        outcome = work.jimoplan("update", "1-1", "--due", "2024-09-30", *missing)

    assert (outcome.code, "要写明原因和批准人" in outcome.errors) == (2, True)


DELIVERED = BASE.replace(
    "text: 制发《应诉规则》。\n",
    "text: 制发《应诉规则》。\n            deliverables: [《应诉规则》]\n",
)


def test_a_result_is_not_done_without_evidence(tmp_path: Path) -> None:
    work = make_repository(tmp_path, DELIVERED)
    with unchanged(work):
        outcome = work.jimoplan("update", "1-1", "--status", "已完成")

    assert outcome.code == 2
    assert "应当拿出《应诉规则》,报已完成要附佐证材料" in outcome.errors


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("即司发〔2024〕5号", "即司发〔2024〕5号"),
        ("即司发[2024]5号", "'即司发[2024]5号'"),
        ("https://例.中国/a?b=1", "'https://例.中国/a?b=1'"),
        ("材料/规则.txt", "材料/规则.txt"),
        ("./材料/../材料/规则.txt", "材料/规则.txt"),
    ],
)
def test_evidence_is_a_file_a_document_number_or_an_address(
    tmp_path: Path, written: str, stored: str
) -> None:
    work = make_repository(tmp_path, DELIVERED)
    (work.folder / "材料").mkdir()
    (work.folder / "材料" / "规则.txt").write_text("规则", "utf-8")
    work.update("1-1", "--status", "已完成", "--evidence", written)

    assert f"            evidence: [{stored}]\n" in work.text


@pytest.mark.parametrize(
    "written",
    [
        *("没有的文件.txt", "../外面.txt", "/etc/passwd", "链接", "材料", "管道", ".git/HEAD"),
        *("忽略.txt", "../../x[2024]1号", "长" * 300),
    ],
)
def test_evidence_that_others_could_not_open_is_refused(work: Work, written: str) -> None:
    (work.folder.parent / "外面.txt").write_text("外面", "utf-8")
    (work.folder / "链接").symlink_to(work.folder.parent / "外面.txt")
    (work.folder / "材料").mkdir()
    os.mkfifo(work.folder / "管道")
    (work.folder / "忽略.txt").write_text("忽略", "utf-8")
    (work.folder / ".gitignore").write_text("忽略.txt\n", "utf-8")
    with unchanged(work):
        outcome = work.jimoplan("update", "1-1", "--evidence", written)

    assert (outcome.code, f"佐证材料“{written}”" in outcome.errors) == (2, True)


def test_evidence_that_git_does_not_keep_yet_is_pointed_out(work: Work) -> None:
    (work.folder / "规则.txt").write_text("规则", "utf-8")
    assert "佐证材料 规则.txt 还没有纳入 git" in work.update("1-1", "--evidence", "规则.txt").errors
    work.git("add", "规则.txt")
    assert "还没有纳入" not in work.update("1-2", "--evidence", "规则.txt").errors


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--note", "甲", "--date", "2025-01-02"), "填报日期 2025-01-02"),
        (("--status", "已完成", "--date", "2025-01-02"), "办结日期 2025-01-02"),
        (("--due", "2025-03-31", "--reason", "延", "--approved-by", "王局"), "完成时限 2025-03-31"),
    ],
)
def test_days_outside_of_the_plan_are_asked_about(
    work: Work, words: tuple[str, ...], what: str
) -> None:
    with unchanged(work):
        outcome = work.jimoplan("update", "1-1", *words)
    assert outcome.code == 2
    assert f"{what} 在计划期间 2024-01-01 至 2024-12-31 之外,确定吗?" in outcome.errors
    assert work.jimoplan("update", "1-1", *words, "--yes").code == 0


def test_that_today_is_outside_of_the_plan_is_only_pointed_out(work: Work) -> None:
    later = {"GIT_AUTHOR_DATE": "2025-01-06T09:00:00+08:00"}
    outcome = work.jimoplan("update", "1-1", "--note", "甲", env=later)
    assert (outcome.code, "在计划期间 2024-01-01 至 2024-12-31 之外,请核对" in outcome.errors) == (
        0,
        True,
    )


def test_ids_may_be_written_in_a_list(work: Work) -> None:
    work.update("1-1,1-2、1-3", "--note", "统一要求")
    assert work.text.count("note: 统一要求") == 3


def test_a_name_that_nobody_can_read_is_refused(work: Work) -> None:
    work.be(("张\u202e三", "zhang@example.cn"))
    with unchanged(work):
        outcome = work.jimoplan("update", "1-1", "--note", "甲")

    assert (outcome.code, "git 的 user.name 的文字里有看不见的字符" in outcome.errors) == (2, True)


def test_policy_can_do_without_evidence(tmp_path: Path) -> None:
    text = DELIVERED.replace("stale: 30", "stale: 30, evidence: optional")
    work = make_repository(tmp_path, text)
    outcome = work.update("1-1", "--status", "已完成")

    assert "举措 1-1 报已完成,没有附佐证材料" in outcome.errors


def test_long_text_comes_from_a_file(work: Work) -> None:
    (work.folder / "进展.txt").write_bytes("\ufeff第一段。\r\n第二段。\r\n".encode())
    work.update("1-1", "--note-file", "进展.txt")

    assert 'note: "第一段。\\n第二段。"}' in work.text


def test_long_text_comes_from_standard_input(work: Work) -> None:
    outcome = work.jimoplan("update", "1-1", "--note-file", "-", given="长".encode() * 5000)

    assert outcome.code == 0
    assert f"note: {'长' * 5000}}}\n" in work.text


def test_a_text_in_another_encoding_is_refused(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan("update", "1-1", "--note-file", "-", given="进展".encode("gbk"))

    assert (outcome.code, "UTF-8" in outcome.errors) == (3, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "没有说要改什么"),
        (("--status", "暂缓", "--reason", "等", "--by", "李四"), "--by 随填报一起记"),
        (("--evidence", "即司发[2024]5号", "--date", "2024-05-06"), "--date 随填报、办结"),
        (("--status", "已完成", "--keep-due"), "--keep-due 只用于恢复"),
        (
            ("--status", "已完成", "--reason", "办完了"),
            "--reason 只用于暂缓、取消、调整时限和没有达标的办结",
        ),
        (("--note-file", "-", "--next-file", "-"), "标准输入只能读一次"),
        (("--note", ""), "--note 后面是空的"),
        (("--progress", "140"), "不是 0 到 100 的整数"),
        (("--progress", "一半"), "不是 0 到 100 的整数"),
        (("--value", "很多"), "不是确定的数字"),
        (("--note", "  "), "--note 后面是空的"),
        (("--note", "a\u200bb"), "看不见的字符 <U+200B>"),
        (("--by", "张\n三", "--note", "甲"), "应当写在一行里"),
        (("--status", "推迟"), "您是否想填 暂缓?"),
        (("--date", "2024-02-30", "--note", "甲"), "不是存在的日期"),
        (("--approved-by", "王局"), "只用于暂缓、取消和调整时限"),
        (("--reason", "没有来由"), "--reason 只用于暂缓、取消、调整时限和没有达标的办结"),
        (("--note", "甲", "--note-file", "乙"), "只能写一个"),
    ],
)
def test_what_does_not_fit_is_said_before_anything_is_written(
    work: Work, words: tuple[str, ...], said: str
) -> None:
    with unchanged(work):
        outcome = work.jimoplan("update", "1-1", *words)

    assert (outcome.code, said in outcome.errors) == (2, True), outcome.errors


def test_a_task_has_no_progress_of_its_own(work: Work) -> None:
    outcome = work.jimoplan("update", "1", "--progress", "50")
    assert (outcome.code, "写举措的编号:1-1、1-2、1-3、1-4" in outcome.errors) == (2, True)


@pytest.mark.parametrize(
    ("words", "how"),
    [
        (("1-1", "--value", "3"), "--value(指标值)只用于指标类"),
        (("1-2", "--progress", "50"), "用 --note 写进展情况"),
        (("1-3", "--progress", "50"), "用 --period 写填报的是第几期"),
        (("1-4", "--progress", "50"), "用 --value 写指标值"),
    ],
)
def test_a_figure_that_a_kind_is_not_assessed_by_is_refused(
    work: Work, words: tuple[str, ...], how: str
) -> None:
    with unchanged(work):
        outcome = work.jimoplan("update", *words)

    assert (outcome.code, how in outcome.errors) == (2, True)


def test_a_figure_that_goes_back_is_pointed_out_and_kept(work: Work) -> None:
    assert "进度比上次的 40% 低" in work.update("1-1", "--progress", "30").errors
    work.update("1-1", "--progress", "40")
    assert work.text.count("date: 2024-05-06") == 2


def test_a_closed_item_takes_no_more_updates(work: Work) -> None:
    work.replace(
        "due: 2024-06-30\n            status: 推进中", "due: 2024-06-30\n            status: 已销号"
    )
    for words in (("--note", "甲"), ("--evidence", "http://甲.乙"), ("--status", "推进中")):
        outcome = work.jimoplan("update", "1-1", *words)
        assert (outcome.code, "举措 1-1 已销号,不再改动" in outcome.errors) == (2, True)


def test_a_task_is_not_done_before_its_measures(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan("update", "1", "--status", "已完成")

    assert (outcome.code, "E210" in outcome.errors) == (1, True)


def test_saying_the_same_again_changes_nothing(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    with unchanged(work):
        outcome = work.update("1-1", "--note", "甲")

    assert outcome.errors == "没有变化,没有写入\n"


def test_a_dry_run_shows_changes_and_lines_and_writes_nothing(work: Work) -> None:
    with unchanged(work):
        outcome = work.update("1-1", "--note", "甲", "--dry-run")

    assert "1-1 新增填报记录 2024-05-06 张三:甲\n" in outcome.text
    assert "\n+              - {date: 2024-05-06, by: 张三, note: 甲}\n" in outcome.text
    assert "没有写入" in outcome.errors


def test_more_than_three_items_are_asked_about(work: Work) -> None:
    several = ("1-1", "1-2", "1-3", "3-1")
    with unchanged(work):
        outcome = work.jimoplan("update", *several, "--note", "统一要求")
    assert (outcome.code, "要改 4 项,确定吗?" in outcome.errors) == (2, True)

    work.update(*several, "--note", "统一要求", "--yes")
    assert work.text.count("note: 统一要求") == 4
    assert work.commits()[0] == "1-1 制发应诉规则(等 4 项):填报进展"


def test_three_items_are_not_asked_about(work: Work) -> None:
    work.update("1-1", "1-2", "1-3", "--note", "统一要求")
    assert work.text.count("note: 统一要求") == 3


def test_the_same_item_named_twice_is_changed_once(work: Work) -> None:
    work.update("1-1", "1-1", "--note", "甲")
    assert work.text.count("note: 甲") == 1


def test_json_tells_a_program_what_was_done(work: Work) -> None:
    answer = work.update("1-1", "--note", "甲", "--format", "json").envelope
    told = answer["data"]

    assert (answer["format"], answer["question"], told["written"]) == (2, "change", True)
    assert told["commit"] == work.git("rev-parse", "HEAD")
    assert told["changes"] == [
        {
            "change": "insert",
            "subject": "举措",
            "subject_code": "measure",
            "id": "1-1",
            "field": "updates",
            "before": None,
            "value": {"date": "2024-05-06", "by": "张三", "note": "甲"},
        }
    ]


def test_personal_data_is_pointed_out(work: Work) -> None:
    outcome = work.update("1-1", "--note", "联系人电话 13800138000")
    assert "手机号" in outcome.errors


def test_a_note_cannot_pass_itself_off_as_a_trailer(work: Work) -> None:
    work.update("1-1", "--note", "甲\nPlan-Item: 9-9\n\nPlan-Undo: 0000")

    trailers = work.git("log", "-1", "--format=%(trailers:only,unfold)")
    assert "Plan-Item: 9-9" not in trailers.split("\n")
    assert "Plan-Undo: 0000" not in trailers.split("\n")


def test_a_plan_with_errors_is_not_changed(work: Work) -> None:
    work.replace("kind: 常态化", "kind: 常常")
    with unchanged(work):
        outcome = work.jimoplan("update", "1-1", "--note", "甲")

    assert (outcome.code, "E103" in outcome.errors) == (1, True)


def test_all_whose_status_cannot_follow_are_named_at_once(work: Work) -> None:
    assert work.jimoplan("review", "1-1", "--approve", "--yes").code != 0
    with unchanged(work):
        outcome = work.jimoplan("update", "1-1", "3-1", "1-2", "--status", "已销号", "--yes")

    assert outcome.code == 2
    assert "3 项不能改成已销号:1-1(现在是推进中)、3-1(现在是未启动)、1-2(现在是推进中)" in (
        outcome.errors
    )


def test_a_remark_on_several_names_all_that_are_closed_and_how_to_write_on_the_others(
    work: Work,
) -> None:
    for number in ("1-1", "1-2"):
        work.update(number, "--status", "已完成")
    work.be(SUPERVISOR)
    assert work.jimoplan("review", "1-1", "1-2", "--approve", "--yes").code == 0
    with unchanged(work):
        refused = work.jimoplan("remark", "1-1..1-3", "请抓紧")

    assert refused.code == 2
    assert "1-1、1-2 已销号,不再改动;一项也没有写" in refused.errors
    assert "只写其余的:jimoplan remark 1-3 文字" in refused.errors
    assert "undo" not in refused.errors
