"""Where the bundled program starts: jimoplan, or the drawing of a template in its own process."""

import os
import sys

from jimoplan.entry import main
from jimoplan.itself import TO_DRAW


def _give_back_libraries() -> None:
    """Let git and the editor find the system's libraries, before which the bundle put its own."""
    name = "LD_LIBRARY_PATH"
    before = os.environ.pop(f"{name}_ORIG", None)
    os.environ.pop(name, None)
    if before is not None:
        os.environ[name] = before


if __name__ == "__main__":
    if sys.platform.startswith("linux"):
        _give_back_libraries()
    if sys.argv[1:] == [TO_DRAW]:
        from jimoplan.render.worker import main as draw

        draw()
        sys.exit()
    sys.exit(main())
