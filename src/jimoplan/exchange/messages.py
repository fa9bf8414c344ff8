"""Reminders as others send them: text, the body of a mail, messages of 企业微信 and 钉钉 robots.

Nothing is sent from here, nobody is mentioned. What a plan says cannot become a link, a mention or
markup of a message.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any, NamedTuple

from jimoplan.core.display.cells import gap, reveal_line
from jimoplan.core.display.printed import say_date
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.reports.reminders import Cause, Reminded, Reminder
from jimoplan.core.views.views import Heading

_WHAT_TO_DO = in_full_width(
    "请填报进展:运行 jimoplan report,或填好督查发的表交回;"
    "有困难、需要协调的,写明存在问题和下一步计划。"
)
_WECOM_BYTES, _DINGTALK_BYTES = 4096, 20_000
_ROOM_FOR_MORE = 120
_LOOK_ALIKE = str.maketrans("<>[]()*_`#@&!", "＜＞［］（）＊＿｀＃＠＆！")
"""Signs that are markup in a robot's Markdown, which knows no escapes, and their twins."""
_COLOURS: Mapping[Cause, str] = {Cause.RED: "#b3261e"}
_PLAIN_COLOUR = "#8a5a00"


class Block(NamedTuple):
    """A cause with a line for each of its items."""

    cause: Cause
    lines: tuple[str, ...]


def write_text(heading: Heading, message: Reminder) -> str:
    """A message as plain text, a line an item."""
    blocks = "".join(
        f"\n{_head(block)}\n" + "".join(f"- {line}\n" for line in block.lines)
        for block in _blocks(message)
    )
    return f"{_title(message)}\n{_about(heading, message)}\n{blocks}\n{_WHAT_TO_DO}\n"


def write_html(heading: Heading, messages: Iterable[Reminder]) -> str:
    """The body of a mail, a section for each message: inline styles, no script, nothing loaded."""
    written = list(messages)
    sections = "".join(_section(heading, message) for message in written)
    title = _title(written[0]) if len(written) == 1 else f"提醒{len(written)}个部门"
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n</head>\n"
        "<body style=\"font-family: 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; "
        'font-size: 15px; line-height: 1.6; color: #222; max-width: 46em">\n'
        f"{sections}</body>\n</html>\n"
    )


def wecom_message(heading: Heading, message: Reminder) -> dict[str, Any]:
    """What a robot of 企业微信 takes: Markdown of at most 4096 bytes."""
    lines = [f"**{_tame(_title(message))}**", _tame(_about(heading, message))]
    content = _fit(lines, _wecom_items(message), _WECOM_BYTES)
    return {"msgtype": "markdown", "markdown": {"content": content}}


def dingtalk_message(heading: Heading, message: Reminder) -> dict[str, Any]:
    """What a robot of 钉钉 takes: a title, and Markdown of at most 20000 bytes; no mentions."""
    lines = [f"### {_tame(_title(message))}\n", f"{_tame(_about(heading, message))}\n"]
    text = _fit(lines, _dingtalk_items(message), _DINGTALK_BYTES)
    return {
        "msgtype": "markdown",
        "markdown": {"title": _tame(_title(message)), "text": text},
        "at": {"atMobiles": [], "atUserIds": [], "isAtAll": False},
    }


def write_robot_message(message: Mapping[str, Any]) -> str:
    """A robot's message as one line of JSON."""
    return json.dumps(message, ensure_ascii=False) + "\n"


def _title(message: Reminder) -> str:
    return reveal_line(f"{message.department}：{message.counts}")


def _about(heading: Heading, message: Reminder) -> str:
    plan, day = heading.plan, message.as_of
    named = f"{plan.unit}{gap(plan.unit, plan.title)}{plan.title}"
    return reveal_line(f"{named}，截至{say_date(day)}")


def _blocks(message: Reminder) -> Iterator[Block]:
    for cause in Cause:
        if found := message.of(cause):
            yield Block(cause, tuple(map(_line, found)))


def _head(block: Block) -> str:
    return f"{block.cause}（{len(block.lines)}项）"


def _line(each: Reminded) -> str:
    item = each.matter.row.item
    return reveal_line(" ".join(f"{item.id} {item.title}：{each.why}".split("\n")))


def _section(heading: Heading, message: Reminder) -> str:
    blocks = "".join(
        f'<p style="margin: 1em 0 .2em; font-weight: bold; color: '
        f'{_COLOURS.get(block.cause, _PLAIN_COLOUR)}">{escape(_head(block))}</p>\n'
        f'<ul style="margin: 0; padding-left: 1.4em">\n'
        + "".join(f"<li>{escape(line)}</li>\n" for line in block.lines)
        + "</ul>\n"
        for block in _blocks(message)
    )
    return (
        f'<h2 style="font-size: 18px; margin: 1.2em 0 .3em">{escape(_title(message))}</h2>\n'
        f'<p style="margin: 0; color: #555">{escape(_about(heading, message))}</p>\n'
        f'{blocks}<p style="margin: 1em 0">{escape(_WHAT_TO_DO)}</p>\n'
    )


def _wecom_items(message: Reminder) -> Iterator[tuple[str, bool]]:
    """The lines of a message of 企业微信, and whether each is an item."""
    for block in _blocks(message):
        colour = "warning" if block.cause is Cause.RED else "info"
        yield f'<font color="{colour}">{_tame(_head(block))}</font>', False
        for line in block.lines:
            yield f"> {_tame(line)}", True


def _dingtalk_items(message: Reminder) -> Iterator[tuple[str, bool]]:
    """The lines of a message of 钉钉, and whether each is an item."""
    for block in _blocks(message):
        yield f"\n**{_tame(_head(block))}**\n", False
        for line in block.lines:
            yield f"- {_tame(line)}", True


def _tame(text: str) -> str:
    """A text in a robot's Markdown as nothing but text."""
    return text.translate(_LOOK_ALIKE)


def _fit(head: list[str], items: Iterable[tuple[str, bool]], most: int) -> str:
    """The lines that fit into so many bytes; whatever is left out is counted."""
    listed = list(items)
    end = _WHAT_TO_DO
    whole = "\n".join([*head, *(line for line, _ in listed), "", end])
    if _size(whole) <= most:
        return whole
    left = most - _size("\n".join([*head, "", end])) - _ROOM_FOR_MORE
    shown: list[tuple[str, bool]] = []
    for line, is_item in listed:
        left -= _size(line) + 1
        if left < 0:
            break
        shown.append((line, is_item))
    while shown and not shown[-1][1]:
        shown.pop()
    number = sum(is_item for _, is_item in listed) - sum(is_item for _, is_item in shown)
    more = f"……另有{number}项，见 jimoplan inbox"
    return "\n".join([*head, *(line for line, _ in shown), more, "", end])


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
