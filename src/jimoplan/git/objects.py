"""Contents read from git one after the other by a single process."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from jimoplan.git.process import GitError, start_git
from jimoplan.git.repository import Repository


class ObjectReader:
    """Reads contents by id until it is closed; git is started when the first one is wanted."""

    def __init__(self, repository: Repository) -> None:
        self._folder = repository.folder
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, blob: str) -> bytes:
        """The content of that id; raises GitError where git has not got it."""
        found = self.find(blob)
        if found is None:
            raise GitError("git 仓库不完整", f"没有内容 {blob[:9]}", "运行 git fsck 检查")
        return found[1]

    def find(self, name: str) -> tuple[str, bytes] | None:
        """The id and content of what has that name for git (HEAD:plan.yaml), if there is such."""
        if self._process is None:
            self._process = start_git(self._folder, ["cat-file", "--batch"])
        asked, told = self._process.stdin, self._process.stdout
        if asked is None or told is None:
            raise GitError("读不了 git 仓库", "")
        asked.write(f"{name}\n".encode("utf-8", "surrogateescape"))
        asked.flush()
        words = told.readline().split()
        if len(words) != 3 or not words[2].isdigit():  # noqa: PLR2004 - id, type, size
            return None
        size = int(words[2])
        return words[0].decode(), told.read(size + 1)[:size]

    def close(self) -> None:
        """End git."""
        if self._process:
            self._process.communicate()


@contextmanager
def open_objects(repository: Repository) -> Iterator[ObjectReader]:
    """The contents of a repository, read by one process."""
    reader = ObjectReader(repository)
    try:
        yield reader
    finally:
        reader.close()
