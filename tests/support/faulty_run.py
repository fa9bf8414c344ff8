"""Run jimoplan on a folder until a certain step or moment, and let something happen there.

python faulty_run.py FOLDER STEP WHAT ARGUMENT... - a step is whatever opens, renames or removes a
file below the folder, or starts a process. WHAT is `count` (print how many steps there were),
`kill` (die at once), `refuse` (the system says that the disk fails) or `replace` (an editor saves
another plan, from plan.new, in that moment).
"""

import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import EIO
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from command_line import Outcome, clean_environment
from repositories import Work


def run_faulty(work: Work, step: int, what: str, *words: str) -> Outcome:
    """Do so in a process that is forked from one which has imported everything already."""
    process = _start(work, step, what, words)
    process.join()
    return _outcome(work, process)


def run_interrupted(
    work: Work, seconds: float, number: signal.Signals, *words: str, alone: bool
) -> Outcome:
    """Send a signal after so many seconds, to jimoplan alone or also to the git that it runs."""
    process = _start(work, 0, "", words)
    process.join(seconds)
    assert process.pid is not None
    if process.is_alive():
        with suppress(ProcessLookupError):
            (os.kill if alone else os.killpg)(process.pid, number)
    process.join()
    return _outcome(work, process)


def run_limited(work: Work, size: int, *words: str) -> Outcome:
    """Run where no file may grow beyond so many bytes, as on a full disk."""
    process = _start(work, 0, f"limit {size}", words)
    process.join()
    return _outcome(work, process)


@contextmanager
def filled(disk: Path, left: int) -> Iterator[None]:
    """A disk on which only so many kilobytes are left meanwhile."""
    fill = disk / "fill"
    with suppress(OSError), fill.open("wb") as file:
        while True:
            file.write(bytes(1024))
            file.flush()
    os.truncate(fill, fill.stat().st_size - left * 1024)
    yield
    fill.unlink()


def _start(work: Work, step: int, what: str, words: Sequence[str]) -> ForkServerProcess:
    forks = get_context("forkserver")
    forks.set_forkserver_preload(["jimoplan.cli.app", *_USED])
    environment = clean_environment(**work.env)
    given = (work.folder, step, what, words, _files(work), environment)
    process = forks.Process(target=_run_apart, args=given)
    process.start()
    return process


_USED = [
    *(f"jimoplan.cli.changing.{verb}" for verb in ("update", "undo", "review", "commit", "add")),
    "filelock",
]


def _files(work: Work) -> tuple[Path, ...]:
    return tuple(Path(f"{work.folder}.{name}") for name in ("out", "err"))


def _outcome(work: Work, process: ForkServerProcess) -> Outcome:
    assert process.exitcode is not None
    written = [file.read_bytes() if file.exists() else b"" for file in _files(work)]
    return Outcome(process.exitcode, *written)


def _run_apart(
    folder: Path,
    step: int,
    what: str,
    words: Sequence[str],
    files: Sequence[Path],
    environment: Mapping[str, str],
) -> None:
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, file in enumerate(files, 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    if what.startswith("limit"):
        import resource

        sys.dont_write_bytecode = True  # importlib would leave half a file behind
        size = int(what.split()[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    code = run_until(str(folder), step, what, words)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # what cannot be said on a full disk is no other end
            stream.flush()
    os._exit(code)


def run_until(folder: str, wanted: int, what: str, words: Sequence[str]) -> int:
    """Run a command in this process, which watches itself from now on."""
    from jimoplan.cli import main as run

    steps: list[str] = []

    def watch(event: str, given: tuple[object, ...]) -> None:
        if is_step(event, given, folder):
            steps.append(f"{event} {given[0]}")
            if len(steps) == wanted:
                happen(what, Path(folder))

    sys.addaudithook(watch)
    code = run(words)
    if what == "count":
        Path(f"{folder}.steps").write_text("\n".join(steps), "utf-8")
    return code


def is_step(event: str, given: tuple[object, ...], folder: str) -> bool:
    if event == "subprocess.Popen":
        return True
    touches = event in {"open", "os.rename", "os.remove", "os.chmod", "os.chown"}
    return touches and str(given[0]).startswith(folder)


def happen(what: str, folder: Path) -> None:
    if what == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "refuse":
        raise OSError(EIO, os.strerror(EIO))
    if what == "replace" and (folder / "plan.new").exists():
        (folder / "plan.new").replace(folder / "plan.yaml")


if __name__ == "__main__":
    place, number, event, *arguments = sys.argv[1:]
    sys.exit(run_until(place, int(number), event, arguments))
