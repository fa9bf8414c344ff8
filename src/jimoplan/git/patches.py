"""One file's new content as a patch, which git stores, checks and enters in an index at once.

The form is that of git diff --binary: the content compressed, in base 85, between the ids of what
the file was and of what it comes to. git apply refuses it where the index has another file by now.
"""

import zlib
from base64 import b85encode
from collections.abc import Iterator
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from typing import NamedTuple

_PLAIN = frozenset((ascii_letters + digits + "._-/ ").encode())
_LENGTHS = (ascii_uppercase + ascii_lowercase).encode()  # of a line: A is one byte, z is 52


class FileChange(NamedTuple):
    """What a file, by its path from the top, becomes; ids and modes as git writes them.

    `old` is None for a new file, which is given the mode; any other keeps the mode it has.
    """

    path: str
    old: str | None
    new: str
    data: bytes
    mode: str = "100644"


def write_patch(change: FileChange) -> bytes:
    """The patch that makes the change."""
    name = _quote(change.path)
    head = [b'diff --git "a/%b" "b/%b"' % (name, name)]
    if change.old is None:
        head.append(f"new file mode {change.mode}".encode())
    old = change.old or "0" * len(change.new)
    head += [f"index {old}..{change.new}".encode(), b"GIT binary patch"]
    head.append(b"literal %d" % len(change.data))
    return b"\n".join([*head, *_lines(zlib.compress(change.data)), b"", b""])


def _quote(path: str) -> bytes:
    """A path as git quotes it: whatever could be taken for something else, in octal."""
    data = path.encode("utf-8", "surrogateescape")
    return b"".join(b"%c" % byte if byte in _PLAIN else b"\\%03o" % byte for byte in data)


def _lines(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), len(_LENGTHS)):
        part = data[at : at + len(_LENGTHS)]
        padded = part + b"\0" * (-len(part) % 4)
        yield _LENGTHS[len(part) - 1 : len(part)] + b85encode(padded)
