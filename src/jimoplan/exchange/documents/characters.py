"""The text of a file without format: which encoding it is in, and how that was found out."""

import codecs

from jimoplan.errors import JimoplanError

MOST_LINES = 1_000_000
_WAY_OUT = "在编辑器里“另存为”,编码选 UTF-8"
_LOOKED_AT = 4000
_SURE = 2
"""So many Chinese characters read as UTF-8 are no chance: what is broken behind them is UTF-8."""


def decode_text(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text without byte order mark, and what had to be assumed; raises JimoplanError."""
    text, notes = _decode(name, data)
    if text.count("\n") + text.count("\r") > MOST_LINES:
        raise JimoplanError(
            f"{name} 超过 {MOST_LINES // 10_000} 万行",
            "一份计划或填报表远用不了这么多;检查是否选错了文件",
        )
    return text, notes


def _decode(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise JimoplanError(f"{name} 是 UTF-32 编码保存的", _WAY_OUT)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(name, data, "utf-16"), ()
    if looked := _looks_utf16(data):
        return _utf16(name, data, looked), (f"{name} 没有写明编码,按 UTF-16 读",)
    if b"\0" in data:
        raise _binary(name)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        return _gb18030(name, data, error), (f"{name} 不是 UTF-8,按 GB18030 读,请核对有无乱码",)


def _gb18030(name: str, data: bytes, error: UnicodeDecodeError) -> str:
    before = data[: error.start].decode("utf-8-sig", "ignore")
    if sum("\u4e00" <= character <= "\u9fff" for character in before) >= _SURE:
        line = before.count("\n") + 1
        raise JimoplanError(f"{name} 第 {line} 行起不是 UTF-8 编码的文字,疑似已损坏", _WAY_OUT)
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        message = f"{name} 既不是 UTF-8 也不是 GB18030 编码的文字"
        raise JimoplanError(message, f"检查是否选错了文件,或{_WAY_OUT}") from None


def _utf16(name: str, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise _binary(name) from None
    if "\0" in text:
        raise _binary(name)
    return text


def _looks_utf16(data: bytes) -> str | None:
    """The byte order, where zero bytes stand at every other place only, as beside ASCII."""
    head = data[:_LOOKED_AT]
    evens, odds = head[::2].count(0), head[1::2].count(0)
    if max(evens, odds) * 50 <= len(head) or min(evens, odds) * 5 >= max(evens, odds):
        return None
    return "utf-16-le" if odds > evens else "utf-16-be"


def _binary(name: str) -> JimoplanError:
    return JimoplanError(
        f"{name} 里有空字节,不是文本文件",
        "检查是否选错了文件;文件打开后另存为 .docx、.xlsx 或 .txt 再试",
    )
