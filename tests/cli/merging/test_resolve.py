"""jimoplan resolve: what a merge left open, settled by whoever is at the terminal."""

import re
import shlex
from pathlib import Path

import pytest
import yaml
from command_line import Outcome
from problem_cases import BASE
from repositories import LIAISON, SUPERVISOR, Work, make_repository, unchanged
from terminal import TYPED_CTRL_D, answer

DUE = "            due: 2024-06-30\n"
LAST = "              - {date: 2024-03-15, progress: 40, note: 初稿已征求意见}\n"
TITLE = "        title: 办理行政复议\n"
WHO = ("我方 张三 2024-05-01 1a2b3c4", "对方 李四 2024-05-03 5d6e7f8")
PLAIN = ("我方", "对方")


def hunk(ours: str, theirs: str, labels: tuple[str, str] = WHO) -> str:
    return f"<<<<<<< {labels[0]}\n{ours}=======\n{theirs}>>>>>>> {labels[1]}\n"


PROGRESS = LAST, hunk(LAST.replace("40", "60"), LAST.replace("40", "70"))
LATER = DUE, hunk(DUE.replace("06-30", "07-31"), DUE.replace("06-30", "08-31"))


def left_open(*edits: tuple[str, str]) -> str:
    text = BASE
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture
def merging(work: Work) -> Work:
    """A repository in the middle of a merge whose driver left two places open."""
    work.git("switch", "--quiet", "--create", "other")
    work.replace("title: 印发白皮书", "title: 白皮书")
    work.git("commit", "--quiet", "--all", "--message=对方")
    work.git("switch", "--quiet", "main")
    work.replace("title: 印发白皮书", "title: 编白皮书")
    work.git("commit", "--quiet", "--all", "--message=我方")
    work.git("merge", "--quiet", "other", check=False)
    work.write(left_open(PROGRESS, LATER))
    return work


def test_each_place_is_asked_in_the_words_of_the_plan(merging: Work) -> None:
    outcome = answer(merging, ["resolve"], "1\n2\n")

    assert "(1/2) 1-1 完成时限:张三填 2024-07-31,李四填 2024-08-31,保留哪个? [1/2/跳过] " in (
        outcome.errors
    )
    assert "(2/2) 1-1 进度:张三填 60%,李四填 70%,保留哪个? [1/2/跳过] " in outcome.errors
    assert outcome.code == 0
    assert merging.text == left_open(
        (LAST, LAST.replace("40", "70")), (DUE, DUE.replace("06-30", "07-31"))
    )


def test_when_all_is_settled_it_is_staged_and_how_to_go_on_is_said(merging: Work) -> None:
    outcome = merging.jimoplan("resolve", "--ours")

    assert outcome.code == 0
    assert outcome.errors.startswith(
        "已取舍 2 处,写入 plan.yaml\n全部取舍完,计划没有错误,已暂存(git add);接着运行 git commit\n"
    )
    assert merging.git("ls-files", "--unmerged") == ""


def test_a_place_passed_over_stays_as_it_is(merging: Work) -> None:
    outcome = answer(merging, ["resolve"], "跳过\n1\n")

    assert outcome.code == 1
    assert "还有 1 处没有取舍" in outcome.errors
    assert merging.text == left_open((LAST, LAST.replace("40", "60")), LATER)
    assert merging.git("ls-files", "--unmerged") != ""


def test_what_people_settled_by_hand_is_not_asked_and_is_staged(merging: Work) -> None:
    merging.write(left_open((LAST, LAST.replace("40", "65"))))
    outcome = merging.jimoplan("resolve")

    assert (outcome.code, merging.git("ls-files", "--unmerged")) == (0, "")
    assert "已暂存" in outcome.errors
    assert merging.text == left_open((LAST, LAST.replace("40", "65")))


def test_a_plan_that_is_left_with_errors_is_not_staged(merging: Work) -> None:
    merging.write(left_open((TITLE, hunk("        title: 甲\n", "        titel: 乙\n"))))
    outcome = merging.jimoplan("resolve", "--theirs")

    assert outcome.code == 1
    assert "计划有错误" in outcome.errors
    assert "titel" in outcome.errors
    assert merging.git("ls-files", "--unmerged") != ""


