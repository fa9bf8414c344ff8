"""Ctrl-C at any time is one line in Chinese and exit code 130, also while jimoplan is starting."""

import os
import signal
import subprocess
import sys
import time

import pytest
from command_line import REPOSITORY, clean_environment

BREAK_OFF = """
import sys

class AtModule:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            raise KeyboardInterrupt

sys.meta_path.insert(0, AtModule())
from jimoplan.entry import main
sys.exit(main(["status"]))
"""


@pytest.mark.parametrize(
    "module",
    [
        *("jimoplan.cli", "jimoplan.cli.app", "typer", "jimoplan.cli.plan.status"),
        *("pydantic", "yaml", "rich.console"),
    ],
)
def test_whatever_is_being_imported_ctrl_c_is_one_line(module: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", BREAK_OFF, module],
        cwd=REPOSITORY,
        env=clean_environment(),
        capture_output=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (130, b"")
    assert ended.stderr.decode() == "已中断\n"


SWALLOWED = """
import sys
from jimoplan import cli, entry

class Library:
    def __del__(self):
        raise KeyboardInterrupt

def run(arguments):
    Library()
    return 0

cli.main = run
sys.exit(entry.main([]))
"""


def test_ctrl_c_that_a_library_could_not_pass_on_interrupts_all_the_same() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SWALLOWED], env=clean_environment(), capture_output=True, check=False
    )

    assert (ended.returncode, ended.stderr.decode()) == (130, "已中断\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal to send")
def test_whoever_waits_for_a_command_interrupts_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "jimoplan", "report", "--from", "-"],
        cwd=REPOSITORY,
        env=clean_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        time.sleep(2)  # until it reads its standard input
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)

    assert (process.returncode, out, err.decode()) == (130, b"", "已中断\n")
