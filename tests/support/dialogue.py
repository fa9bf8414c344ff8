"""A terminal of 24 lines of 80 columns with jimoplan in it, which is listened and talked to."""

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from command_line import clean_environment
from repositories import Work

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>78]|\x1b\][^\x07]*\x07|[\r\x00\x08]")
_PATIENCE = 60.0
_LINES, _COLUMNS = 24, 80


@dataclass
class Dialogue:
    """A process at a terminal; `said` is all that it wrote, without what moves the cursor."""

    process: subprocess.Popen[bytes]
    leading: int
    said: str = ""
    heard: int = 0
    _raw: bytes = field(default=b"", repr=False)

    @property
    def asked_for_cursor(self) -> bool:
        """Whether the terminal was asked where its cursor is, which not every one answers."""
        return b"\x1b[6n" in self._raw

    def expect(self, words: str) -> None:
        """Wait until something is said that has not been waited for yet."""
        until = monotonic() + _PATIENCE
        while (at := self.said.find(words, self.heard)) < 0:
            assert monotonic() < until, f"{words} was not said: {self.said[self.heard :]}"
            assert self._listen(), f"{words} was not said in the end: {self.said[self.heard :]}"
        self.heard = at + len(words)

    def answer(self, words: str, typed: str) -> None:
        """Wait for a question, then type an answer and the return key."""
        self.expect(words)
        self.press(f"{typed}\r")

    def press(self, keys: str) -> None:
        """Type keys."""
        os.write(self.leading, keys.encode())

    def interrupt(self) -> None:
        """Ctrl-C."""
        self.press("\x03")

    def end(self) -> int:
        """Hear the rest, and return the exit code."""
        while self._listen():
            pass
        return self.process.wait(_PATIENCE)

    def _listen(self) -> bool:
        ready, _, _ = select.select([self.leading], [], [], 1)
        if not ready:
            return self.process.poll() is None
        try:
            data = os.read(self.leading, 65536)
        except OSError:  # how Linux says that nobody is at the other end any more
            return False
        self._raw += data
        self.said = _CONTROL.sub("", self._raw.decode("utf-8", "ignore"))
        return bool(data)


@contextmanager
def talking(work: Work, words: Sequence[str], **env: str) -> Iterator[Dialogue]:
    """Jimoplan with a terminal as its input and output; it is gone in the end."""
    import fcntl
    import pty
    import struct
    import termios

    leading, following = pty.openpty()
    fcntl.ioctl(following, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    size = {"LINES": str(_LINES), "COLUMNS": str(_COLUMNS), "TERM": "xterm"}
    process = subprocess.Popen(
        [sys.executable, "-m", "jimoplan", *words],
        cwd=work.folder,
        env=clean_environment(**work.env, **size, **env),
        stdin=following,
        stdout=following,
        stderr=following,
        start_new_session=True,
    )
    os.close(following)
    try:
        yield Dialogue(process, leading)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(_PATIENCE)
        os.close(leading)