def test_without_a_terminal_it_says_what_to_write_instead(merging: Work) -> None:
    with unchanged(merging):
        outcome = merging.jimoplan("resolve")

    assert outcome.code == 2
    assert "有 2 处冲突要人取舍,不在终端里,没法提问" in outcome.errors
    assert "--ours 或 --theirs" in outcome.errors


def test_programs_are_told_what_is_open(merging: Work) -> None:
    with unchanged(merging):
        outcome = merging.jimoplan("resolve", "--format", "json")

    told = outcome.data
    assert outcome.code == 1
    assert (outcome.envelope["question"], told["file"]) == ("resolve", "plan.yaml")
    assert [(place["line"], place["words"]) for place in told["open"]] == [
        (26, "1-1 完成时限:张三填 2024-07-31,李四填 2024-08-31"),
        (33, "1-1 进度:张三填 60%,李四填 70%"),
    ]
    assert told["open"][0]["ours"] == DUE.replace("06-30", "07-31")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (
            (DUE, hunk(DUE, "", PLAIN)),
            "1-1 完成时限:我方填 2024-06-30,对方填 (无)",
        ),
        (
            (LAST, LAST + hunk("", LAST.replace("03-15", "05-01"), PLAIN)),
            "只有对方有:1-1 填报记录 2024-05-01:进度 40%,初稿已征求意见",
        ),
        (
            (TITLE, hunk(TITLE, TITLE.replace("\n", "  # 注\n"), PLAIN)),
            "第 51 行起,双方写法不同",
        ),
        (
            (TITLE, hunk(TITLE, "        坏了: [\n", PLAIN)),
            "第 51 行起,双方写法不同",
        ),
    ],
    ids=["a field of one side", "an element of one side", "a comment", "no plan by itself"],
)
def test_the_words_say_what_one_side_has(work: Work, edit: tuple[str, str], words: str) -> None:
    work.write(left_open(edit))
    told = work.jimoplan("resolve", "--format", "json").data

    assert words in told["open"][0]["words"]


def test_what_cannot_be_said_in_words_is_shown(work: Work) -> None:
    work.write(left_open((TITLE, hunk(TITLE, TITLE.replace("\n", "  # 注\n"), PLAIN))))
    outcome = answer(work, ["resolve"], "2\n")

    assert "1:\n          title: 办理行政复议\n2:\n          title: 办理行政复议  # 注\n" in (
        outcome.errors
    )
    assert "title: 办理行政复议  # 注\n" in work.text


def test_hunks_with_a_base_in_between_and_wider_markers_are_understood(work: Work) -> None:
    ours, theirs = DUE.replace("06-30", "07-31"), DUE.replace("06-30", "08-31")
    marks = [mark * 9 for mark in "<|=>"]
    whole = f"{marks[0]} HEAD\n{ours}{marks[1]} base\n{DUE}{marks[2]}\n{theirs}{marks[3]} x\n"
    work.write(left_open((DUE, whole)))

    assert work.jimoplan("resolve", "--theirs").code == 0
    assert work.text == left_open((DUE, theirs))


