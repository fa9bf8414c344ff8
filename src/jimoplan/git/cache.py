"""What has been computed before, kept in the repository's git directory.

The file may be deleted, cut short or damaged at any time: every line carries a digest of its own,
and one that does not fit it is as good as not there.
"""

import json
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jimoplan.git.repository import Repository

_NAME = "jimoplan.cache"
_LIMIT = 128 * 1024 * 1024


class Cache:
    """Values ready for JSON by keys without spaces; what is new is kept by `save`."""

    def __init__(self, path: Path, makers: str) -> None:
        """What a file has; `makers` stands for all that the values depend on but their keys."""
        self._path = path
        self._makers = makers
        self._lines = self._read()
        self._fresh: dict[str, Any] = {}

    def get(self, key: str) -> Any:  # noqa: ANN401 - whatever was put there
        """The value kept under a key, None where there is none that can be trusted."""
        if key in self._fresh:
            return self._fresh[key]
        digest, _, data = self._lines.get(key.encode(), b"").partition(b" ")
        if not data or digest != self._digest(key, data):
            return None
        return json.loads(data)

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401 - as above
        """Keep a value."""
        self._fresh[key] = value

    def save(self) -> None:
        """Write what is new; a disk that does not take it costs nothing but time."""
        if not self._fresh:
            return
        lines = [b"\n"]  # what another process may have left unfinished ends here
        for key, value in self._fresh.items():
            data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
            lines.append(b"%b %b %b\n" % (key.encode(), self._digest(key, data), data))
        with suppress(OSError):
            if self._path.is_symlink() or (self._path.exists() and not self._is_ordinary()):
                return
            if self._path.exists() and self._path.stat().st_size > _LIMIT:
                self._path.unlink()
            with self._path.open("ab") as file:
                file.write(b"".join(lines))
        self._fresh = {}

    def _read(self) -> dict[bytes, bytes]:
        try:
            if not self._is_ordinary() or self._path.stat().st_size > 2 * _LIMIT:
                return {}
            data = self._path.read_bytes()
        except OSError:
            return {}
        pairs = (line.partition(b" ") for line in data.split(b"\n"))
        return {key: rest for key, _, rest in pairs}

    def _is_ordinary(self) -> bool:
        """Whether it is a file of its own: what it leads to elsewhere is not ours to touch."""
        return stat.S_ISREG(self._path.lstat().st_mode)

    def _digest(self, key: str, data: bytes) -> bytes:
        words = b"\0".join((self._makers.encode(), key.encode(), data))
        return blake2b(words, digest_size=16).hexdigest().encode()


@contextmanager
def open_cache(repository: Repository, makers: str) -> Iterator[Cache]:
    """The cache of a repository; what is new in it is kept, also of what is broken off."""
    cache = Cache(repository.git_folder / _NAME, makers)
    try:
        yield cache
    finally:
        cache.save()
