"""Whatever happens while a plan is written, either the old file is there whole or the new one."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from command_line import Outcome, clean_environment, run_process
from faulty_run import run_faulty
from problem_cases import BASE
from repositories import QUIET, SUPERVISOR, Work, make_repository, unchanged

from jimoplan.system.lock import LockedError, hold_lock

if sys.platform == "win32":
    pytest.skip("signals and limits of POSIX", allow_module_level=True)
import resource

UPDATE = ("update", "1-1", "--progress", "60", "--note", "二稿", "--date", "2024-05-06")
OLD_LINE = "              - {date: 2024-03-15, progress: 40, note: 初稿已征求意见}\n"
NEW_LINE = "              - {date: 2024-05-06, by: 张三, progress: 60, note: 二稿}\n"
UPDATED = BASE.replace(OLD_LINE, OLD_LINE + NEW_LINE)
EDITED = BASE.replace("指导12件", "指导13件   二改")


def steps_of(work: Work, *words: str) -> list[str]:
    """What a command does on the folder and with git, step by step."""
    outcome = run_faulty(work, 0, "count", *words)
    assert outcome.code == 0, outcome.errors
    return Path(f"{work.folder}.steps").read_text("utf-8").split("\n")


def copy(work: Work, name: str) -> Work:
    folder = work.folder.parent / name
    shutil.copytree(work.folder, folder, symlinks=True)
    return Work(folder)


def test_killed_at_any_step_it_leaves_the_old_file_or_the_new_one(work: Work) -> None:
    steps = steps_of(copy(work, "数"), *UPDATE)
    assert len(steps) > 15
    seen = set()
    for step in range(1, len(steps) + 1):
        other = copy(work, f"第{step}步")
        assert run_faulty(other, step, "kill", *UPDATE).code == -signal.SIGKILL
        seen.add(other.text)
        assert other.text in {BASE, UPDATED}, steps[step - 1]
        assert other.committed() in {BASE, UPDATED}
        check_recovery(other)
    assert seen == {BASE, UPDATED}


def check_recovery(work: Work) -> None:
    """The next command works at once, or says which lock of git's a person has to remove."""
    outcome = work.jimoplan("update", "3-1", "--note", "起草", "--date", "2024-05-07")
    lock = work.folder / ".git" / "index.lock"
    if lock.exists():
        assert (outcome.code, str(lock) in outcome.errors) == (3, True)
        lock.unlink()
        work.git("reset", "--quiet", "--", "plan.yaml")
        outcome = work.jimoplan("update", "3-1", "--note", "起草", "--date", "2024-05-07")
    assert outcome.code == 0, outcome.errors
    assert "note: 起草" in work.committed()
    assert work.jimoplan("commit", "--yes").code == 0
    assert work.text == work.committed()
    assert work.status() == []
    assert [path.name for path in work.folder.iterdir()] == [".git", "plan.yaml"]


BROKEN_OFF = {
    "an update": UPDATE,
    "several items": ("update", "1-1,1-2,3-1", "--note", "一起", "--date", "2024-05-06", "--yes"),
    "a new measure": ("add", "measure", "1", "--kind", "一次性", "--title", "新增"),
    "a move": ("move", "3", "--to", "二"),
    "an undo": ("undo", "--yes"),
    "a review": ("review", "1-2", "--return", "--reason", "补", "--yes"),
}
SIGNALS = ("kill", "SIGTERM", "SIGINT", "SIGHUP")


