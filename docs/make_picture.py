"""python docs/make_picture.py: draw docs/status.svg, the screen that README.md shows."""

import os
import subprocess
import sys
from html import escape
from pathlib import Path

from jimoplan.core.cells import cell_width

_HERE = Path(__file__).resolve().parent
_WORDS = ("status", "--dept", "复议应诉科", "--as-of", "2024-06-30")
_CELL, _LINE, _MARGIN = 8, 21, 16
# Latin fonts first: they draw “ ” in one cell, as the terminal counts them.
_FONTS = (
    "Consolas, Menlo, 'DejaVu Sans Mono', 'Sarasa Mono SC', 'Noto Sans Mono CJK SC', "
    "'Microsoft YaHei', 'PingFang SC', monospace"
)


def draw(lines: list[str]) -> str:
    """An SVG of the lines; each character stands in the cells it takes in a terminal."""
    width = max(map(cell_width, lines)) * _CELL + 2 * _MARGIN
    height = len(lines) * _LINE + 2 * _MARGIN
    rows = "\n".join(
        _draw_line(line, _MARGIN + (n + 1) * _LINE - 6) for n, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" font-size="15" '
        f'font-family="{_FONTS}" fill="#e6e6e6">\n'
        f'<rect width="100%" height="100%" rx="8" fill="#1e1e2e"/>\n{rows}\n</svg>\n'
    )


def _draw_line(line: str, y: int) -> str:
    places, x = [], _MARGIN
    for character in line:
        places.append(str(x))
        x += cell_width(character) * _CELL
    return f'<text xml:space="preserve" y="{y}" x="{" ".join(places)}">{escape(line)}</text>'


def main() -> None:
    """Run the command as README.md names it and draw what it prints."""
    shown = subprocess.run(
        [sys.executable, "-m", "jimoplan", *_WORDS],
        cwd=_HERE.parent,
        env={**os.environ, "COLUMNS": "96", "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )
    lines = [f"$ jimoplan {' '.join(_WORDS)}", *shown.stdout.decode("utf-8").splitlines()]
    (_HERE / "status.svg").write_text(draw(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
