"""Files given as evidence, held against what is found of them: gone, moved, or other content."""

from collections.abc import Iterator, Mapping
from shlex import quote
from typing import NamedTuple

from jimoplan.core.plan.evidence import EvidenceFile, each_evidence_file
from jimoplan.core.plan.model import Plan
from jimoplan.core.rules.findings import Finding


class FoundFile(NamedTuple):
    """What is found of a file: whether it is there, and the git blob of what it says, if known.

    `moved_to` is where git has the very content that was approved, or else a file of the same name
    where it is `alike`. A file that is not there may be `kept` by git all the same.
    """

    is_there: bool
    blob: str | None = None
    moved_to: str | None = None
    alike: bool = False
    kept: bool = False


def check_evidence_files(plan: Plan, found: Mapping[str, FoundFile]) -> Iterator[Finding]:
    """What is to be said of the files found, each where the plan names it."""
    for named in each_evidence_file(plan):
        file = found.get(named.name)
        if file is not None:
            yield from _check(named, file)


def _check(named: EvidenceFile, file: FoundFile) -> Iterator[Finding]:
    what = f"{named.item.id} 的佐证材料“{named.name}”"
    approval = named.approval
    if file.kept:
        remedy = f"取回来:git checkout HEAD -- {quote(named.name)}"
        yield Finding("W321", named.path, f"{what}不在工作区里,上次提交里还有", remedy)
    elif not file.is_there and file.moved_to:
        where = f"疑似移到了 {file.moved_to}" if file.alike else f"移到了 {file.moved_to}"
        yield Finding(
            "W321", named.path, f"{what}不在原处,{where}", "移回原处,或改 evidence 里的路径"
        )
    elif not file.is_there:
        yield Finding(
            "W321",
            named.path,
            f"{what}不在了" if approval else f"{what}找不到,也不是文号或网址",
            "把文件放回仓库(git log -- 路径 看它的去向);路径从计划所在的文件夹写起",
        )
    elif approval and file.blob and file.blob != approval.blob:
        yield Finding(
            "W322",
            named.path,
            f"{what}与 {approval.day} 销号时的内容不同",
            f"核对改动,当时的内容用 git show {approval.blob[:9]} 看;结论受影响的,退回重新审核",
        )
