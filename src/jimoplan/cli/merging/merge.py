"""`jimoplan merge`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.merging.merge import Files, merge_files
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import ExitCode, UsageError

_SMALLEST = 7


def run(
    base: Annotated[
        Path, typer.Argument(metavar="原来", help="双方改动以前的文件(git 的 %O)", readable=False)
    ],
    ours: Annotated[
        Path,
        typer.Argument(metavar="我方", help="我方的文件,结果也写在这里(git 的 %A)", readable=False),
    ],
    theirs: Annotated[
        Path, typer.Argument(metavar="对方", help="对方的文件(git 的 %B)", readable=False)
    ],
    *,
    marker_size: Annotated[
        str,
        typer.Option(
            "--marker-size", metavar="长度", help="冲突标记有几个字符,至少 7 个(git 的 %L)"
        ),
    ] = str(_SMALLEST),
    path: Annotated[
        Path | None,
        typer.Option(
            "--path", metavar="文件", help="计划文件在仓库里的路径(git 的 %P)", readable=False
        ),
    ] = None,
) -> int:
    """Merge three versions of a plan; the result stands in the second file."""
    if not marker_size.isdecimal() or not 0 < int(marker_size) < 1000:  # noqa: PLR2004 - a length
        raise UsageError(f"--marker-size 不能是“{marker_size}”", "写一个正整数,例如 7")
    shown = path or ours
    merged = merge_files(Files(base, ours, theirs, shown), max(_SMALLEST, int(marker_size)))
    name = reveal_line(shown.as_posix())
    lines = [f"{name}:{note}" for note in merged.notes]
    if not merged.is_clean:
        lines += [f"{name} 有冲突:{conflict}" for conflict in merged.conflicts]
        how = "逐处取舍" if merged.has_markers else "确认(里面没有冲突标记,先看过再运行)"
        lines.append(f"{name} 没有合并完:运行 jimoplan resolve {how}")
    say("".join(f"{reveal_line(line)}\n" for line in lines))
    return ExitCode.FINE if merged.is_clean else ExitCode.NO
