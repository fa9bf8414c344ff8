"""Texts as they were typed, before they go into a plan."""

from collections.abc import Iterable
from pathlib import Path

from jimoplan.core.display.cells import INVISIBLE, reveal
from jimoplan.core.text.nodes import Unreadable
from jimoplan.core.text.reading.load import decode
from jimoplan.errors import JimoplanError, UsageError
from jimoplan.system.files import read_bytes


def check_text(option: str, written: str | None) -> str | None:
    """The text without blanks around it; raises UsageError for one nobody could read."""
    if written is None:
        return None
    text = written.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise UsageError(f"{option} 后面是空的", "写上内容,或去掉这个选项")
    if match := INVISIBLE.search(text):
        raise UsageError(
            f"{option} 的文字里有看不见的字符 {reveal(match[0])},会让人看错、搜不到",
            "删去它;从网页或文档粘贴时常会带入",
        )
    return text


def check_line(option: str, written: str | None) -> str | None:
    """The same for a text that stands on one line."""
    text = check_text(option, written)
    if text and "\n" in text:
        raise UsageError(f"{option} 的文字应当写在一行里", "去掉换行")
    return text


def read_text(option: str, path: str, given: bytes | None) -> str:
    """The text in a UTF-8 file, or what was given where the path is -; raises JimoplanError."""
    data = given if given is not None else read_bytes(Path(path))
    try:
        return decode(data)
    except Unreadable as refusal:
        where = "标准输入" if given is not None else path
        words = f"{option} 读不了{where}:{refusal.fault.message}"
        raise JimoplanError(words, refusal.fault.remedy) from None


def find_private(texts: Iterable[str | None]) -> tuple[str, ...]:
    """What in the texts looks like personal data or a 密级 mark, in words."""
    from jimoplan.core.rules.sensitive import find_sensitive

    found = find_sensitive("\n".join(filter(None, texts)))
    return tuple(f"{fault.message},{fault.remedy}" for fault in found)
