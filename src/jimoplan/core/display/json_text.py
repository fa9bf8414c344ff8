"""JSON as the tool writes it, for people's eyes as well."""

import json

from jimoplan.core.display.cells import INVISIBLE


def json_text(data: object) -> str:
    """A value as JSON, two spaces a level, invisible characters escaped; dates become text."""
    text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    return INVISIBLE.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"
