"""What is remembered of histories is never what a fault made of them.

Answers are right or none, whatever fails while they are found and whatever becomes of the file.
"""

import json
import shutil
import sys
from pathlib import Path
from random import Random

import pytest
from audited import PEOPLED, register_key, sign_with, signers_of
from broken_off import copy, steps_of
from command_line import being_at, clean_environment
from git_at_fault import git_that_fails, git_that_stops
from laws import some_of
from repositories import LIAISON, SUPERVISOR, Work, make_repository

from jimoplan.git.objects import open_objects
from jimoplan.git.process import GitError
from jimoplan.git.repository import find_repository

if sys.platform == "win32":
    pytest.skip("limits and signals of POSIX", allow_module_level=True)
from faulty_run import filled, run_faulty, run_limited

QUESTIONS = {
    "an audit": ("audit", "--format", "json"),
    "a history": ("log", "--format", "json"),
    "a report": ("render", "weekly", "--date", "2024-05-06"),
}
GUARD = "templates/weekly.md.j2"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """A history with a merge in which git alone joined what two people changed of a guard."""
    work = make_repository(tmp_path_factory.mktemp("kept") / "work", PEOPLED)
    work.be(SUPERVISOR)
    commit_guard(work, "一\n" * 9)
    work.git("switch", "--quiet", "--create", "other")
    commit_guard(work, "甲\n" + "一\n" * 8)
    work.git("switch", "--quiet", "main")
    commit_guard(work, "一\n" * 8 + "乙\n")
    work.be(LIAISON)
    work.git("merge", "--quiet", "--no-edit", "other")
    work.update("1-1", "--note", "二稿")
    return work


def commit_guard(work: Work, text: str) -> None:
    path = work.folder / GUARD
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    work.git("add", GUARD)
    work.git("commit", "--quiet", "--message=模板")


def answers(work: Work) -> list[tuple[int, str]]:
    """What each question is answered."""
    outcomes = [work.jimoplan(*words) for words in QUESTIONS.values()]
    return [(outcome.code, outcome.text) for outcome in outcomes]


def cache_of(work: Work) -> Path:
    return work.folder / ".git" / "jimoplan.cache"


def check_not_misled(kept: Work, name: str, path: str) -> None:
    """With that git the answers are right or none, and right again with another one."""
    work = copy(kept, name)
    right = answers(copy(kept, f"right {name}"))
    for words, (code, text) in zip(QUESTIONS.values(), right, strict=True):
        outcome = work.jimoplan(*words, env={"PATH": path})
        if outcome.code == code:
            assert outcome.text == text
        else:
            assert (outcome.code, is_no_answer(outcome.text)) == (3, True), outcome.errors

    assert answers(work) == right


def is_no_answer(text: str) -> bool:
    """Whether nothing was answered, or that it failed, as programs are told."""
    return not text or json.loads(text).keys() & {"data", "error"} == {"error"}


@pytest.mark.parametrize("command", ["merge-file", "cat-file", "log", "diff-tree"])
def test_what_git_fails_to_tell_is_no_answer_and_not_remembered(
    kept: Work, tmp_path: Path, command: str
) -> None:
    path = git_that_fails(tmp_path / "bin", command, "Input/output error", afterwards=False)
    check_not_misled(kept, f"no {command}", path)


@pytest.mark.parametrize("size", [40, 1500, 6000])
def test_what_git_tells_half_of_is_no_answer_and_not_remembered(
    kept: Work, tmp_path: Path, size: int
) -> None:
    path = git_that_stops(tmp_path / "bin", "cat-file", size)
    check_not_misled(kept, f"{size} bytes", path)


