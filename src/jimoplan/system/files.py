"""The disk: finding a plan, reading it, writing a file whole or not at all."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from time import monotonic, sleep

from jimoplan.errors import DISK_CAUSES, JimoplanError, UnfinishedError, UsageError

PLAN_NAME = "plan.yaml"
"""Names that are devices on Windows, whatever comes after a full stop."""
_LIMIT = 64 * 1024 * 1024
_UNFINISHED = ".jimoplan-unfinished"
_BESIDE = ".jimoplan-"
_DEAD_AFTER = 3600.0
"""So many seconds after which whoever has not put a finished file in its place is not alive."""


def find_plan(start: Path) -> Path:
    """The nearest plan.yaml in a folder or above it; raises JimoplanError where there is none."""
    found = find_plan_or_none(start)
    if found is None:
        looked = "、".join(str(folder) for folder in (start, *start.parents))
        raise JimoplanError(
            f"没有找到 {PLAN_NAME},找过这些文件夹:{looked}",
            f"进入放有 {PLAN_NAME} 的文件夹再运行,或用 --file 指明文件",
        )
    return found


def find_plan_or_none(start: Path) -> Path | None:
    """The nearest plan.yaml in a folder or above it, even if it cannot be read as a file."""
    candidates = (folder / PLAN_NAME for folder in (start, *start.parents))
    return next((path for path in candidates if os.path.lexists(path)), None)


def folder_as_named(folder: Path) -> Path:
    """The current folder by the path it was entered by, with links in it; else the folder given."""
    named = os.environ.get("PWD", "")
    same = os.path.isabs(named) and os.path.isdir(named) and os.path.samefile(named, folder)  # noqa: PTH112, PTH117, PTH121
    return Path(named) if same else folder


def shown_path(path: Path) -> Path:
    """The path as messages show it: relative to the current folder where it lies below it."""
    full, here = path.absolute(), Path.cwd()
    return full.relative_to(here) if full.is_relative_to(here) else path


def shipped_plan() -> Path:
    """The plan that comes with jimoplan."""
    return _shipped(PLAN_NAME)


def shipped_docs() -> Path:
    """The folder of the pages that come with jimoplan."""
    return _shipped("docs")


def _shipped(name: str) -> Path:
    """What comes with jimoplan: in a wheel inside the package, in a checkout at the top level."""
    package = Path(__file__).resolve().parents[1]
    inside = package / name
    return inside if inside.exists() else package.parents[1] / name


@contextmanager
def make_empty_folder(folder: Path) -> Iterator[None]:
    """An empty folder to make something in; if that fails, all is removed again.

    A process that dies on the way leaves a mark in it, by which the next one can tell. Raises
    UsageError for a place that is taken, JimoplanError where no folder can be made.
    """
    missing = [path for path in (folder, *folder.parents) if not os.path.lexists(path)]
    unfinished = folder / _UNFINISHED
    try:
        if not missing and not (folder.is_dir() and not any(folder.iterdir())):
            raise _taken(folder, unfinished)
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.touch()
    except OSError as error:
        raise _failure("建不了", folder, error) from None
    try:
        yield
        unfinished.unlink()
    except BaseException:
        with suppress(OSError):  # what cannot be removed keeps its mark, which goes last
            for path in sorted(folder.iterdir(), key=lambda path: path == unfinished):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            for path in missing:
                path.rmdir()
        raise


def _taken(folder: Path, unfinished: Path) -> UsageError:
    name = shown_path(folder)
    if os.path.lexists(unfinished):
        return UsageError(
            f"{name} 还没有建完:正在建,或上一次建到一半就中断了;没有动它",
            "没有别的 jimoplan 正在建它的话,看看里面有没有自己的东西,删去整个文件夹再运行",
        )
    return UsageError(f"{name} 已经有东西,没有动它", "换一个还没有的或空的文件夹")


def read_bytes(path: Path) -> bytes:
    """A file's bytes, at most one more than a plan may have; raises JimoplanError if that fails."""
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise JimoplanError(
                    f"读不了 {shown_path(path)}:这是管道、设备或套接字,不是普通文件",
                    "写普通文件的名字;要读别的程序的输出,先存成文件",
                )
            return file.read(_LIMIT + 1)
    except OSError as error:
        raise _failure("读不了", path, error) from None


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting for whoever may write into a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def make_folder(path: Path) -> None:
    """A folder with those above it, where it is not there; raises JimoplanError if that fails."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _failure("建不了文件夹", path, error) from None


def list_files(folder: Path) -> tuple[str, ...]:
    """The names of the ordinary files in a folder, none where it is not there.

    Raises JimoplanError where it cannot be read.
    """
    try:
        return tuple(sorted(path.name for path in folder.iterdir() if path.is_file()))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _failure("读不了文件夹", folder, error) from None


def write_text(path: Path, text: str, *, keep: Path) -> None:
    """Put a UTF-8 text in place of a file in one step; `keep` is the plan, never overwritten.

    Raises JimoplanError as `write_bytes` does.
    """
    write_bytes(path, text.encode("utf-8"), keep=[keep])


def write_bytes(path: Path, data: bytes, *, keep: Iterable[Path]) -> None:
    """Put bytes in place of a file in one step; `keep` are plans, never overwritten.

    Raises JimoplanError if that fails, and before anything is written where the place is a plan
    or is no ordinary file.
    """
    try:
        if path.exists():
            _check_replaceable(path, keep)
        _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise _failure("写不了", path, error) from None


def write_into(folder: Path, files: Mapping[str, bytes], *, keep: Path) -> None:
    """Put bytes into a folder by the names of their files, each in one step.

    The folder may be a link, but nothing in it is followed out of it. Raises JimoplanError before
    anything is written where a name leads elsewhere, and as `write_bytes` does.
    """
    inside = Path(os.path.realpath(folder))
    for name in files:
        target = Path(os.path.realpath(folder / name))
        if not target.is_relative_to(inside):
            raise JimoplanError(
                f"{shown_path(folder / name)} 是链接,指向文件夹外面的 {target},没有写入",
                "删去这个链接再运行一次;要写到那里,就写那个文件夹的名字",
            )
    for name, data in files.items():
        write_bytes(folder / name, data, keep=[keep])


def create_text(path: Path, text: str) -> None:
    """Write a UTF-8 text into a new file; raises JimoplanError as `create_file` does."""
    create_file(path, text.encode("utf-8"))


def create_file(path: Path, data: bytes) -> None:
    """Write bytes into a new file; raises JimoplanError where there is one, or it fails."""
    try:
        if os.path.lexists(path):
            raise FileExistsError
        _replace(path, data)
    except OSError as error:
        raise _failure("写不了", path, error) from None


def remove_file(path: Path) -> None:
    """A file is not there any more; raises JimoplanError if it cannot be removed."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _failure("删不了", path, error) from None


