"""Documents saved by a real LibreOffice."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest

_PYTHON = Path("/usr/bin/python3")
"""The python of Debian, which has LibreOffice's own interface."""


def save_as(
    ending: str, sources: Mapping[str, bytes], folder: Path, *options: str
) -> dict[str, bytes]:
    """What LibreOffice saves of the sources in another format, by the names of the new files.

    The options say how it reads them. Skips the test where there is none, unless
    JIMOPLAN_OFFICE=required.
    """
    program = _find_program()
    for name, data in sources.items():
        (folder / name).write_bytes(data)
    saved = folder / f"saved-{ending}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = ("--outdir", str(saved), *(str(folder / name) for name in sources))
    subprocess.run(
        [program, profile, "--headless", *options, "--convert-to", ending, *asked],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {file.name: file.read_bytes() for file in saved.iterdir()}


def edit(jobs: Sequence[Mapping[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """What LibreOffice sees in workbooks that it opens, edits and stores, in one run.

    Each job is as `office_edits` takes it. Skips the test as `save_as`.
    """
    program = _find_program()
    has_interface = subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    if has_interface.returncode:
        _miss("no interface to LibreOffice here (Debian: apt-get install python3-uno)")
    asked, seen = folder / "jobs.json", folder / "seen.json"
    asked.write_text(json.dumps(jobs), "utf-8")
    script = Path(__file__).with_name("office_edits.py")
    profile = (folder / "profile").as_uri()
    ended = subprocess.run(
        [_PYTHON, "-I", script, program, profile, asked, seen],
        check=False,
        capture_output=True,
        timeout=300,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    found: list[dict[str, Any]] = json.loads(seen.read_text("utf-8"))
    return found


def _find_program() -> str:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        _miss("no LibreOffice here (Debian: apt-get install libreoffice-writer libreoffice-calc)")
    return program


def _miss(reason: str) -> NoReturn:
    if os.environ.get("JIMOPLAN_OFFICE") == "required":
        pytest.fail(reason)
    pytest.skip(reason)
