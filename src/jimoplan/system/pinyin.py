"""Pinyin initials of a name, where the [pinyin] extra is installed."""


def initials(name: str) -> str:
    """The initials in lower case (复议应诉科 → fyysk), an empty text without the extra."""
    try:
        from pypinyin import Style, lazy_pinyin
    except ImportError:
        return ""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
