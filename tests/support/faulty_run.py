"""Run jimoplan until a certain step on a folder, and let something happen there.

python faulty_run.py FOLDER STEP WHAT ARGUMENT... - a step is whatever opens, renames or removes a
file below the folder, or starts a process. WHAT is `count` (print how many steps there were),
`kill` (die at once), another signal's name or `replace` (an editor saves another plan, from
plan.new, in that moment).
"""

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path

from command_line import Outcome, clean_environment
from repositories import Work


def run_faulty(work: Work, step: int, what: str, *words: str) -> Outcome:
    """Do so in a process that is forked from one which has imported everything already."""
    forks = get_context("forkserver")
    forks.set_forkserver_preload(["jimoplan.cli.app", "jimoplan.cli.changing.update", "filelock"])
    files = tuple(Path(f"{work.folder}.{name}") for name in ("out", "err"))
    environment = clean_environment(**work.env)
    process = forks.Process(
        target=_run_apart, args=(work.folder, step, what, words, files, environment)
    )
    process.start()
    process.join()
    assert process.exitcode is not None
    return Outcome(process.exitcode, *(file.read_bytes() for file in files))


def _run_apart(
    folder: Path,
    step: int,
    what: str,
    words: Sequence[str],
    files: Sequence[Path],
    environment: Mapping[str, str],
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, file in enumerate(files, 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    sys.exit(run_until(str(folder), step, what, words))


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
    if what.startswith("SIG"):
        signal.raise_signal(signal.Signals[what])
    if what == "replace" and (folder / "plan.new").exists():
        (folder / "plan.new").replace(folder / "plan.yaml")


if __name__ == "__main__":
    place, number, event, *arguments = sys.argv[1:]
    sys.exit(run_until(place, int(number), event, arguments))
