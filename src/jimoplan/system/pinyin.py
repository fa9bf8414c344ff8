"""Pinyin initials of a name, where the [pinyin] extra is installed."""

import os


def initials(name: str) -> tuple[str, ...]:
    """For each character the letters in lower case that it may begin with: 调解科 → dt, jx, k.

    Nothing without the extra. Its list of phrases, which would settle how a character is read,
    takes four times as long to load as all the rest, and people type either.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    try:
        from pypinyin import Style, pinyin
    except ImportError:
        return ()
    read = pinyin(name, style=Style.FIRST_LETTER, heteronym=True)
    return tuple(letters for readings in read for letters in _letters(readings))


def _letters(readings: list[str]) -> list[str]:
    """The letters of one character, or each of a word that is written in letters or figures."""
    first = readings[0].lower()
    return list(first) if len(first) > 1 else ["".join(readings).lower()]
