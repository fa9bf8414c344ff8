"""A person at a terminal: jimoplan asks there, and gets the answers typed."""

import os
import subprocess
import sys
from collections.abc import Sequence

from command_line import Outcome, clean_environment
from repositories import Work

TYPED_CTRL_D = "\x04"


def answer(work: Work, words: Sequence[str], typed: str, **env: str) -> Outcome:
    """Run jimoplan with a terminal as its standard input, on which something is typed."""
    import pty
    import tty

    leading, following = pty.openpty()
    tty.setcbreak(following)  # as while somebody is asked: what is typed is passed on as it is
    with subprocess.Popen(
        [sys.executable, "-m", "jimoplan", *words],
        cwd=work.folder,
        env=clean_environment(**work.env, **env),
        stdin=following,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(following)
        os.write(leading, typed.encode())
        try:
            out, err = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()  # who waits for more than was typed would wait for ever
            raise
        finally:
            os.close(leading)
    return Outcome(process.returncode, out, err)


def program() -> str:
    """How a shell runs jimoplan with this interpreter."""
    return f"'{sys.executable}' -m jimoplan"
