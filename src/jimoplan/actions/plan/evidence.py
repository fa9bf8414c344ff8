"""Evidence: a file inside the repository, a document number, or an address."""

import os
import re
from pathlib import Path

from jimoplan.actions.plan.texts import check_line
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.errors import UsageError

_ADDRESS = re.compile(r"https?://\S+")
_DOCUMENT = re.compile(
    r"[^\s/\\.]+[\u3014\[\uff3b(\uff08\u3010]\d{4}[\u3015\]\uff3d)\uff09\u3011]第?\d+号[^/]*"
)
"""即司发〔2024〕5号, in whichever brackets people can type."""


def check_evidence(workplace: Workplace, start: Path, written: str) -> str:
    """The evidence as it stands in the plan; a file by its path from the plan's folder.

    Raises UsageError for what is none of the three, or a file outside the repository.
    """
    text = check_line("--evidence", written) or ""
    if _ADDRESS.fullmatch(text) or _DOCUMENT.fullmatch(text):
        return text
    folder = workplace.file.parent
    found = next((p for p in (start / text, folder / text) if _is_there(p)), None)
    if found is None:
        raise UsageError(
            f"佐证材料“{text}”不是仓库里的文件,也不像文号或网址",
            "文件写路径,文号写成 即司发〔2024〕5号 的样子,网址以 http:// 或 https:// 开头",
        )
    real = found.resolve()
    top = workplace.repository.top if workplace.repository else folder.resolve()
    inside = real.is_relative_to(top) and ".git" not in real.relative_to(top).parts
    if not inside or real == workplace.file:
        raise UsageError(
            f"佐证材料“{text}”不在仓库 {top} 里,别人打不开", "先把文件放进仓库,再写它的路径"
        )
    if not real.is_file():
        raise UsageError(f"佐证材料“{text}”不是普通文件", "写明文件夹里的文件")
    name = Path(os.path.relpath(real, folder.resolve())).as_posix()
    if workplace.repository and workplace.repository.ignores(name):
        raise UsageError(
            f"佐证材料“{text}”被 .gitignore 排除在外,别人打不开", "换一个位置,或改 .gitignore"
        )
    return check_line("佐证材料的文件名", name) or name


def _is_there(path: Path) -> bool:
    """Whether there is something at a path; a name that no system allows is not."""
    try:
        return path.exists()
    except OSError:
        return False
