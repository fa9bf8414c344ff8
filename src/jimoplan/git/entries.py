"""What stands under the plan's own name in each commit, links not followed."""

from collections.abc import Sequence

from jimoplan.git.process import ask_git
from jimoplan.git.repository import Repository


def read_entries(repository: Repository, commits: Sequence[str]) -> dict[str, str | None]:
    """The id of the file, or of the link, in each commit; None where there is neither."""
    given = "".join(f"{commit}:{repository.path}\n" for commit in commits)
    asked = ["cat-file", "--batch-check=%(objectname) %(objecttype)"]
    out = ask_git(
        repository.folder, asked, "读不了提交历史", given=given.encode("utf-8", "surrogateescape")
    )
    lines = out.split(b"\n")[: len(commits)]
    found = (line.decode("utf-8", "replace").removesuffix(" blob") for line in lines)
    return {
        commit: entry if " " not in entry else None
        for commit, entry in zip(commits, found, strict=True)
    }
