"""docs/typing.md says what the code reads."""

from collections.abc import Callable
from pathlib import Path

from command_line import REPOSITORY
from typing_page import build_page

PAGE = REPOSITORY / "docs" / "typing.md"


def test_the_page_is_what_the_code_says(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, build_page() + "\n")
