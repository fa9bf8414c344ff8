"""jimoplan merge, by itself and as git's merge driver in real repositories."""

import sys
from pathlib import Path

import pytest
from command_line import Outcome
from problem_cases import BASE
from repositories import LIAISON, SUPERVISOR, Work, make_repository

from jimoplan.core.text.reading.load import load, load_bytes

LAST = "              - {date: 2024-03-15, progress: 40, note: 初稿已征求意见}\n"
LATE = "              - {date: 2024-05-03, by: 李四, progress: 70, note: 定稿}\n"
EARLY = "              - {date: 2024-05-01, by: 张三, progress: 60, note: 送审}\n"
END = BASE[BASE.index("          - id: 1-4") : BASE.index("      - id: '3'")]
DUE = "            due: 2024-06-30\n"


def changed(*edits: tuple[str, str], text: str = BASE) -> str:
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def merge(work: Work, ours: str, theirs: str, *words: str, base: str = BASE) -> Outcome:
    """Run the driver as git would, on three files in the work tree's top."""
    for name, text in (("O", base), ("A", ours), ("B", theirs)):
        (work.folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    return work.jimoplan("merge", "O", "A", "B", "--path", "plan.yaml", *words)


def result(work: Work) -> str:
    return (work.folder / "A").read_bytes().decode("utf-8", "surrogateescape")


def test_updates_of_two_people_need_nobody_to_decide(work: Work) -> None:
    outcome = merge(work, changed((LAST, LAST + LATE)), changed((LAST, LAST + EARLY)))

    assert (outcome.code, outcome.errors, outcome.out) == (0, "", b"")
    assert result(work) == changed((LAST, LAST + EARLY + LATE))


def test_a_conflict_is_marked_around_its_own_lines_and_told_in_words(work: Work) -> None:
    ours = changed((DUE, DUE.replace("06-30", "07-31")), (LAST, LAST + LATE))
    theirs = changed((DUE, DUE.replace("06-30", "08-31")), (LAST, LAST + EARLY))
    outcome = merge(work, ours, theirs)

    marked = (
        "<<<<<<< 我方\n            due: 2024-07-31\n=======\n"
        "            due: 2024-08-31\n>>>>>>> 对方\n"
    )
    assert outcome.code == 1
    assert result(work) == changed((DUE, marked), (LAST, LAST + EARLY + LATE))
    assert outcome.errors == (
        "plan.yaml 有冲突:1-1 完成时限:我方 2024-07-31,对方 2024-08-31\n"
        "plan.yaml 没有合并完:运行 jimoplan resolve 逐处取舍\n"
    )


def test_adjacent_fields_in_conflict_have_markers_each(work: Work) -> None:
    field = f"{DUE}            status: 推进中\n"
    other = field.replace("06-30", "07-31").replace("推进中", "已完成")
    another = field.replace("06-30", "08-31").replace(
        "status: 推进中", "status: 暂缓\n            reason: 等批复"
    )
    merge(work, changed((field, other)), changed((field, another)))

    assert result(work).count("<<<<<<< 我方\n") == 2
    assert "            status: 已完成\n=======\n" in result(work)


def test_comments_of_both_sides_stay(work: Work) -> None:
    ours = changed(("      - id: '3'", "      # 我方的话\n      - id: '3'"), (LAST, LAST + LATE))
    theirs = changed(
        ("title: 负责人出庭率", "title: 负责人出庭率  # 对方的话"),
        (LAST, f"{LAST}              # 这一笔待核\n{EARLY}"),
    )
    outcome = merge(work, ours, theirs)

    assert outcome.code == 0, outcome.errors
    text = result(work)
    assert "      # 我方的话\n      - id: '3'\n" in text
    assert "title: 负责人出庭率  # 对方的话\n" in text
    assert f"{LAST}              # 这一笔待核\n{EARLY}{LATE}" in text


def test_a_comment_in_what_the_other_side_removed_is_a_conflict_and_said(work: Work) -> None:
    gone = BASE[BASE.index("          - id: 1-4") : BASE.index("      - id: '3'")]
    theirs = changed(("title: 负责人出庭率", "title: 负责人出庭率  # 不能删"))
    outcome = merge(work, changed((gone, "")), theirs)

    assert outcome.code == 1
    assert "注释“# 不能删”没有能带到合并结果里" in outcome.errors
    assert not load(result(work)).has_errors


def test_one_comment_worded_two_ways_is_marked(work: Work) -> None:
    base = changed((DUE, "            due: 2024-06-30  # 原话\n"))
    outcome = merge(work, base.replace("原话", "我方改"), base.replace("原话", "对方改"), base=base)

    assert outcome.code == 1
    assert "# 我方改\n=======\n" in result(work)
    assert "# 对方改\n>>>>>>> 对方\n" in result(work)


REMARKED = LAST.replace("}\n", "}   # 待核\n")


@pytest.mark.parametrize("turn", [False, True], ids=["one way", "the other way"])
@pytest.mark.parametrize("above", [False, True], ids=["below", "above"])
def test_a_comment_behind_an_update_that_one_side_rewrote_stays(
    work: Work,
    turn: bool,  # noqa: FBT001
    above: bool,  # noqa: FBT001
) -> None:
    new = LATE.replace("}\n", "}  # 新记\n")
    one = changed((LAST, new + REMARKED if above else REMARKED + new))
    other = changed((LAST, REMARKED.replace("初稿已征求意见", "初稿已成")))
    sides = (other, one) if turn else (one, other)
    outcome = merge(work, *sides, base=changed((LAST, REMARKED)))

    assert outcome.code == 0, outcome.errors
    assert "note: 初稿已成}   # 待核\n" in result(work)
    assert "note: 定稿}  # 新记\n" in result(work)


@pytest.mark.parametrize("turn", [False, True], ids=["one way", "the other way"])
def test_a_comment_that_one_side_moved_to_what_the_other_removed_is_not_lost_in_silence(
    work: Work,
    turn: bool,  # noqa: FBT001
) -> None:
    gone = "          - {id: 1-8, kind: 一次性, title: 乙}\n"
    rest = "          - {id: 1-9, kind: 一次性, title: 丙}\n"
    remark = "          # 两边都留着的话\n"
    start = changed((END, f"{END}{gone}{rest}"))
    base = start.replace(rest, remark + rest)
    sides = [start.replace(gone, remark + gone), base.replace(gone, "")]
    outcome = merge(work, *(sides[::-1] if turn else sides), base=base)

    assert "两边都留着的话" in result(work) + outcome.errors
    assert outcome.code == 1 or remark in result(work)


def test_what_one_side_renamed_has_its_new_name_where_the_other_added_the_old(work: Work) -> None:
    ours = BASE.replace("乙科", "丁科")
    theirs = changed(("title: 印发白皮书", "title: 印发白皮书, responsible: [乙科]"))
    outcome = merge(work, ours, theirs)

    assert outcome.code == 0, outcome.errors
    assert result(work) == ours.replace(
        "title: 印发白皮书", "title: 印发白皮书, responsible: [丁科]"
    )
    assert "我方把部门“乙科”改名为“丁科”:另一方写着“乙科”的地方已跟着改" in outcome.errors


def test_a_department_that_both_sides_renamed_differently_is_a_conflict(work: Work) -> None:
    outcome = merge(work, BASE.replace("乙科", "丁科"), BASE.replace("乙科", "戊科"))

    assert outcome.code == 1
    assert "部门 丁科 部门名称:我方 丁科,对方 戊科" in outcome.errors
    assert "<<<<<<<" in result(work)


def test_measures_with_one_new_number_both_stay_and_it_is_said(work: Work) -> None:
    end = BASE[BASE.index("          - {id: 3-1") : BASE.index("  - number: 二")]
    one = f"{end}          # 甲的注\n          - {{id: 3-2, kind: 一次性, title: 甲}}\n"
    two = f"{end}          # 乙的注\n          - {{id: 3-2, kind: 一次性, title: 乙}}\n"
    outcome = merge(work, changed((end, one)), changed((end, two)))

    assert outcome.code == 0, outcome.errors
    assert "我方的“甲”改编号为 3-3" in outcome.errors or "对方的“甲”改编号为 3-3" in outcome.errors
    assert "          # 甲的注\n          - {id: 3-3, kind: 一次性, title: 甲}\n" in result(work)
    assert "          # 乙的注\n          - {id: 3-2, kind: 一次性, title: 乙}\n" in result(work)


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("end", ["", "\n"], ids=["closed", "no newline at the end"])
def test_line_ends_byte_order_mark_and_the_end_stay_as_ours(
    work: Work, ending: str, mark: str, end: str
) -> None:
    def form(text: str) -> str:
        text = mark + text.replace("\n", ending)
        return text.removesuffix(ending) if end else text

    ours, theirs = changed((LAST, LAST + LATE)), changed((LAST, LAST + EARLY))
    outcome = merge(work, form(ours), theirs, base=form(BASE))

    assert outcome.code == 0, outcome.errors
    assert result(work) == form(changed((LAST, LAST + EARLY + LATE)))


@pytest.mark.parametrize("turn", [False, True], ids=["one way", "the other way"])
def test_what_one_side_alone_changed_comes_out_to_the_last_byte(
    work: Work,
    turn: bool,  # noqa: FBT001
) -> None:
    bare = changed((LAST, LAST + LATE)).removesuffix("\n")
    merge(work, *((bare, BASE) if turn else (BASE, bare)))

    assert result(work) == bare


def test_markers_have_the_size_that_git_asks_for(work: Work) -> None:
    ours, theirs = (changed((DUE, DUE.replace("06-30", day))) for day in ("07-31", "08-31"))
    merge(work, ours, theirs, "--marker-size", "9")

    assert "<<<<<<<<< 我方\n" in result(work)
    assert "\n=========\n" in result(work)
    assert ">>>>>>>>> 对方\n" in result(work)


@pytest.mark.parametrize(
    "broken",
    ["不是: [计划", "<<<<<<< 我方\n=======\n>>>>>>> 对方\n", "\udcff\udcfe坏", BASE + BASE[-20:]],
    ids=["no YAML", "markers", "no UTF-8", "twice the same"],
)
def test_a_side_that_cannot_be_read_is_merged_by_lines_and_said(work: Work, broken: str) -> None:
    outcome = merge(work, BASE.replace("甲科", "丁科"), broken)

    assert outcome.code == 1
    assert "对方的版本读不出来或有错误,改为逐行合并" in outcome.errors
    assert "<<<<<<< 我方\n" in result(work)
    assert ">>>>>>> 对方\n" in result(work)


@pytest.mark.parametrize("text", ["不是: [计划", "", BASE], ids=["no YAML", "empty", "a plan"])
def test_where_theirs_says_nothing_new_ours_stays(work: Work, text: str) -> None:
    outcome = merge(work, text, text, base=text)

    assert (outcome.code, outcome.errors, result(work)) == (0, "", text)


def test_a_merge_that_would_not_load_gets_markers(work: Work) -> None:
    double = "sections:\n  - {number: 一, title: 又一个}\n"
    theirs = changed(("sections:\n", double))
    outcome = merge(work, changed((LAST, LAST + LATE)), theirs)

    assert outcome.code == 1
    assert load(result(work)).plan is None
    assert "<<<<<<< 我方\n" in result(work)


@pytest.mark.parametrize("size", ["0", "abc", "-3"])
def test_a_marker_size_that_is_none_is_refused(work: Work, size: str) -> None:
    assert merge(work, BASE, BASE, "--marker-size", size).code == 2


def test_a_file_that_is_not_there_is_named(work: Work) -> None:
    outcome = work.jimoplan("merge", "O", "A", "B")

    assert outcome.code == 3
    assert "读不了 O" in outcome.errors


# In a repository, with git calling the driver.


@pytest.fixture
def branches(tmp_path: Path) -> Work:
    """A repository with the driver, whose branch `other` is where main is."""
    work = make_repository(tmp_path / "有 空格")
    assert work.jimoplan("git", "setup", "--yes").code == 0
    work.git("add", ".gitattributes")
    work.git("commit", "--quiet", "--message=设置")
    work.git("branch", "other")
    return work


def commit_edit(work: Work, branch: str, who: tuple[str, str], *edits: tuple[str, str]) -> None:
    work.git("switch", "--quiet", branch)
    work.be(who)
    for old, new in edits:
        work.replace(old, new)
    work.git("commit", "--quiet", "--all", f"--message={branch}")


@pytest.mark.parametrize(
    "join", [["merge", "other"], ["rebase", "other"], ["cherry-pick", "other"]], ids=lambda w: w[0]
)
def test_git_merges_rebases_and_picks_by_field(branches: Work, join: list[str]) -> None:
    commit_edit(branches, "other", SUPERVISOR, (LAST, LAST + LATE))
    commit_edit(branches, "main", LIAISON, (LAST, LAST + EARLY))
    branches.git(*join)

    assert branches.text == changed((LAST, LAST + EARLY + LATE))
    assert branches.status() == []


def test_a_conflict_stops_git_and_resolving_it_goes_on(branches: Work) -> None:
    commit_edit(branches, "other", SUPERVISOR, (DUE, DUE.replace("06-30", "07-31")))
    commit_edit(branches, "main", LIAISON, (DUE, DUE.replace("06-30", "08-31")))
    branches.git("merge", "other", check=False)

    assert branches.status() == ["UU plan.yaml"]
    outcome = branches.jimoplan("resolve", "--theirs")
    assert outcome.code == 0, outcome.errors
    assert "已暂存(git add);接着运行 git commit" in outcome.errors
    branches.git("commit", "--quiet", "--no-edit")
    assert branches.text == changed((DUE, DUE.replace("06-30", "07-31")))
    assert not load_bytes(branches.plan.read_bytes()).has_errors


def test_a_report_on_what_the_other_side_removed_goes_to_nothing_else(branches: Work) -> None:
    work = branches
    work.git("switch", "--quiet", "-c", "liaison", "main")
    work.update("1-2", "--note", "宣传三场")
    work.git("switch", "--quiet", "main")
    for words in (("remove", "1-2", "--yes"), ("add", "measure", "1", "--title", "建调解中心")):
        assert work.jimoplan(*words).code == 0
    work.git("merge", "--no-edit", "liaison", check=False)
    asked = work.jimoplan("resolve", "--format", "json").text

    assert "只有我方有:计划 停用编号 1-2" in asked
    assert "只有对方有:1-2 指导应诉" in asked
    assert work.jimoplan("resolve", "--ours").code == 0
    work.git("commit", "--quiet", "--no-edit")
    assert "宣传三场" not in work.text
    assert "建调解中心" not in work.jimoplan("log", "1-2").text


@pytest.mark.parametrize(
    ("side", "kept"),
    [
        ("--ours", ("甲任务", ("甲科",), ["甲一"])),
        ("--theirs", ("乙任务", ("乙科",), ["乙一", "乙二"])),
    ],
)
def test_of_two_new_tasks_with_one_number_either_is_kept_whole(
    branches: Work, side: str, kept: tuple[str, tuple[str, ...], list[str]]
) -> None:
    work = branches
    for branch, owner, titles in (("main", "甲科", ["甲一"]), ("other", "乙科", ["乙一", "乙二"])):
        work.git("switch", "--quiet", branch)
        name = f"{titles[0][0]}任务"
        added = ["add", "task", "--section", "二", "--title", name, "--lead", owner]
        assert work.jimoplan(*added).code == 0
        for title in titles:
            assert work.jimoplan("add", "measure", "4", "--title", title).code == 0
    work.git("switch", "--quiet", "main")
    work.git("merge", "--no-edit", "other", check=False)
    asked = work.jimoplan("resolve", "--format", "json").data

    assert len(asked["open"]) == 1
    assert work.jimoplan("resolve", side).code == 0
    work.git("commit", "--quiet", "--no-edit")
    plan = load(work.text).plan
    assert plan
    (task,) = plan.sections[-1].tasks
    assert (task.title, task.lead, [m.title for m in task.measures]) == kept


def test_git_shows_differences_in_the_words_of_the_plan(branches: Work) -> None:
    commit_edit(branches, "main", LIAISON, (DUE, DUE.replace("06-30", "08-31")))

    shown = branches.git("show", "--format=", "--unified=0").splitlines()[-2:]
    assert shown == [
        "-1-1 制发应诉规则 完成时限:2024-06-30",
        "+1-1 制发应诉规则 完成时限:2024-08-31",
    ]


def test_what_is_no_plan_is_shown_as_it_is(work: Work) -> None:
    work.plan.write_bytes(b"\xff\xfe no plan\r\n")

    assert work.jimoplan("textconv", "plan.yaml").out == b"\xff\xfe no plan\r\n"


def test_figures_reported_on_both_sides_are_asked_as_one_question(branches: Work) -> None:
    branches.env["GIT_COMMITTER_DATE"] = "2024-05-06T09:00:00+08:00"
    branches.git("switch", "--quiet", "other")
    branches.be(SUPERVISOR)
    branches.update("1-1", "--progress", "70", "--note", "送审")
    branches.git("switch", "--quiet", "main")
    branches.be(LIAISON)
    branches.update("1-1", "--progress", "60", "--note", "已改")
    branches.git("merge", "other", check=False)
    told = branches.jimoplan("resolve", "--format", "json").text

    assert '"words": "1-1 进度:张三填 60%,李四填 70%"' in told
    branches.jimoplan("resolve", "--theirs")
    assert "progress: 70" in branches.text
    assert "note: 已改" in branches.text
    assert "progress: 60" not in branches.text


def test_git_diff_in_a_conflict_shows_the_places_that_are_open(branches: Work) -> None:
    commit_edit(branches, "other", SUPERVISOR, (DUE, DUE.replace("06-30", "07-31")))
    commit_edit(branches, "main", LIAISON, (DUE, DUE.replace("06-30", "08-31")))
    branches.git("merge", "other", check=False)
    shown = [
        line for line in branches.git("diff", "-U0").splitlines() if line[:2] in {"++", " +", "+ "}
    ]

    assert [line[2:12] for line in shown if "@@" not in line and "plan.yaml" not in line] == [
        "<<<<<<< 我方",
        "1-1 制发应诉规则 完成时限"[:10],
        "=======",
        "1-1 制发应诉规则 完成时限"[:10],
        ">>>>>>> 对方",
    ]


@pytest.fixture
def titled(branches: Work) -> Work:
    """Both branches give a title, of two measures."""
    commit_edit(branches, "other", SUPERVISOR, ("title: 印发白皮书", "title: 对方改的"))
    commit_edit(branches, "main", LIAISON, ("title: 指导应诉", "title: 我方改的"))
    return branches


def test_where_jimoplan_is_gone_git_merges_the_texts_and_somebody_looks(titled: Work) -> None:
    driver = titled.git("config", "merge.jimoplan.driver")
    titled.git("config", "merge.jimoplan.driver", driver.replace(sys.executable, "/nowhere/python"))
    titled.git("merge", "other", check=False)

    assert titled.status() == ["UU plan.yaml"]
    assert "我方改的" in titled.text
    assert "对方改的" in titled.text


def test_resolving_merges_first_where_no_driver_has(titled: Work) -> None:
    titled.git("-c", "merge.jimoplan.driver=exit 3", "merge", "other", check=False)
    assert "对方改的" not in titled.text
    outcome = titled.jimoplan("resolve")

    assert outcome.code == 0, outcome.errors
    assert "我方改的" in titled.text
    assert "对方改的" in titled.text
    assert titled.git("diff", "--cached", "--stat")


def test_conflicts_that_no_driver_has_seen_are_asked_for(branches: Work) -> None:
    commit_edit(branches, "other", SUPERVISOR, (DUE, DUE.replace("06-30", "07-31")))
    commit_edit(branches, "main", LIAISON, (DUE, DUE.replace("06-30", "08-31")))
    branches.git("-c", "merge.jimoplan.driver=exit 3", "merge", "other", check=False)
    told = branches.jimoplan("resolve", "--format", "json").text

    assert '"words": "1-1 完成时限:张三填 2024-08-31,李四填 2024-07-31"' in told


def test_nothing_of_the_other_side_left_means_to_skip_it(branches: Work) -> None:
    commit_edit(branches, "other", SUPERVISOR, (DUE, DUE.replace("06-30", "07-31")))
    commit_edit(branches, "main", LIAISON, (DUE, DUE.replace("06-30", "08-31")))
    branches.git("cherry-pick", "other", check=False)
    outcome = branches.jimoplan("resolve", "--ours")

    assert "接着运行 git cherry-pick --skip" in outcome.errors
    branches.git("cherry-pick", "--skip")
    assert branches.status() == []
