"""The lights an item may show."""

from enum import StrEnum


class Light(StrEnum):
    """An item's light; NONE for what is cancelled or suspended."""

    RED = "红"
    YELLOW = "黄"
    GREEN = "绿"
    CLOSED = "✓"
    NONE = "—"
