"""Names of files that every file system takes."""

from zlib import crc32

_LONGEST_NAME = 60  # file systems take 255 bytes, and a character is up to four
_NO_FILE = frozenset('<>:"/\\|?*')
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL"}) | {
    f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10)
}


def safe_file_name(name: str) -> str:
    """A name that every file system takes, Windows' included: other signs become _; cut to size."""
    safe = "".join("_" if char in _NO_FILE or not char.isprintable() else char for char in name)
    safe = safe.rstrip(" .") or "_"
    safe = f"_{safe}" if safe.partition(".")[0].upper() in _RESERVED else safe
    return (
        safe if len(safe) <= _LONGEST_NAME else f"{safe[:_LONGEST_NAME]}_{crc32(safe.encode()):08x}"
    )


class FileNames:
    """Names of files in one folder: safe ones, none of them like another but for its case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wished: str) -> str:
        """The nearest name to the one wished for that is still free."""
        name = safe_file_name(wished)
        while name.casefold() in self._taken:
            name += "_"
        self._taken.add(name.casefold())
        return name
