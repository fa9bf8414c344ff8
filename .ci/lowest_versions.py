"""Print pip constraints that hold every dependency at the lowest version pyproject.toml allows."""

import tomllib
from pathlib import Path

PROJECT = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text("utf-8"))

extras = PROJECT["project"]["optional-dependencies"]
for requirement in (*PROJECT["project"]["dependencies"], *extras["pinyin"], *extras["test"]):
    if ">=" in requirement:
        print(requirement.replace(">=", "=="))
