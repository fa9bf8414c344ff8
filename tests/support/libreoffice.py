"""Documents saved by a real LibreOffice."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest


def save_as(
    ending: str, sources: Mapping[str, bytes], folder: Path, *options: str
) -> dict[str, bytes]:
    """What LibreOffice saves of the sources in another format, by the names of the new files.

    The options say how it reads them. Skips the test where there is none, unless
    JIMOPLAN_OFFICE=required.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        reason = "no LibreOffice here (Debian: apt-get install libreoffice-writer libreoffice-calc)"
        if os.environ.get("JIMOPLAN_OFFICE") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
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
