"""The person's own editor, run on a file."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from jimoplan.errors import JimoplanError, UsageError


def edit_file(path: Path) -> None:
    """Run the editor that VISUAL or EDITOR names, to its end; raises JimoplanError if it fails."""
    command = [*_editor(), str(path)]
    try:
        code = subprocess.run(command, check=False).returncode  # noqa: S603 - the person's choice
    except OSError as error:
        why = "没有这个程序" if isinstance(error, FileNotFoundError) else error.strerror
        raise JimoplanError(
            f"打不开编辑器 {command[0]}:{why}", "用环境变量 EDITOR 指明编辑器"
        ) from None
    if code:
        raise JimoplanError(
            f"编辑器 {command[0]} 没有正常结束(退出码 {code}),没有写入", "再运行一次"
        )


def _editor() -> list[str]:
    named = (os.environ.get("VISUAL") or os.environ.get("EDITOR") or "").strip()
    if named:
        try:
            words = shlex.split(named, posix=sys.platform != "win32")
        except ValueError:
            raise UsageError(
                f"看不懂编辑器的写法:{named}", "引号要成对,如 EDITOR='code --wait'"
            ) from None
        return [word.strip('"') for word in words] if sys.platform == "win32" else words
    if not sys.stdin.isatty():
        raise UsageError(
            "没有指定编辑器,这里也没有终端可以打开一个", "用环境变量 EDITOR 指明编辑器"
        )
    usual = ("notepad",) if sys.platform == "win32" else ("nano", "vi")
    return [next((name for name in usual if shutil.which(name)), usual[-1])]
