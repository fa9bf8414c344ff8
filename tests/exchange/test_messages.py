"""Messages as robots and mail programs take them: short enough, and nothing but text in them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from assessed import measure, plan_of

from jimoplan.core.reports.reminders import Reminder, Reminders, gather_reminders
from jimoplan.exchange.messages import (
    dingtalk_message,
    wecom_message,
    write_html,
    write_text,
)

AS_OF = date(2024, 6, 24)
HOSTILE = "@all <@all> [点这里](http://a.cn) <b>&amp;*x*</b> `y`_z_\u202e"


def gather(*measures: dict[str, Any]) -> Reminders:
    plan = plan_of(*measures)
    return gather_reminders(plan, AS_OF, plan.departments[:1])


def late(number: int, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return measure(number, status="推进中", due="2024-06-20", **fields)


def drawn(form: str, found: Reminders) -> str:
    (message,) = found.messages
    return {
        "text": lambda: write_text(found.heading, message),
        "html": lambda: write_html(found.heading, found.messages),
        "wecom": lambda: content(wecom_message(found.heading, message)),
        "dingtalk": lambda: content(dingtalk_message(found.heading, message)),
    }[form]()


def content(message: Mapping[str, Any]) -> str:
    markdown = message["markdown"]
    text = markdown.get("content", markdown.get("text"))
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("form", ["text", "html", "wecom", "dingtalk"])
def test_every_format_says_who_what_and_what_to_do(form: str) -> None:
    said = drawn(form, gather(late(1), late(2)))

    assert "甲科：红灯2项" in said
    assert "司法局工作要点，截至2024年6月24日" in said
    for number in (1, 2):
        assert f"8-{number} 举措{number}：时限2024年6月20日" in said
    assert "逾期2个工作日" in said
    assert "jimoplan report" in said


def test_a_robot_of_wecom_gets_markdown_and_one_of_dingtalk_a_title_and_no_mention() -> None:
    found = gather(late(1))
    wecom = wecom_message(found.heading, found.messages[0])
    dingtalk = dingtalk_message(found.heading, found.messages[0])

    assert wecom["msgtype"] == dingtalk["msgtype"] == "markdown"
    assert set(wecom["markdown"]) == {"content"}
    assert dingtalk["markdown"]["title"] == "甲科：红灯1项"
    assert dingtalk["at"] == {"atMobiles": [], "atUserIds": [], "isAtAll": False}


@pytest.mark.parametrize(("form", "most"), [("wecom", 4096), ("dingtalk", 20_000)])
def test_a_long_message_is_cut_at_a_line_and_says_how_many_more(form: str, most: int) -> None:
    said = drawn(form, gather(*(late(n, responsible=["甲科"]) for n in range(1, 400))))
    lines = [line for line in said.split("\n") if line.startswith(("> ", "- "))]

    assert most - 250 < len(said.encode("utf-8")) <= most
    assert all("：时限2024年6月20日；逾期2个工作日" in line for line in lines)
    assert len({line[-4:] for line in lines}) == 1
    assert f"……另有{399 - len(lines)}项，见 jimoplan inbox" in said
    assert "jimoplan report" in said


@pytest.mark.parametrize("form", ["wecom", "dingtalk"])
def test_a_message_that_fits_is_whole(form: str) -> None:
    assert "另有" not in drawn(form, gather(*(late(n) for n in range(1, 9))))


@pytest.mark.parametrize("form", ["wecom", "dingtalk"])
def test_what_a_plan_says_is_no_mention_link_or_markup_of_a_robot(form: str) -> None:
    said = drawn(form, gather(late(1, title=HOSTILE.replace("\u202e", ""))))
    line = next(line for line in said.split("\n") if "8-1" in line)

    assert not set("<>[]()*_`@&") & set(line.removeprefix("> ").removeprefix("- "))
    assert "［点这里］（http://a.cn）" in line


def test_a_mail_has_no_script_and_loads_nothing_whatever_a_plan_says() -> None:
    found = gather(late(1, title="x"))
    row = found.messages[0].items[0].matter.row
    assert row.measure is not None
    hostile = row._replace(measure=row.measure.model_copy(update={"title": HOSTILE}))
    matter = found.messages[0].items[0].matter._replace(row=hostile)
    items = (found.messages[0].items[0]._replace(matter=matter),)
    page = write_html(found.heading, [Reminder("<甲科>", AS_OF, items)])

    assert "&lt;@all&gt; [点这里](http://a.cn) &lt;b&gt;&amp;amp;" in page
    assert "&lt;甲科&gt;：红灯1项" in page
    assert "<U+202E>" not in page
    assert "&lt;U+202E&gt;" in page
    for loaded in ("<script", "<link", "<img", "src=", "url(", "<style", "<b>"):
        assert loaded not in page
