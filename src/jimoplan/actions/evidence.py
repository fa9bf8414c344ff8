"""Evidence: a file inside the repository, a document number, or an address."""

import os
import re
from pathlib import Path

from jimoplan.actions.texts import check_line
from jimoplan.actions.workplace import Workplace
from jimoplan.errors import UsageError

_ADDRESS = re.compile(r"https?://[^\s]+\.[^\s]+|https?://localhost\S*")
_DOCUMENT = re.compile(
    r"\S+[\u3014\[\uff3b(\uff08\u3010]\d{4}[\u3015\]\uff3d)\uff09\u3011]第?\d+号.*"
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
    found = next((p for p in (start / text, folder / text) if p.exists()), None)
    if found is None:
        raise UsageError(
            f"佐证材料“{text}”不是仓库里的文件,也不像文号或网址",
            "文件写路径,文号写成 即司发〔2024〕5号 的样子,网址以 http:// 或 https:// 开头",
        )
    real = found.resolve()
    top = _top(workplace)
    if not real.is_relative_to(top) or real == workplace.file:
        raise UsageError(
            f"佐证材料“{text}”不在仓库 {top} 里,别人打不开", "先把文件放进仓库,再写它的路径"
        )
    if not real.is_file():
        raise UsageError(f"佐证材料“{text}”是文件夹", "写明里面的文件")
    return Path(os.path.relpath(real, folder.resolve())).as_posix()


def _top(workplace: Workplace) -> Path:
    """The folder that evidence must not leave: the work tree, or else the plan's folder."""
    folder = workplace.file.parent.resolve()
    if workplace.repository is None:
        return folder
    depth = workplace.repository.path.count("/")
    return folder.parents[depth - 1] if depth else folder
