"""Print pip constraints that hold every dependency at the lowest version pyproject.toml allows."""

import tomllib
from pathlib import Path

PROJECT = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text("utf-8"))

extras = PROJECT["project"]["optional-dependencies"]
chosen = (extras[name] for name in ("pinyin", "office", "calendar", "test"))
for requirement in (
    *PROJECT["project"]["dependencies"],
    *(each for extra in chosen for each in extra),
):
    if ">=" in requirement:
        print(requirement.replace(">=", "=="))