def _check_replaceable(path: Path, keep: Iterable[Path]) -> None:
    if any(path.samefile(plan) for plan in keep):
        raise JimoplanError(f"{path} 就是计划文件,写进去会盖掉整份计划", "换一个文件名")
    if path.is_dir():
        raise IsADirectoryError
    if not os.access(path, os.W_OK):
        raise PermissionError
    if not path.is_file():
        raise JimoplanError(f"写不了 {path}:这是设备或管道,不是普通文件", "换一个文件名")


class Replacement:
    """New bytes that stand in the place of old ones, which lie ready to be put back."""

    def __init__(self, path: Path, data: bytes, kept: Path) -> None:
        self._path, self._data, self._kept = path, data, kept

    def put_back(self) -> bool:
        """Put the old file back, which takes no space; False if the new one has changed meanwhile.

        Raises UnfinishedError if it fails: the new bytes are there then, and the old ones beside.
        """
        try:
            if self._path.read_bytes() != self._data:
                return False
            move_over(self._kept, self._path)
            _sync_folder(self._path.parent)
        except OSError as error:
            failure = _failure("恢复不了", self._path, error)
            raise UnfinishedError(failure.message, failure.remedy) from None
        return True


@contextmanager
def replaced(path: Path, data: bytes, expected: bytes) -> Iterator[Replacement | None]:
    """New bytes in place of a file that still has the expected ones, until it is done with them.

    None if the file has others. Meanwhile a copy of the old one lies beside it, and stays there
    where an UnfinishedError ends this. Else as `replace_bytes`.
    """
    real = Path(os.path.realpath(path))
    kept = _kept_beside(real)
    try:
        kept.unlink(missing_ok=True)
        _write_whole(kept, expected)
        _take_after(kept, real.stat())
        done = _exchange(real, data, expected)
    except OSError as error:
        _clear(kept)
        raise _failure("写不了", path, error) from None
    try:
        yield Replacement(real, data, kept) if done else None
    except UnfinishedError:
        raise
    except BaseException:
        _clear(kept)
        raise
    _clear(kept)


def recover_replaced(path: Path, is_new: Callable[[bytes], bool]) -> bool:
    """Put back the old file that a process has left which died amid `replaced`; whether it was.

    A file that is not the new one any more, or not yet, stays as it is. Raises UnfinishedError if
    it fails.
    """
    kept = _kept_beside(path)
    try:
        if kept.exists() and path.exists() and is_new(path.read_bytes()):
            move_over(kept, path)
            _sync_folder(path.parent)
            return True
    except OSError as error:
        failure = _failure("恢复不了", path, error)
        raise UnfinishedError(failure.message, failure.remedy) from None
    _clear(kept)
    return False


