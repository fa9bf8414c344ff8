"""`python -m jimoplan`."""

import sys

from jimoplan.cli import main

sys.exit(main())
