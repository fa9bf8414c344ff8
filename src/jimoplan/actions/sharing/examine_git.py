"""What git knows of whoever works here, of merging and of sharing, looked at point by point."""

from collections.abc import Iterator

from jimoplan.actions.merging.git_setup import State as SetupState
from jimoplan.actions.merging.git_setup import find_setup
from jimoplan.actions.merging.trial import why_not_merging
from jimoplan.actions.plan.identity import TO_BE_KNOWN
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.actions.sharing.findings import Finding, fine, note, wrong
from jimoplan.actions.sharing.merged_elsewhere import is_odd
from jimoplan.git.config import read_setting
from jimoplan.git.joining import list_loose, list_merges
from jimoplan.git.obstacles import RemoteError
from jimoplan.git.remote import Line, fetch, find_remote
from jimoplan.git.repository import Repository
from jimoplan.system.files import shown_path

_MERGES = 10
"""How many of the last merges are made again."""

_SERVERS = "网页上的合并按钮不用合并驱动,逐行合并,合出来的计划可能读不出来;合并请在本机做"


def examine_identity(workplace: Workplace) -> Iterator[Finding]:
    """Whether git knows who works here, and the plan knows them."""
    who = workplace.identity
    if who is None:
        yield wrong(
            "identity",
            "git 不知道您是谁",
            TO_BE_KNOWN,
        )
        return
    plan = workplace.open().text.comparable
    people = [person for each in plan.departments for person in each.people] if plan else []
    if not people:
        yield fine("identity", f"您是 {who}")
        return
    mine = [person for person in people if person.email.lower() == who.email.lower()]
    if not mine:
        yield note(
            "identity",
            f"您是 {who},不在计划的人员名单上",
            "邮箱不对的,git config user.email 名单上的邮箱;没有列上的,请督查 jimoplan add person",
        )
    elif all(person.name != who.name for person in mine):
        yield note(
            "identity",
            f"您是 {who},名单上这个邮箱叫 {mine[0].name}",
            f"git config user.name {mine[0].name}",
        )
    else:
        yield fine("identity", f"您是 {who},{'、'.join(dict.fromkeys(p.role for p in mine))}")


def examine_edits(workplace: Workplace, repository: Repository) -> Iterator[Finding]:
    """Whether the plan is committed as it is."""
    if repository.read_head().blob is None or repository.path in list_loose(repository):
        yield note("edits", f"{shown_path(workplace.path)} 里有还没有提交的改动", "jimoplan commit")
    else:
        yield fine("edits", "计划文件没有未提交的改动")


_DRIVER = ("merge.jimoplan.name", "merge.jimoplan.driver")


def examine_driver(workplace: Workplace) -> Iterator[Finding]:
    """Whether git merges and shows the plan by field, which is really tried."""
    setup = find_setup(workplace.file, workplace.file.parent)
    repository = setup.repository
    bad = [part for part in setup.parts if part.state is not SetupState.IN_PLACE]
    for key, names, words, effect in (
        ("driver", _DRIVER, "合并驱动", "git 只会逐行合并,容易冲突"),
        ("diff", ("diff.jimoplan.textconv",), "差异显示", "git diff 只会逐行比较"),
        ("attributes", ("merge", "diff"), ".gitattributes 里给计划设的属性", "git 不会按编号合并"),
    ):
        found = [part for part in bad if part.name in names]
        if found:
            foreign = found[0].state is SetupState.FOREIGN
            remedy = f"先看 jimoplan git status,{found[0].name} 是别人设的" if foreign else ""
            said = f"{words}{found[0].state},{effect}"
            yield wrong(key, said, remedy or "jimoplan git setup")
        elif key == "driver" and (why := _why_not_merging(repository)):
            yield wrong(
                key, f"合并驱动装了,试着合并却不成:{why}", "jimoplan git setup;还不成,重装 jimoplan"
            )
        else:
            yield fine(key, f"{words}{'装好了,试过能合并' if key == 'driver' else '在'}")


def _why_not_merging(repository: Repository) -> str:
    return why_not_merging(read_setting(repository, "merge.jimoplan.driver") or "")


def examine_merges(repository: Repository) -> Iterator[Finding]:
    """Whether the last merges are what merging by id and field comes to."""
    if not repository.has_commits:
        return
    odd = [each for each in list_merges(repository, _MERGES) if is_odd(repository, each)]
    if not odd:
        yield fine("merges", "没有不按编号和字段来的合并")
        return
    told = "、".join(f"{each.commit[:9]}({each.by} {each.day})" for each in odd)
    yield note(
        "merges",
        f"这些合并没有经过合并驱动,或有人另外改过:{told}",
        f"看差在哪里:jimoplan diff {odd[0].parents[0][:9]} {odd[0].commit[:9]}",
    )


def examine_remote(repository: Repository, line: Line | None) -> Iterator[Finding]:
    """Whether the repository that is shared can be reached."""
    try:
        remote = find_remote(repository)
        if line is None:
            yield note("servers", _SERVERS, "jimoplan sync")
            yield fine("remote", f"同 {remote.shown}({remote.address})共享;没有试着连(--offline)")
            return
        theirs = fetch(repository, remote, line)
    except RemoteError as failure:
        make = note if failure.obstacle.is_choice else wrong
        yield make("remote", failure.message, failure.remedy)
        return
    yield note("servers", _SERVERS, "jimoplan sync")
    if theirs is None:
        yield note("remote", f"连得上 {remote.name},还没有 {remote.branch} 分支", "jimoplan sync")
    else:
        yield fine("remote", f"连得上 {remote.shown}({remote.address})")
