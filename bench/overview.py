"""python bench/overview.py: what the overview of a large plan costs to draw and to open."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from process import run_once, sum_up

_HERE = Path(__file__).resolve().parent
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_TIMES = """() => {
    const [{ domContentLoadedEventEnd }] = performance.getEntriesByType("navigation");
    const begun = performance.now();
    location.hash = "level=measure&light=red&sort=due";
    return new Promise((done) => addEventListener("hashchange", () => requestAnimationFrame(() =>
        setTimeout(() => done([domContentLoadedEventEnd, performance.now() - begun])))));
}"""


def measure(folder: Path, tasks: int, measures: int, rounds: int) -> None:
    """Print the seconds of drawing, the page's bytes, and how long a browser takes over it."""
    plan, page = folder / "plan.yaml", folder / "overview.html"
    asked = [str(tasks), "--measures", str(measures)]
    with plan.open("wb") as file:
        subprocess.run([sys.executable, _HERE / "generate.py", *asked], stdout=file, check=True)
    draw = ["render", "overview", "--format", "html", "--as-of", "2024-06-14"]
    where = ["--file", str(plan), "--output", str(page)]
    command = [sys.executable, "-m", "jimoplan", *draw, *where]
    drawn = sum_up("draw", [run_once(command) for _ in range(rounds)])
    print(f"overview of {tasks} tasks with {measures} measures each, {rounds} rounds")
    print(f"{'drawn by a process of its own':34}{drawn.median:12.2f} s")
    print(f"{'size':34}{page.stat().st_size:12,} bytes")
    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        found = [_open(browser, page) for _ in range(rounds)]
        browser.close()
    for name, each in zip(
        ("DOMContentLoaded", "filtered and sorted"), zip(*found, strict=True), strict=True
    ):
        print(f"{name:34}{statistics.median(each):12.0f} ms")


def _open(browser: Browser, page: Path) -> tuple[float, float]:
    """Milliseconds until the page is ready, and until the red measures stand in order."""
    shown = browser.new_page()
    shown.goto(page.as_uri())
    ready, filtered = shown.evaluate(_TIMES)
    shown.close()
    return ready, filtered


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=300)
    parser.add_argument("--measures", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    os.environ["PYTHONUTF8"] = "1"
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), wanted.tasks, wanted.measures, wanted.rounds)
