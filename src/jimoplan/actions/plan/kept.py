"""Where a plan's files are kept that are nobody else's: under git's folder, or beside the plan."""

from pathlib import Path
from zlib import crc32

from jimoplan.actions.plan.workplace import Workplace

_FOLDER = "jimoplan"


def place_kept(workplace: Workplace, name: str, whose: str = "") -> Path:
    """Where a file of that name lies for a plan, and for somebody, outside of its history.

    Only in a repository has it a folder of its own.
    """
    repository = workplace.repository
    if repository is None:
        return workplace.file.with_name(f".{workplace.file.name}.{name}-{_short(whose)}.json")
    marked = f"{name}-{_short(f'{repository.path} {whose}')}.json"
    return repository.git_folder / _FOLDER / marked


def _short(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
