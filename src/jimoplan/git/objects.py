"""What a repository holds, read one thing after the other by a single process."""

import hashlib
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from jimoplan.git.process import GitError, start_git
from jimoplan.git.repository import Head, Repository

FOLDER = b"40000"
"""The mode that a tree gives to a folder."""
_FILE = b"100"
"""How the mode of a file begins, be it executable or not."""
_SHA1 = 40  # hexadecimal digits
_REMEMBERED = 16
"""How many folders are remembered; each may have thousands of files."""
_STOPPED = ("读不了 git 仓库", "git 中途停了", "运行 git fsck 检查")


class TreeEntry(NamedTuple):
    """What stands under a path, by its mode and id as git writes them; mode 0 for nothing."""

    mode: bytes
    id: str
    path: bytes


class ObjectReader:
    """Reads contents until it is closed; git is started when the first one is wanted.

    A name such as HEAD is looked up anew each time it is asked for.
    """

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._process: subprocess.Popen[bytes] | None = None
        self._folders: dict[str, dict[bytes, TreeEntry]] = {}
        self._trees: dict[str, str | None] = {}

    def read(self, blob: str) -> bytes:
        """The content of that id; raises GitError where git has not got it."""
        found = self.find(blob)
        if found is None:
            raise GitError("git 仓库不完整", f"没有内容 {blob[:9]}", "运行 git fsck 检查")
        return found[1]

    def find(self, name: str) -> tuple[str, bytes] | None:
        """The id and content of what has that name for git (HEAD:plan.yaml), if there is such.

        Raises GitError where git cannot go on reading.
        """
        if self._process is None:
            self._process = start_git(self.repository.folder, ["cat-file", "--batch"])
        asked, told = self._process.stdin, self._process.stdout
        if asked is None or told is None:
            raise GitError("读不了 git 仓库", "")
        try:
            asked.write(f"{name}\n".encode("utf-8", "surrogateescape"))
            asked.flush()
            line = told.readline()
        except BrokenPipeError:
            line = b""
        if not line.endswith(b"\n"):
            raise GitError(*_STOPPED)
        words = line.split()
        if len(words) != 3 or not words[2].isdigit():  # noqa: PLR2004 - id, type, size
            return None
        data = told.read(int(words[2]) + 1)
        if len(data) <= int(words[2]):
            raise GitError(*_STOPPED)
        return words[0].decode(), data[:-1]

    def read_folder(self, tree: str) -> dict[bytes, TreeEntry]:
        """What stands in a folder, by name; the last ones read are remembered. Raises as `read`."""
        if tree not in self._folders:
            while len(self._folders) >= _REMEMBERED:
                del self._folders[next(iter(self._folders))]
            entries = split_tree(self.read(tree), len(tree) // 2)
            self._folders[tree] = {entry.path: entry for entry in entries}
        return self._folders[tree]

    def find_tree(self, commit: str) -> str | None:
        """The id of a commit's top folder; raises as `find`."""
        if len(commit) < _SHA1:  # a name, which may stand for another commit by now
            return (self.find(f"{commit}^{{tree}}") or (None,))[0]
        if commit not in self._trees:
            self._trees[commit] = (self.find(f"{commit}^{{tree}}") or (None,))[0]
        return self._trees[commit]

    def read_head(self) -> Head:
        """The plan as committed last."""
        commit, plan = self.find("HEAD"), self.find(f"HEAD:{self.repository.path}")
        blob, data = plan or (None, b"")
        return Head(commit[0] if commit else None, blob, data)

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


def identify(data: bytes, like: str) -> str:
    """The id that git gives to a content: a hash of its kind, size and bytes, as long as `like`."""
    name = "sha1" if len(like) == _SHA1 else "sha256"
    return hashlib.new(name, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def compare_trees(objects: ObjectReader, old: str | None, new: str) -> Iterator[TreeEntry]:
    """What stands otherwise in a commit than in an earlier one, None for the very beginning."""
    return _compare(objects, _find_tree(objects, old), _find_tree(objects, new), b"")


def _find_tree(objects: ObjectReader, commit: str | None) -> str | None:
    return objects.find_tree(commit) if commit else None


def _compare(
    objects: ObjectReader, old: str | None, new: str | None, folder: bytes
) -> Iterator[TreeEntry]:
    before, after = _read_tree(objects, old), _read_tree(objects, new)
    for name in before.keys() | after.keys():
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        old_folder, new_folder = _folder_id(was), _folder_id(now)
        if old_folder or new_folder:
            yield from _compare(objects, old_folder, new_folder, folder + name + b"/")
        if now and now.mode != FOLDER:
            yield now._replace(path=folder + name)
        elif was and was.mode != FOLDER:
            yield TreeEntry(b"0", "0" * len(was.id), folder + name)


def find_blobs(objects: ObjectReader, commit: str, paths: Iterable[str]) -> dict[str, str]:
    """The ids of the files at paths from the top in a commit, of those that there are.

    Only folders are read, so that the size of the files does not matter.
    """
    top = _find_tree(objects, commit)
    found: dict[str, str] = {}
    for path in paths:
        *folders, name = path.encode("utf-8", "surrogateescape").split(b"/")
        tree = top
        for folder in folders:
            tree = _folder_id(_read_tree(objects, tree).get(folder))
        entry = _read_tree(objects, tree).get(name)
        if entry and entry.mode.startswith(_FILE):
            found[path] = entry.id
    return found


def find_blob(objects: ObjectReader, commit: str, path: str) -> str | None:
    """The id of the one file at a path, None where there is none."""
    return find_blobs(objects, commit, [path]).get(path)


def list_blobs(objects: ObjectReader, commit: str) -> Iterator[tuple[str, str]]:
    """Every file of a commit: its path from the top, and its id."""
    ahead = [(b"", _find_tree(objects, commit))]
    while ahead:
        prefix, tree = ahead.pop()
        for name, entry in _read_tree(objects, tree).items():
            if entry.mode == FOLDER:
                ahead.append((prefix + name + b"/", entry.id))
            elif entry.mode.startswith(_FILE):
                yield (prefix + name).decode("utf-8", "surrogateescape"), entry.id


def _folder_id(entry: TreeEntry | None) -> str | None:
    return entry.id if entry and entry.mode == FOLDER else None


def _read_tree(objects: ObjectReader, tree: str | None) -> dict[bytes, TreeEntry]:
    return objects.read_folder(tree) if tree else {}


def split_tree(tree: bytes, width: int) -> Iterator[TreeEntry]:
    """What stands in a folder, by the tree that git keeps of it, whose ids have so many bytes."""
    at = 0
    while at < len(tree):
        end = tree.index(b"\0", at)
        mode, _, name = tree[at:end].partition(b" ")
        at = end + 1 + width
        yield TreeEntry(mode, tree[end + 1 : at].hex(), name)
