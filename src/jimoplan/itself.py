"""How this jimoplan starts itself: under its interpreter, or as a bundled program."""

import sys

TO_DRAW = "--draw-template"
"""What a bundled program is started with to draw a template (packaging/program.py)."""

_DRAW = "import sys; sys.path[:] = {path!r}; from jimoplan.render.worker import main; main()"


def is_bundled() -> bool:
    """Whether this is a program that brings its own interpreter."""
    return bool(getattr(sys, "frozen", False))


def own_command() -> list[str]:
    """The words that start this jimoplan; -P keeps the modules of the folder it runs in out."""
    return [sys.executable] if is_bundled() else [sys.executable, "-P", "-m", "jimoplan"]


def drawing_command() -> list[str]:
    """The words that start the process for templates from others (render/worker)."""
    if is_bundled():
        return [sys.executable, TO_DRAW]
    return [sys.executable, "-c", _DRAW.format(path=sys.path)]
