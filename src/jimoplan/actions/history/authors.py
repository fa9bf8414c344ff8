"""Who has changed a plan lately."""

from pathlib import Path

from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.errors import JimoplanError
from jimoplan.git.history import read_last_commits

_LATELY = 100
"""How many commits are looked at."""


def find_late_authors(file: Path | None, start: Path) -> tuple[str, ...]:
    """Their names, the latest first; nobody where there is no history that can be read."""
    try:
        repository = find_workplace(file, start).repository
        if repository is None or not repository.has_commits:
            return ()
        commits = read_last_commits(repository, _LATELY)
    except JimoplanError:
        return ()
    return tuple(dict.fromkeys(commit.author.name for commit in commits))
