"""The files of a repository, as the audit asks for them."""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from jimoplan.actions.plan.evidence import path_from_top
from jimoplan.core.audit.acts import ATTRIBUTES, GUARDS
from jimoplan.core.audit.file_changes import Changed, Pair
from jimoplan.core.reports.kinds import TEMPLATES_FOLDER
from jimoplan.git.changed_files import compare_commits
from jimoplan.git.merging import NoTextError, Three, weave_lines
from jimoplan.git.objects import ObjectReader, find_blob, identify, list_blobs

_LISTINGS = 4
_PLACES = 65536


class RepositoryFiles:
    """See core.audit.file_changes.Files; `names` are the paths that the plan has had."""

    def __init__(self, objects: ObjectReader, names: Sequence[str]) -> None:
        self._objects = objects
        self._repository = objects.repository
        self._names = tuple(dict.fromkeys(names))
        self._list = lru_cache(_LISTINGS)(self._list_contents)
        self.content_at = lru_cache(_PLACES)(self._find_content)

    def compare(self, pairs: Iterable[Pair], paths: Iterable[str]) -> Changed:
        """How the files at some paths differ between commits."""
        return compare_commits(self._repository, pairs, list(paths))

    def guards(self, pairs: Iterable[Pair]) -> Changed:
        """How the files that guard the plan differ, whose names some disks take in any case."""
        paths = list(dict.fromkeys(self._guards()))
        return compare_commits(self._repository, pairs, paths, "literal,icase")

    def places_of(self, name: str) -> tuple[str, ...]:
        """Where a file may lie that the plan names from any folder that it has been in."""
        plans = (self._repository._replace(path=plan) for plan in self._names)
        return tuple(dict.fromkeys(filter(None, (path_from_top(plan, name) for plan in plans))))

    def find(self, commit: str, content: str) -> str | None:
        """A path where a commit has a content."""
        return self._list(commit).get(content)

    def merge(self, base: str, ours: str, theirs: str) -> str | None:
        """The id of what git makes of three texts by itself; None where it asks.

        Raises GitError where it fails: that is no answer, and nothing to be remembered.
        """
        if any(" " in content for content in (base, ours, theirs)):
            return None  # no ordinary files
        try:
            merged = weave_lines(Three(*map(self._objects.read, (base, ours, theirs))))
        except NoTextError:
            return None
        return None if merged.has_conflicts else identify(merged.data, ours)

    def _find_content(self, commit: str, path: str) -> str | None:
        return find_blob(self._objects, commit, path)

    def _list_contents(self, commit: str) -> dict[str, str]:
        return {blob: path for path, blob in list_blobs(self._objects, commit)}

    def _guards(self) -> Iterator[str]:
        yield from GUARDS
        yield ATTRIBUTES
        for name in self._names:
            folder = posixpath.dirname(name)
            yield posixpath.join(folder, TEMPLATES_FOLDER)
            while folder:
                yield posixpath.join(folder, ATTRIBUTES)
                folder = posixpath.dirname(folder)