def test_a_content_that_git_tells_half_of_is_not_taken_for_the_whole(
    work: Work, tmp_path: Path
) -> None:
    path = git_that_stops(tmp_path / "bin", "cat-file", len(work.plan.read_bytes()) // 2)
    with being_at(work.folder, clean_environment(**work.env, PATH=path)):
        repository = find_repository(work.plan)
        assert repository
        with open_objects(repository) as objects, pytest.raises(GitError, match="git 中途停了"):
            objects.find("HEAD:plan.yaml")


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q != "an audit"])
def test_however_long_the_memory_may_be_the_answer_is_the_same(kept: Work, question: str) -> None:
    words = QUESTIONS[question]
    right = copy(kept, f"right {question}").jimoplan(*words).text
    work = copy(kept, f"work {question}")
    size = len(right.encode()) + 1000
    limited = run_limited(work, size, *words)
    assert limited.text == right, limited.errors
    assert cache_of(work).stat().st_size <= size

    assert work.jimoplan(*words).text == right


def test_an_audit_without_room_to_verify_signatures_says_so(kept: Work) -> None:
    limited = run_limited(copy(kept, "an audit"), 1300, *QUESTIONS["an audit"])

    assert (limited.code, is_no_answer(limited.text)) == (3, True)
    assert "写不了临时文件" in limited.errors


@pytest.mark.parametrize("question", QUESTIONS)
def test_killed_at_any_step_it_leaves_nothing_wrong_in_the_memory(
    kept: Work, question: str, examples: int
) -> None:
    words = QUESTIONS[question]
    right = copy(kept, f"right killed {question}").jimoplan(*words).text
    steps = len(steps_of(copy(kept, f"counted {question}"), *words))
    every = range(1, steps + 1)
    for step in some_of(every, examples, every[::7]):
        work = copy(kept, f"{question} {step}")
        run_faulty(work, step, "kill", *words)
        assert work.jimoplan(*words).text == right, step
        shutil.rmtree(work.folder)


def test_a_memory_that_the_disk_has_spoilt_anywhere_changes_no_answer(
    kept: Work, examples: int
) -> None:
    chance = Random(1)
    work = copy(kept, "spoilt")
    right = answers(work)
    whole = cache_of(work).read_bytes()
    for _ in range(max(2, examples // 100)):
        at = chance.randrange(len(whole))
        length = chance.choice((1, 100, len(whole)))
        spoilt = chance.choice((b"", bytes(length), chance.randbytes(min(length, 500))))
        cache_of(work).write_bytes(whole[:at] + spoilt + whole[at + length :])
        assert answers(work) == right


@pytest.fixture
def signed(tmp_path: Path) -> Work:
    """A plan whose last commit is signed, by the list of signers that git is set to."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is not there")
    work = make_repository(tmp_path / "work", PEOPLED)
    sign_with(work, register_key(work, LIAISON))
    work.git("config", "gpg.ssh.allowedSignersFile", str(signers_of(work)))
    work.update("1-1", "--note", "二稿")
    return work


SIGNED = ("audit", "HEAD~1..HEAD", "--require-signed")


def test_a_signature_for_which_git_has_no_room_is_not_said_to_be_missing(
    small_disk: Path, signed: Work
) -> None:
    right = signed.jimoplan(*SIGNED)
    assert right.code == 0, right.text
    for left in (0, 4, 40):
        with filled(small_disk, left):
            outcome = signed.jimoplan(*SIGNED, env={"TMPDIR": str(small_disk)})
        assert (outcome.code, outcome.text) in {(0, right.text), (3, "")}, outcome.text
    assert "写不了临时文件:磁盘满了" in outcome.errors


def test_a_list_of_signers_that_cannot_be_asked_for_is_not_taken_for_none(
    signed: Work, tmp_path: Path
) -> None:
    path = git_that_fails(tmp_path / "bin", "config", "Input/output error", afterwards=False)
    outcome = signed.jimoplan(*SIGNED, env={"PATH": path})

    assert (outcome.code, outcome.text) == (3, "")
    assert "读不了 git 的配置:磁盘读写出错" in outcome.errors
