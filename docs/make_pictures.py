"""python docs/make_pictures.py: what README.md shows, made from the demo.

docs/status.svg is a screen, docs/weekly.png a page as Chromium shows it (Debian: apt-get install
chromium fonts-noto-cjk; pip install ".[test]").
"""

import os
import shutil
import subprocess
import sys
import tempfile
from html import escape
from io import BytesIO
from pathlib import Path

from jimoplan.core.display.cells import cell_width

_HERE = Path(__file__).resolve().parent
_FRIDAY = "2024-06-14"
_STATUS = ("status", "--dept", "复议应诉科", "--as-of", "2025-01-20")
_WEEKLY = ("render", "weekly", "--as-of", _FRIDAY, "--format", "html")
_WIDTH, _HEIGHT, _COLOURS = 1200, 1180, 128
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


def photograph(page: str) -> bytes:
    """The upper part of a page as a PNG."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        shown = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
        shown.set_content(page)
        png = shown.screenshot()
        browser.close()
    small = BytesIO()
    Image.open(BytesIO(png)).quantize(_COLOURS).save(small, "PNG", optimize=True)
    return small.getvalue()


def _run(*words: str, cwd: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "jimoplan", *words],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "96", "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )
    return ran.stdout.decode("utf-8")


def main() -> None:
    """Make the demo, ask it, and draw what it says."""
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        _run("demo", str(demo), cwd=Path(folder))
        lines = [f"$ jimoplan {' '.join(_STATUS)}", *_run(*_STATUS, cwd=demo).splitlines()]
        (_HERE / "status.svg").write_text(draw(lines), encoding="utf-8")
        (_HERE / "weekly.png").write_bytes(photograph(_run(*_WEEKLY, cwd=demo)))


if __name__ == "__main__":
    main()
