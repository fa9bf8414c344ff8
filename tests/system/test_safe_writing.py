"""Whatever happens while a plan is written, either the old file is there whole or the new one."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from broken_off import copy, steps_of
from command_line import Outcome, clean_environment, run_process
from faulty_run import run_faulty
from problem_cases import BASE
from repositories import Work, unchanged

from jimoplan.system.lock import LockedError, hold_lock

if sys.platform == "win32":
    pytest.skip("signals and limits of POSIX", allow_module_level=True)

UPDATE = ("update", "1-1", "--progress", "60", "--note", "二稿", "--date", "2024-05-06")
OLD_LINE = "              - {date: 2024-03-15, progress: 40, note: 初稿已征求意见}\n"
NEW_LINE = "              - {date: 2024-05-06, by: 张三, progress: 60, note: 二稿}\n"
UPDATED = BASE.replace(OLD_LINE, OLD_LINE + NEW_LINE)
EDITED = BASE.replace("指导12件", "指导13件   二改")


def test_a_file_replaced_meanwhile_is_taken_up(work: Work) -> None:
    steps = steps_of(copy(work, "数"), *UPDATE, "--no-commit")
    last = next(i for i, step in enumerate(steps) if step.startswith("os.rename"))
    for step in range(1, last + 1):
        other = copy(work, f"第{step}步")
        (other.folder / "plan.new").write_bytes(EDITED.encode())
        outcome = run_faulty(other, step, "replace", *UPDATE, "--no-commit")

        assert outcome.code == 0, outcome.errors
        assert other.text == EDITED.replace(OLD_LINE, OLD_LINE + NEW_LINE), steps[step - 1]


def test_a_file_in_which_the_same_field_changed_meanwhile_is_left_alone(work: Work) -> None:
    done = ("update", "1-1", "--status", "已完成")
    steps = steps_of(copy(work, "数"), *done, "--no-commit")
    reading = [i + 1 for i, step in enumerate(steps) if step.endswith("plan.yaml")]
    suspended = BASE.replace(
        "due: 2024-06-30\n            status: 推进中",
        "due: 2024-06-30\n            status: 暂缓\n            reason: 等批复",
    )
    (work.folder / "plan.new").write_bytes(suspended.encode())
    outcome = run_faulty(work, reading[-2], "replace", *done)

    assert outcome.code == 1
    assert "1-1 状态原来是 推进中,现在是 暂缓" in outcome.errors
    assert work.text == suspended
    assert work.commits() == ["登记计划"]


def restrained(work: Work, *words: str) -> Outcome:
    """Run without the privileges of root, whom no permission stops."""
    privileges = "-dac_override,-dac_read_search"
    as_root = ["setpriv", f"--bounding-set={privileges}", f"--inh-caps={privileges}"]
    ended = subprocess.run(
        [*(as_root if os.geteuid() == 0 else ()), sys.executable, "-m", "jimoplan", *words],
        cwd=work.folder,
        env=clean_environment(**work.env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Outcome(ended.returncode, ended.stdout, ended.stderr)


def test_a_read_only_file_is_left_alone(work: Work) -> None:
    work.plan.chmod(0o444)
    with unchanged(work):
        outcome = restrained(work, *UPDATE)

    assert (outcome.code, "没有权限,或文件是只读的" in outcome.errors) == (3, True)


def test_a_read_only_folder_is_left_alone(work: Work) -> None:
    work.folder.chmod(0o555)
    try:
        with unchanged(work):
            outcome = restrained(work, *UPDATE)
    finally:
        work.folder.chmod(0o755)

    assert (outcome.code, "写不了 plan.yaml:没有权限" in outcome.errors) == (3, True)


HOLDER = (
    "import sys, time; from pathlib import Path; from jimoplan.system.lock import hold_lock\n"
    "with hold_lock(Path(sys.argv[1]), Path('plan.yaml')):\n"
    "    print('拿到了', flush=True); time.sleep(60)"
)


@pytest.fixture
def holder(work: Work) -> "Iterator[Callable[[], subprocess.Popen[bytes]]]":
    """Starts a process that holds the lock of the plan."""
    running: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        lock = work.folder / ".git" / "jimoplan.lock"
        process = subprocess.Popen([sys.executable, "-c", HOLDER, lock], stdout=subprocess.PIPE)
        running.append(process)
        assert process.stdout is not None
        assert process.stdout.readline()
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def test_a_lock_that_a_living_process_holds_is_respected(
    work: Work, holder: "Callable[[], subprocess.Popen[bytes]]"
) -> None:
    holder()
    with (
        pytest.raises(LockedError, match="正由另一个 jimoplan 改动"),
        hold_lock(work.folder / ".git" / "jimoplan.lock", work.plan, patience=0.2),
    ):
        pass


def test_a_lock_that_a_living_process_holds_is_waited_for(
    work: Work, holder: "Callable[[], subprocess.Popen[bytes]]"
) -> None:
    process = holder()
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(run_process, *UPDATE, cwd=work.folder, env=work.env)
        time.sleep(1)
        assert work.text == BASE
        process.terminate()
        assert waiting.result().code == 0
    assert work.text == UPDATED


def test_a_lock_that_a_dead_process_held_is_no_obstacle(
    work: Work, holder: "Callable[[], subprocess.Popen[bytes]]"
) -> None:
    process = holder()
    process.kill()
    process.wait()

    assert (work.folder / ".git" / "jimoplan.lock").exists()
    assert work.jimoplan(*UPDATE).code == 0


def test_mode_and_owner_stay(work: Work) -> None:
    work.plan.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(work.plan, 1234, 2345)
    before = work.plan.stat()
    work.update("1-1", "--note", "甲")
    after = work.plan.stat()

    assert (after.st_mode, after.st_uid, after.st_gid) == (
        before.st_mode,
        before.st_uid,
        before.st_gid,
    )
