"""Killed or told to stop at whatever moment, a command loses nothing and leaves nothing half done.

The file, the index and HEAD agree afterwards, or the next command mends them.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from broken_off import NEXT, check_tidy, check_whole, copy, go_on, steps_of
from command_line import clean_environment
from laws import share_of, some_of
from problem_cases import BASE
from repositories import QUIET, SUPERVISOR, Work, make_repository

if sys.platform == "win32":
    pytest.skip("signals of POSIX", allow_module_level=True)
from faulty_run import run_faulty, run_interrupted

UPDATE = ("update", "1-1", "--progress", "60", "--note", "二稿", "--date", "2024-05-06")
OLD_LINE = "              - {date: 2024-03-15, progress: 40, note: 初稿已征求意见}\n"
NEW_LINE = "              - {date: 2024-05-06, by: 张三, progress: 60, note: 二稿}\n"
UPDATED = BASE.replace(OLD_LINE, OLD_LINE + NEW_LINE)


def test_killed_at_any_step_it_leaves_the_old_file_or_the_new_one(
    work: Work, examples: int
) -> None:
    steps = steps_of(copy(work, "数"), *UPDATE)
    assert len(steps) > 15
    seen = set()
    every = range(1, len(steps) + 1)
    for step in some_of(every, examples, every[::7]):
        other = copy(work, f"第{step}步")
        assert run_faulty(other, step, "kill", *UPDATE).code == -signal.SIGKILL
        seen.add(other.text)
        assert other.text in {BASE, UPDATED}, steps[step - 1]
        assert other.committed() in {BASE, UPDATED}
        go_on(other)
        check_whole(other)
        assert other.jimoplan(*UPDATE).code == 0
        check_whole(other)
        assert other.text.count(NEW_LINE) == other.text.count("起草") == 1
    assert seen == {BASE, UPDATED}


def start(work: Work, *words: str) -> "subprocess.Popen[bytes]":
    """A command that waits in a hook, which says when it is there."""
    work.hook("pre-commit", "[ -e ../到了 ] || { touch ../到了; sleep 1; }")
    command = [sys.executable, "-m", "jimoplan", *words]
    running = subprocess.Popen(
        command, cwd=work.folder, env=clean_environment(**work.env), start_new_session=True
    )
    while not (work.folder.parent / "到了").exists():
        time.sleep(0.02)
    return running


def test_killed_amid_the_commit_with_all_that_it_started_the_change_is_taken_back(
    work: Work,
) -> None:
    running = start(work, *UPDATE)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert work.text == UPDATED
    outcome = work.jimoplan(*NEXT)

    assert (outcome.code, "上一次的改动没有做完就中断了,已经撤回" in outcome.errors) == (0, True)
    assert NEW_LINE not in work.text
    check_whole(work)


def test_killed_amid_the_commit_what_git_goes_on_with_is_waited_for(work: Work) -> None:
    running = start(work, *UPDATE)
    running.kill()
    running.wait()
    outcome = work.jimoplan(*NEXT)

    assert (outcome.code, "撤回" in outcome.errors) == (0, False)
    assert len(work.commits()) == 3
    assert NEW_LINE in work.text
    check_whole(work)


def test_what_a_person_has_saved_since_is_not_taken_back(work: Work) -> None:
    running = start(work, *UPDATE)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    work.replace("指导12件", "指导13件")
    saved = work.text
    outcome = work.jimoplan("validate")
    assert (outcome.code, work.text) == (0, saved)
    assert work.jimoplan(*NEXT).code == 0

    assert NEW_LINE in work.text
    assert "指导13件" in work.text
    assert work.jimoplan("commit", "--yes").code == 0
    check_whole(work)


def test_files_that_a_hook_adds_are_in_the_index_after_all(work: Work) -> None:
    work.hook("pre-commit", "echo 一 > 附表.txt; git add 附表.txt")
    work.hook("post-commit", "[ -e ../停过 ] || { touch ../停过; kill -9 $(cat ../是谁); }")
    script = f'echo $$ > ../是谁; exec {sys.executable} -m jimoplan "$@"'
    environment = clean_environment(**work.env)
    command = ["sh", "-c", script, "sh", *UPDATE]
    ended = subprocess.run(command, cwd=work.folder, env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert "D  附表.txt" in work.git("-c", "core.quotePath=off", "status", "--porcelain")
    work.update("3-1", "--note", "起草")

    assert work.status() == []
    assert work.text == work.committed()


BROKEN_OFF = {
    "an update": UPDATE,
    "several items": ("update", "1-1,1-2,3-1", "--note", "一起", "--date", "2024-05-06", "--yes"),
    "a new measure": ("add", "measure", "1", "--kind", "一次性", "--title", "新增"),
    "an undo": ("undo", "--yes"),
    "a review": ("review", "1-2", "--return", "--reason", "补", "--yes"),
    "a commit": ("commit", "--yes"),
}
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def prepare(folder: Path, name: str) -> Work:
    """A repository in which that command has something to do."""
    work = make_repository(folder)
    work.update("1-2", "--status", "已完成", "--evidence", "https://a.cn")
    work.be(SUPERVISOR)
    work.update("3-1", "--note", "先前")
    if name == "a commit":
        work.replace("指导12件", "指导13件")
    return work


def state(work: Work) -> tuple[str, str]:
    return work.text, work.committed()


@pytest.mark.parametrize("name", BROKEN_OFF)
def test_broken_off_at_any_moment_nothing_is_lost_or_half_there(
    tmp_path: Path, examples: int, name: str
) -> None:
    """A hundred times for 20000 examples, for each of six commands."""
    chance = Random(name)
    words = BROKEN_OFF[name]
    work = prepare(tmp_path / "work", name)
    done = copy(work, "done")
    begun = time.monotonic()
    assert run_faulty(done, 0, "", *words).code == 0
    duration = time.monotonic() - begun
    whole = set()
    for each in (work, done):
        after = copy(each, f"{each.folder.name} and more")
        assert go_on(after) == []
        whole.add(state(after))
    assert len(whole) == 2
    for number in range(max(2, share_of(100, examples))):
        other = copy(work, f"{number}")
        moment = chance.uniform(0, 1.2 * duration)
        heard = chance.choice(SIGNALS)
        run_interrupted(other, moment, heard, *words, alone=chance.random() < 0.5)
        go_on(other)
        assert state(other) in whole, (number, heard, moment)
        assert (other.status() == []) is (other.text == other.committed())
        check_tidy(other)
        shutil.rmtree(other.folder)


def test_colleagues_with_many_updates_each_lose_nothing(tmp_path: Path, examples: int) -> None:
    """Twenty of them with fifty each for 20000 examples."""
    people, count = max(4, share_of(20, examples)), max(4, share_of(50, examples))
    work = make_repository(tmp_path / "work")
    script = (
        "import sys; from jimoplan.cli import main\n"
        f"for n in range({count}):\n"
        "    word = f'{sys.argv[1]}的第{n}笔'\n"
        "    if main(['update', '1-1', '--note', word, '--date', '2024-05-06']): sys.exit(1)"
    )
    colleagues = [
        subprocess.Popen(
            [sys.executable, "-c", script, f"同事{number}"],
            cwd=work.folder,
            env={**os.environ, **QUIET},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(people)
    ]
    for colleague in colleagues:
        _, errors = colleague.communicate()
        assert colleague.returncode == 0, errors.decode()

    written = {
        line.split("note: ")[1].strip("}") for line in work.text.split("\n") if "的第" in line
    }
    wanted = {f"同事{person}的第{n}笔" for person in range(people) for n in range(count)}
    assert written == wanted
    assert work.text == work.committed()
    changes = work.git("log", "--format=%(trailers:key=Plan-Change,valueonly)").split("\n")
    told = [change for change in changes if "的第" in change]
    assert len(told) == len(set(told)) == people * count
    assert len(work.commits()) == people * count + 1
    check_whole(work)
