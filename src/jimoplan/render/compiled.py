"""Compiled templates, kept in memory, and those that come with jimoplan in __pycache__ as well.

Those on the disk are trusted as Python's own compiled modules are, which lie there too. Templates
from other people are never kept on the disk.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from jinja2 import BytecodeCache, Environment, __version__
from jinja2.bccache import Bucket

from jimoplan.render.loader import packaged_templates

_HERE = Path(__file__).parent
_FOLDER = _HERE / "__pycache__"
_MAKERS = ("environment.py", "filters.py", "limits.py", "readable.py")


class CompiledTemplates(BytecodeCache):
    """Jinja's cache of compiled templates for one output format, by name, file and text.

    `folder` is where compiled packaged templates lie; None keeps nothing on the disk.
    """

    def __init__(self, form: str, folder: Path | None) -> None:
        self._form = form
        self._folder = folder
        self._codes: dict[tuple[str, str], bytes] = {}
        self._files: dict[str, Path] = {}

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The bucket for a template, filled if there is code of exactly its text."""
        if self._folder and filename and Path(filename).parent == packaged_templates():
            file = self._folder / f"{name}.{self._form}.{sys.implementation.cache_tag}"
            self._files[self.get_cache_key(name, filename)] = file
        return super().get_bucket(environment, name, filename, source)

    def get_source_checksum(self, source: str) -> str:
        """What the code depends on: the text, and whatever turns it into code."""
        return f"{super().get_source_checksum(source)}-{_makers()}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with the code of its template, if there is any."""
        code = self._codes.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)
        elif file := self._files.get(bucket.key):
            with suppress(OSError, EOFError, ValueError, TypeError), file.open("rb") as opened:
                bucket.load_bytecode(opened)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket's code; a disk that does not take it costs nothing but time."""
        self._codes[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
        file = self._files.get(bucket.key)
        if file:
            with suppress(OSError), _put_in_place(file) as written:
                written.write_bytes(self._codes[bucket.key, bucket.checksum])


@contextmanager
def _put_in_place(file: Path) -> Iterator[Path]:
    """A temporary file to write, which then replaces the file in one step."""
    file.parent.mkdir(exist_ok=True)
    beside = file.with_name(f"{file.name}.{token_hex(4)}")
    try:
        yield beside
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


@cache
def _makers() -> str:
    """A digest of Jinja's version and of the modules that decide what a template compiles to."""
    texts = (os.fsencode(__version__), *((_HERE / name).read_bytes() for name in _MAKERS))
    return sha256(b"\0".join(texts)).hexdigest()[:16]


@cache
def compiled_for(form: str) -> CompiledTemplates:
    """The cache for an output format; formats differ because escaping is compiled in."""
    return CompiledTemplates(form, None if sys.dont_write_bytecode else _FOLDER)
