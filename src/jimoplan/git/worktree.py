"""Files in the work tree beside the plan, and the ids that git has or would have for them."""

import os
from collections.abc import Iterable, Iterator, Sequence

from jimoplan.git.process import ask_git, run_git
from jimoplan.git.repository import Repository

_CANNOT_READ = "读不了 git 暂存区"
_AT_A_TIME = 200
"""How many names are given to git at a time: a command line has its limits."""


def identify_files(repository: Repository, names: Sequence[str]) -> dict[str, str]:
    """The id that git gives to each file that is there, named from the work tree's top.

    Line ends and what other filters change, such as large files kept elsewhere, are as git would
    store them. What git knows to be as it was is not read, whatever its size. A file whose filter
    fails has no id.
    """
    known = _ids_in_index(repository, names)
    changed = _changed(repository, known)
    found = {name: blob for name, blob in known.items() if name not in changed}
    asked = [name for name in names if name not in found and _is_file(repository, name)]
    return found | _hash(repository, asked)


def _ids_in_index(repository: Repository, names: Sequence[str]) -> dict[str, str]:
    """The ids of the files that the index has; links and what is in conflict left out."""
    found: dict[str, str] = {}
    for entry in _ask_index(repository, ["--stage"], names):
        facts, _, name = entry.partition("\t")
        mode, blob, stage = facts.split(" ")
        if mode.startswith("100") and stage == "0":
            found[name] = blob
    return found


def _changed(repository: Repository, names: Iterable[str]) -> set[str]:
    """The files that are not what the index says, or may not be; those that are gone as well."""
    return set(_ask_index(repository, ["--modified", "--deleted"], list(names)))


def _ask_index(
    repository: Repository, options: Sequence[str], names: Sequence[str]
) -> Iterator[str]:
    for at in range(0, len(names), _AT_A_TIME):
        asked = ["ls-files", "-z", *options, "--", *names[at : at + _AT_A_TIME]]
        out = ask_git(repository.top, asked, _CANNOT_READ)
        yield from filter(None, os.fsdecode(out).split("\0"))


def _hash(repository: Repository, names: Sequence[str]) -> dict[str, str]:
    if not names:
        return {}
    given = os.fsencode("".join(f"{name}\n" for name in names))
    ran = run_git(repository.top, ["hash-object", "--stdin-paths"], given=given)
    if ran.code and len(names) > 1:  # one of them cannot be read, or its filter fails
        return {name: blob for each in names for name, blob in _hash(repository, [each]).items()}
    return {} if ran.code else dict(zip(names, ran.out.decode("ascii").split(), strict=True))


def _is_file(repository: Repository, name: str) -> bool:
    path = repository.top / name
    return path.is_file() and not path.is_symlink()
