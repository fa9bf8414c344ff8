"""`python -m jimoplan`."""

import sys

from jimoplan.entry import main

sys.exit(main())