def test_a_plan_without_markers_has_nothing_to_settle(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan("resolve")

    assert (outcome.code, outcome.errors) == (0, "plan.yaml 里没有冲突标记,没有要取舍的\n")


@pytest.mark.parametrize(
    "words", [["--ours", "--theirs"], ["plan.yaml", "--file", "plan.yaml"]], ids=["sides", "file"]
)
def test_what_contradicts_itself_is_refused(merging: Work, words: list[str]) -> None:
    outcome: Outcome = merging.jimoplan("resolve", *words)

    assert outcome.code == 2


# A file that shows no trace of any merging.

MINE = "title: 制发应诉规则", "title: 制发应诉细则"
YOURS = "title: 印发白皮书", "title: 编印白皮书"
DUES = [(DUE, DUE.replace("06-30", day)) for day in ("07-31", "08-31")]


def parted(
    folder: Path, ours: list[tuple[str, str]], theirs: list[tuple[str, str]], *, text: str = BASE
) -> Work:
    """A repository with the driver whose branches main and other have each changed the plan."""
    work = make_repository(folder, text)
    assert work.jimoplan("git", "setup", "--yes").code == 0
    work.git("add", ".gitattributes")
    work.git("commit", "--quiet", "--message=设置")
    work.git("branch", "other")
    for branch, who, edits in (("other", SUPERVISOR, theirs), ("main", LIAISON, ours)):
        work.git("switch", "--quiet", branch)
        work.be(who)
        work.write(left_open(*edits))
        work.git("commit", "--quiet", "--all", f"--message={branch}")
    return work


def merge_without_driver(work: Work) -> None:
    """Have git call a driver that is not there; it leaves ours in the work tree."""
    moved = "/nowhere/python -P -m jimoplan merge %O %A %B"
    work.git("-c", f"merge.jimoplan.driver={moved}", "merge", "other", check=False)
    assert work.status() == ["UU plan.yaml"]
    assert work.text == work.committed()


def test_what_a_driver_never_merged_is_merged_before_it_is_staged(tmp_path: Path) -> None:
    work = parted(tmp_path / "work", [MINE], [YOURS])
    merge_without_driver(work)
    outcome = work.jimoplan("resolve")

    assert outcome.code == 0
    assert "plan.yaml 和我方的版本一字不差" in outcome.errors
    assert "现按编号和字段重新合并" in outcome.errors
    assert work.text == left_open(MINE, YOURS)
    assert work.git("show", ":plan.yaml") + "\n" == work.text


def test_what_a_driver_never_merged_is_asked_where_the_sides_differ(tmp_path: Path) -> None:
    work = parted(tmp_path / "work", [MINE, DUES[0]], [YOURS, DUES[1]])
    merge_without_driver(work)
    told = work.jimoplan("resolve", "--format", "json").data

    assert told["merged_again"]
    assert [place["words"] for place in told["open"]] == [
        "1-1 完成时限:张三填 2024-07-31,李四填 2024-08-31"
    ]
    assert work.text == work.committed()
    assert work.jimoplan("resolve").code == 2
    assert "<<<<<<< 我方 张三" in work.text
    assert answer(work, ["resolve"], "2\n").code == 0
    assert work.text == left_open(MINE, YOURS, DUES[1])
    assert work.status() == ["M  plan.yaml"]


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_taking_a_side_of_what_was_never_merged_keeps_what_is_undisputed(
    tmp_path: Path, side: str
) -> None:
    work = parted(tmp_path / "work", [MINE, DUES[0]], [YOURS, DUES[1]])
    merge_without_driver(work)

    assert work.jimoplan("resolve", side).code == 0
    assert work.text == left_open(MINE, YOURS, DUES[side == "--theirs"])


# What git still has the three versions of is known by its values.

NEXT = "            due: 2024-12-31\n"
TWO = [
    [(DUE, DUE.replace("06-30", day)), (NEXT, NEXT.replace("12-31", day))]
    for day in ("07-31", "08-31")
]


def questions(work: Work) -> list[str]:
    told = work.jimoplan("resolve", "--format", "json").data
    return [place["words"] for place in told["open"]]


def test_who_set_what_is_known_whatever_the_markers_say(tmp_path: Path) -> None:
    work = parted(tmp_path / "work", [DUES[0]], [DUES[1]])
    work.git("merge", "other", check=False)
    work.write(re.sub("(?m)^(<{7}|>{7}) .*$", r"\1", work.text))

    assert questions(work) == ["1-1 完成时限:张三填 2024-07-31,李四填 2024-08-31"]


def test_of_two_places_that_look_alike_each_is_asked_about_its_own(tmp_path: Path) -> None:
    work = parted(tmp_path / "work", *TWO)
    work.git("merge", "other", check=False)
    both = [f"{n} 完成时限:张三填 2024-07-31,李四填 2024-08-31" for n in ("1-1", "1-4")]

    assert questions(work) == both
    assert answer(work, ["resolve"], "2\n跳过\n").code == 1
    assert questions(work) == both[1:]


BLOCK = """\
              - date: 2024-05-01
                by: {}
                progress: {}
                note: {}
"""
BRACES = "              - {{date: 2024-05-01, by: {}, progress: {}, note: {}}}\n"
JUNE = "              - {date: 2024-06-03, progress: 90, note: 送审}\n"


@pytest.mark.parametrize("form", [BLOCK, BRACES], ids=["in lines", "in braces"])
@pytest.mark.parametrize(("side", "said"), [("1", {"甲": "70"}), ("2", {"乙": "75"})])
def test_two_figures_for_one_day_are_one_question_and_both_notes_stay(
    tmp_path: Path, form: str, side: str, said: dict[str, str]
) -> None:
    sides = [form.format(*told) for told in (("张三", 70, "甲"), ("李四", 75, "乙"))]
    work = parted(tmp_path / "work", *([(LAST, f"{LAST}{told}{JUNE}")] for told in sides))
    work.git("merge", "other", check=False)

    (question,) = questions(work)
    assert question.endswith("1-1 进度:张三填 70%,李四填 75%")
    assert answer(work, ["resolve"], f"{side}\n").code == 0
    updates = yaml.safe_load(work.text)["sections"][0]["tasks"][0]["measures"][0]["updates"]
    assert [update["note"] for update in updates] == ["初稿已征求意见", "甲", "乙", "送审"]
    assert {u["note"]: str(u["progress"]) for u in updates[1:3] if "progress" in u} == said
    assert work.status() == ["M  plan.yaml"]


DONE = "            status: 已完成\n            finished: 2024-06-28\n"
REVIEW = """\
            reviews:
              - date: 2024-07-02
                result: {}
                submitted_by: 王五
                by: {}
                reason: 看过
"""


@pytest.mark.parametrize(
    ("side", "status", "finished"), [("1", "已销号", "2024-06-28"), ("2", "推进中", None)]
)
def test_a_status_and_what_goes_with_it_are_one_question_and_both_reviews_stay(
    tmp_path: Path, side: str, status: str, finished: str | None
) -> None:
    running = f"{DUE}            status: 推进中\n"
    reviewed = [
        f"{DUE}{DONE.replace('已完成', '已销号')}{REVIEW.format('销号', '张三')}",
        f"{running}{REVIEW.format('退回', '李四')}",
    ]
    before = (running, DUE + DONE)
    ours, theirs = ([(running, each)] for each in reviewed)
    work = parted(tmp_path / "work", ours, theirs, text=left_open(before))
    work.git("merge", "other", check=False)

    (question,) = questions(work)
    assert "审核记录" not in question
    assert answer(work, ["resolve"], f"{side}\n").code == 0
    measure = yaml.safe_load(work.text)["sections"][0]["tasks"][0]["measures"][0]
    assert (measure["status"], measure.get("finished") and str(measure["finished"])) == (
        *(status, finished),
    )
    assert sorted(review["by"] for review in measure["reviews"]) == ["张三", "李四"]


def test_a_place_edited_by_hand_is_read_and_the_others_are_not(tmp_path: Path) -> None:
    work = parted(tmp_path / "work", *TWO)
    work.git("merge", "other", check=False)
    at = work.text.index("<<<<<<<")
    work.write(work.text[:at] + work.text[at:].replace("07-31", "07-15", 1))

    assert questions(work) == [
        "1-1 完成时限:张三填 2024-07-15,李四填 2024-08-31",
        "1-4 完成时限:张三填 2024-07-31,李四填 2024-08-31",
    ]


# Markers that somebody has half removed.


@pytest.mark.parametrize("words", [["--ours"], ["--theirs"], ["--format", "json"], []])
def test_broken_markers_are_named_and_nothing_is_written(merging: Work, words: list[str]) -> None:
    text = left_open(PROGRESS, LATER)
    merging.write(text.replace(">>>>>>> 对方 李四 2024-05-03 5d6e7f8\n", "", 1))
    with unchanged(merging):
        outcome = merging.jimoplan("resolve", *words)

    assert outcome.code == 1
    assert "第 26 行开始的冲突没有 >>>>>>> 收尾,第 32 行又开始了一处" in outcome.errors
    assert "git checkout --merge -- plan.yaml" in outcome.errors


# Answers as people type them.


@pytest.mark.parametrize(
    ("typed", "theirs"),
    [("１", 0), (" ２ ", 1), ("2", 1), ("我方", 0), ("对方", 1), ("张三", 0), ("李四", 1)],
)
def test_an_answer_may_be_a_figure_a_side_or_a_name(work: Work, typed: str, theirs: int) -> None:
    work.write(left_open(LATER))
    outcome = answer(work, ["resolve"], f"{typed}\n")

    assert outcome.code == 0
    assert work.text == left_open(DUES[theirs])


def test_an_answer_that_is_none_is_asked_again(work: Work) -> None:
    work.write(left_open(LATER))
    outcome = answer(work, ["resolve"], "1 2\n2\n")

    assert "没有看懂“1 2”,请答 1(张三)、2(李四)、其中一个的值或“跳过” " in outcome.errors
    assert work.text == left_open(DUES[1])


def test_whoever_leaves_has_left_the_rest_open(work: Work) -> None:
    work.write(left_open(PROGRESS, LATER))
    outcome = answer(work, ["resolve"], f"1\n{TYPED_CTRL_D}")

    assert outcome.code == 1
    assert "已取舍 1 处" in outcome.errors
    assert work.text == left_open(PROGRESS, DUES[0])


# What git is about.


@pytest.mark.parametrize(
    ("way", "side", "go_on"),
    [
        ("cherry-pick", "--ours", "git cherry-pick --skip"),
        ("cherry-pick", "--theirs", "git cherry-pick --continue"),
        ("rebase", "--ours", "git rebase --skip"),
        ("rebase", "--theirs", "git rebase --continue"),
    ],
)
def test_a_commit_of_which_nothing_is_left_is_skipped(
    tmp_path: Path, way: str, side: str, go_on: str
) -> None:
    work = parted(tmp_path / "work", [DUES[0]], [DUES[1]])
    work.git(way, "other", check=False)
    outcome = work.jimoplan("resolve", side)

    assert f"接着运行 {go_on}" in outcome.errors
    work.git("-c", "core.editor=true", *shlex.split(go_on)[1:])
    assert work.status() == []


@pytest.mark.parametrize("way", ["rebase", "merge"])
def test_whose_ours_is_in_a_rebase_is_said(tmp_path: Path, way: str) -> None:
    work = parted(tmp_path / "work", [DUES[0]], [DUES[1]])
    work.git(way, "other", check=False)
    outcome = work.jimoplan("resolve", "--theirs")

    assert ("我方(--ours)是要接上去的那个分支" in outcome.errors) == (way == "rebase")
    assert work.text == left_open(DUES[way == "merge"])


def test_after_a_stash_it_is_said_that_the_stash_is_kept(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work")
    work.write(left_open(DUES[1]))
    work.git("stash")
    work.write(left_open(DUES[0]))
    work.git("commit", "--quiet", "--all", "--message=我方")
    work.git("stash", "pop", check=False)
    outcome = work.jimoplan("resolve", "--theirs")

    assert outcome.code == 0
    assert "git stash drop" in outcome.errors


def test_outside_of_a_repository_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    work = Work(tmp_path)
    work.write(left_open(LATER))
    work.env["GIT_CEILING_DIRECTORIES"] = str(tmp_path.parent)

    assert work.jimoplan("resolve", "--ours").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]


def test_an_empty_answer_passes_a_place_over(merging: Work) -> None:
    outcome = answer(merging, ["resolve"], "\n2\n")

    assert outcome.code == 1
    assert "还有 1 处没有取舍" in outcome.errors
    assert merging.text == left_open((LAST, LAST.replace("40", "70")), LATER)
