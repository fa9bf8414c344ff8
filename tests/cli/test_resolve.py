"""jimoplan resolve: what a merge left open, settled by whoever is at the terminal."""

import json

import pytest

from command_line import Outcome
from problem_cases import BASE
from repositories import Work, unchanged
from terminal import answer

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
    assert outcome.errors == (
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

    told = json.loads(outcome.text)
    assert outcome.code == 1
    assert (told["format"], told["question"], told["file"]) == (1, "resolve", "plan.yaml")
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
    told = json.loads(work.jimoplan("resolve", "--format", "json").text)

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


@pytest.mark.parametrize("mark", ["<<<<<<<", "=======", ">>>>>>>"])
def test_a_marker_that_has_lost_its_others_is_named_and_nothing_is_written(
    merging: Work, mark: str
) -> None:
    lines = merging.text.splitlines(keepends=True)
    gone = next(number for number, line in enumerate(lines) if line.startswith(mark))
    merging.write("".join(lines[:gone] + lines[gone + 1 :]))
    with unchanged(merging):
        outcome = merging.jimoplan("resolve", "--ours")

    assert outcome.code == 1
    assert "行的冲突标记不成对" in outcome.errors


def test_a_marker_inside_of_another_hunk_is_not_taken_for_text(work: Work) -> None:
    inner = hunk(DUE, DUE.replace("06-30", "08-31"))
    work.write(BASE.replace(DUE, f"<<<<<<< 我方\n{inner}=======\n{DUE}>>>>>>> 对方\n"))
    with unchanged(work):
        assert work.jimoplan("resolve", "--theirs").code == 1


@pytest.mark.parametrize(
    ("said", "progress"), [("１", "60"), ("我方", "60"), ("李四", "70"), ("对方", "70")]
)
def test_answers_are_understood_as_people_give_them(work: Work, said: str, progress: str) -> None:
    work.write(left_open(PROGRESS))
    answer(work, ["resolve"], f"{said}\n")

    assert work.text == left_open((LAST, LAST.replace("40", progress)))


def test_what_is_not_understood_is_asked_again(work: Work) -> None:
    work.write(left_open(PROGRESS))
    outcome = answer(work, ["resolve"], "都行\n2\n")

    assert "没有看懂" in outcome.errors
    assert work.text == left_open((LAST, LAST.replace("40", "70")))
