"""What was worked out before, kept in the user's cache folder.

The folder may be deleted at any time, and any file in it cut short or damaged: every file carries
a digest of its own, and one that does not fit it is as good as not there. What a value depends on
is all in its key, so that nothing kept ever has to be found out of date.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex

_MOST_FILES = 400
_MOST_BYTES = 16 * 1024 * 1024
"""Of one value; what is larger is worked out again."""
_DIGEST = 32


def read_kept(key: bytes) -> bytes | None:
    """The value kept under a key, None where there is none that can be trusted."""
    try:
        with _path(key).open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            digest, data = file.read(_DIGEST), file.read(_MOST_BYTES + 1)
    except (OSError, RuntimeError):
        return None
    return data if digest == _digest(key, data) else None


def keep(key: bytes, data: bytes) -> None:
    """Keep a value; a disk that does not take it costs nothing but time."""
    if len(data) > _MOST_BYTES:
        return
    with suppress(OSError, RuntimeError):
        path = _path(key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_room(path.parent)
        unfinished = path.with_name(f"{path.name}-{token_hex(4)}")
        try:
            with open(unfinished, "xb", opener=_private) as file:
                file.write(_digest(key, data) + data)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def key_of(*parts: bytes) -> bytes:
    """A key for what depends on these values and on the program as it is installed here."""
    words = blake2b(digest_size=_DIGEST)
    for part in (*_installation(), *parts):
        words.update(b"%d:" % len(part))
        words.update(part)
    return words.digest()


def _installation() -> Iterator[bytes]:
    """What changes whenever another jimoplan, Python or calendar of holidays is installed."""
    yield f"{sys.version} {sys.executable}".encode()
    for name in ("jimoplan", "chinese_calendar"):
        spec = find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            yield from _stamps(folder)
    if getattr(sys, "frozen", False):  # one file holds all of it
        found = Path(sys.executable).stat()
        yield f"{found.st_size} {found.st_mtime_ns}".encode()


def _stamps(folder: str) -> Iterator[bytes]:
    """Name, size and time of every module in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.name.endswith(".py"):
                found = entry.stat()
                yield f"{entry.name} {found.st_size} {found.st_mtime_ns}".encode()
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _stamps(entry.path)


def _make_room(folder: Path) -> None:
    """Remove the older half of what is kept where that is too much."""
    names = [each for each in os.scandir(folder) if each.is_file(follow_symlinks=False)]
    if len(names) < _MOST_FILES:
        return
    names.sort(key=lambda each: each.stat(follow_symlinks=False).st_mtime_ns)
    for each in names[: len(names) // 2]:
        with suppress(OSError):
            Path(each).unlink()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _digest(key: bytes, data: bytes) -> bytes:
    return blake2b(data, key=key, digest_size=_DIGEST).digest()


def _path(key: bytes) -> Path:
    return _folder() / key.hex()


def _folder() -> Path:
    """The folder named for it, or in the user's own; raises RuntimeError without a home."""
    if named := os.environ.get("JIMOPLAN_CACHE", ""):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        general = os.environ.get("XDG_CACHE_HOME", "")
        base = Path(general) if general.startswith("/") else Path.home() / ".cache"
    return Path(base) / "jimoplan"