def replace_bytes(path: Path, data: bytes, expected: bytes) -> bool:
    """Put new bytes in place of a file that still has the expected ones; False if it has not.

    The file at a symlink's end is replaced whole or not at all, its mode and owner kept. Only one
    process at a time may do so: what one that died has left beside the file is written over.
    Raises JimoplanError if it fails; the file then is as it was.
    """
    try:
        return _exchange(Path(os.path.realpath(path)), data, expected)
    except OSError as error:
        raise _failure("写不了", path, error) from None


def _exchange(real: Path, data: bytes, expected: bytes) -> bool:
    beside = real.with_name(f".{real.name}.jimoplan.tmp")
    old = real.stat()
    if not old.st_mode & stat.S_IWUSR or not os.access(real, os.W_OK):
        raise PermissionError
    beside.unlink(missing_ok=True)
    with _written(beside, data):
        _take_after(beside, old)
        if real.read_bytes() != expected:
            return False
        move_over(beside, real)
    _sync_folder(real.parent)
    return True


def _kept_beside(real: Path) -> Path:
    return real.with_name(f".{real.name}.jimoplan.old")


def _clear(path: Path) -> None:
    with suppress(OSError):  # the next one writes over what cannot be cleared away now
        path.unlink(missing_ok=True)


def move_over(
    source: Path,
    target: Path,
    rename: Callable[[Path, Path], object] = os.replace,
    patience: float = 3.0,
) -> None:
    """Rename a file over another one, in one step.

    Windows refuses while another program has the target open, such as an editor, WPS or a virus
    scanner: it is tried again for `patience` seconds. Raises OSError if it fails.
    """
    until = monotonic() + patience
    while True:
        try:
            rename(source, target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD or monotonic() > until:
                raise
            sleep(0.05)
        else:
            return


_HELD = frozenset({5, 32, 33})
"""Windows' ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION."""


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f"{_BESIDE}{token_hex(8)}.tmp")
    with _written(beside, data):
        _clear_left_beside(beside)
        if path.exists():
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        move_over(beside, path)
    _sync_folder(path.parent)


def _clear_left_beside(beside: Path) -> None:
    """Clear away what processes have left that died while they wrote into the same folder.

    Whoever is alive has it for seconds: by the clock of the disk, which may be another machine's.
    """
    with suppress(OSError):
        now = beside.stat().st_mtime
        for path in beside.parent.glob(f"{_BESIDE}*.tmp"):
            if now - path.lstat().st_mtime > _DEAD_AFTER:
                _clear(path)


@contextmanager
def _written(beside: Path, data: bytes) -> Iterator[None]:
    """A new file with the data safely on the disk; it is removed again unless it was renamed."""
    try:
        _write_whole(beside, data)
        yield
    finally:
        _clear(beside)


def _write_whole(path: Path, data: bytes) -> None:
    """A new file with the data safely on the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_after(beside: Path, old: os.stat_result) -> None:
    """Give a new file the mode of the old one, and its owner where that is allowed."""
    if sys.platform != "win32":
        with suppress(PermissionError):
            os.chown(beside, old.st_uid, old.st_gid)
    beside.chmod(stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where folders can be synchronised."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some network drives cannot; the file itself is safe by now
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


_REASONS: tuple[tuple[type[OSError], str, str], ...] = (
    (FileNotFoundError, "没有这个文件或文件夹", "检查文件名和所在文件夹"),
    (IsADirectoryError, "这是文件夹,不是文件", "写明文件夹里的文件名"),
    (FileExistsError, "这个名字已经有一个文件,不是文件夹", "换一个名字,或先移走那个文件"),
    (NotADirectoryError, "路径中间有一段不是文件夹", "检查路径"),
    (PermissionError, "没有权限,或文件是只读的", "检查文件和文件夹的权限,或换一个位置"),
)


_LET_GO = "关掉打开它的程序再运行一次;文件是只读的,先去掉只读"


def _failure(verb: str, path: Path, error: OSError) -> JimoplanError:
    name = shown_path(path)
    if getattr(error, "winerror", None) in _HELD:
        return JimoplanError(f"{verb} {name}:别的程序正占用它,可能在编辑器或 WPS 里打开着", _LET_GO)
    for kind, why, remedy in _REASONS:
        if isinstance(error, kind):
            return JimoplanError(f"{verb} {name}:{why}", remedy)
    why, remedy = DISK_CAUSES.get(error.errno or 0, (str(error.strerror), "检查磁盘和路径"))
    return JimoplanError(f"{verb} {name}:{why}", remedy)
