"""Run jimoplan until a certain step on a folder, and let something happen there.

python faulty_run.py FOLDER STEP WHAT ARGUMENT... - a step is whatever opens, renames or removes a
file below the folder, or starts a process. WHAT is `count` (print how many steps there were),
`kill` (die at once) or `replace` (an editor saves another plan, from plan.new, in that moment).
"""

import os
import signal
import sys
from pathlib import Path


def main() -> int:
    folder, wanted, what, *arguments = sys.argv[1:]
    from jimoplan.cli import main as run

    steps: list[str] = []

    def watch(event: str, given: tuple[object, ...]) -> None:
        if is_step(event, given, folder):
            steps.append(f"{event} {given[0]}")
            if len(steps) == int(wanted):
                happen(what, Path(folder))

    sys.addaudithook(watch)
    code = run(arguments)
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
    if what == "replace" and (folder / "plan.new").exists():
        (folder / "plan.new").replace(folder / "plan.yaml")


if __name__ == "__main__":
    sys.exit(main())