@pytest.mark.law
def test_broken_off_anywhere_by_any_signal_nothing_is_lost_or_half_there(
    tmp_path: Path, examples: int
) -> None:
    """Five hundred times for 2000 examples, evenly over commands and signals."""
    chance = Random(14)
    work = make_repository(tmp_path / "work")
    work.update("1-2", "--status", "已完成", "--evidence", "https://a.cn")
    work.be(SUPERVISOR)
    work.update("3-1", "--note", "先前")
    whole: dict[str, tuple[set[str], int]] = {}
    for name, words in BROKEN_OFF.items():
        done = copy(work, name)
        steps = steps_of(done, *words)
        whole[name] = {work.text, done.text}, len(steps)
    for number in range(max(8, examples // 4)):
        name = list(BROKEN_OFF)[number % len(BROKEN_OFF)]
        texts, steps_there = whole[name]
        other = copy(work, f"{number}")
        step = chance.randint(1, steps_there)
        run_faulty(other, step, chance.choice(SIGNALS), *BROKEN_OFF[name])
        assert other.text in texts, (number, name, step)
        assert other.committed() in texts, (number, name, step)
        check_recovery(other)
        shutil.rmtree(other.folder)


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


def limited(work: Work, size: int, *words: str) -> Outcome:
    """Run where no file may grow beyond so many bytes, as on a full disk."""
    ended = subprocess.run(
        [sys.executable, "-m", "jimoplan", *words],
        cwd=work.folder,
        env=clean_environment(**work.env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    return Outcome(ended.returncode, ended.stdout, ended.stderr)


def test_a_full_disk_leaves_the_old_file(work: Work) -> None:
    with unchanged(work):
        outcome = limited(work, 1000, *UPDATE, "--no-commit")

    assert (outcome.code, "写不了 plan.yaml:文件超过了系统允许的大小" in outcome.errors) == (
        3,
        True,
    )


def test_a_disk_that_is_full_for_git_puts_the_old_file_back(work: Work) -> None:
    for number in range(300):
        (work.folder / f"{number}.txt").write_text("一\n", "utf-8")
    work.git("add", ".")
    work.git("commit", "-qm", "许多文件")
    with unchanged(work):
        outcome = limited(work, 10_000, *UPDATE)

    assert (outcome.code, "写不进 git 仓库" in outcome.errors) == (3, True)
    assert "Traceback" not in outcome.errors


def test_a_full_disk_leaves_no_half_of_a_new_file(work: Work) -> None:
    outcome = limited(work, 1000, "templates", "eject", "weekly", "--format", "html")

    assert (outcome.code, "写不了" in outcome.errors) == (3, True)
    left = [path for path in (work.folder / "templates").rglob("*") if path.is_file()]
    assert [path for path in left if path.stat().st_size == 1000] == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, which only root can have."""
    disk = tmp_path / "disk"
    disk.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("nobody but root can mount a disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


VERBS = {
    "an update": UPDATE,
    "a new measure": ("add", "measure", "1", "--kind", "一次性", "--title", "新增"),
    "an undo": ("undo", "--yes"),
}


@pytest.mark.parametrize("words", VERBS.values(), ids=VERBS)
def test_whatever_room_a_disk_has_left_what_is_said_is_what_happened(
    small_disk: Path, words: tuple[str, ...]
) -> None:
    template = make_repository(small_disk.with_name("template"))
    template.update("1-2", "--note", "二稿")
    codes = set()
    for left in range(0, 72, 4):
        work = copy(template, "disk/work")
        fill = small_disk / "fill"
        with suppress(OSError), fill.open("wb") as file:
            while True:
                file.write(bytes(1024))
                file.flush()
        os.truncate(fill, fill.stat().st_size - left * 1024)
        before = (work.text, work.git("log", "--format=%H"))
        outcome = work.jimoplan(*words)
        codes.add(int(outcome.code))
        fill.unlink()
        after = (work.text, work.git("log", "--format=%H"))
        assert (after == before) is (outcome.code != 0), (left, outcome.errors)
        assert work.status() == [], (left, outcome.errors)
        assert sorted(work.folder.iterdir()) == sorted([work.folder / ".git", work.plan]), left
        if outcome.code:
            assert work.jimoplan(*words).code == 0, left
        assert (work.text == work.committed(), work.status()) == (True, [])
        shutil.rmtree(work.folder)
    assert codes == {0, 3}


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


def test_twenty_colleagues_with_many_updates_each_lose_nothing(
    tmp_path: Path, examples: int
) -> None:
    """Fifty each for 2000 examples."""
    count = max(5, examples // 40)
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
        for number in range(20)
    ]
    for colleague in colleagues:
        _, errors = colleague.communicate()
        assert colleague.returncode == 0, errors.decode()

    written = {
        line.split("note: ")[1].strip("}") for line in work.text.split("\n") if "的第" in line
    }
    wanted = {f"同事{person}的第{n}笔" for person in range(20) for n in range(count)}
    assert written == wanted
    assert work.text == work.committed()
    changes = work.git("log", "--format=%(trailers:key=Plan-Change,valueonly)").split("\n")
    told = [change for change in changes if "的第" in change]
    assert len(told) == len(set(told)) == 20 * count
    assert len(work.commits()) == 20 * count + 1
