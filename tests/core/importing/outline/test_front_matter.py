"""What stands around the items: whose plan it is, what it is called, for when, who signs."""

import pytest

from jimoplan.core.importing.blocks import Block
from jimoplan.core.importing.doubts import Inquiry
from jimoplan.core.importing.outline.front_matter import (
    guess_title,
    guess_unit,
    guess_years,
    read_front,
    split_back,
)


def blocks(*lines: str) -> list[Block]:
    return [Block(line, f"第 {n} 行") for n, line in enumerate(lines, 1)]


@pytest.mark.parametrize(
    ("printed", "unit", "title"),
    [
        ("青岛市即墨区司法局2024年工作要点", "青岛市即墨区司法局", "2024年工作要点"),
        ("关于印发《临川市司法局2025年工作要点》的通知", "临川市司法局", "2025年工作要点"),
        (
            "云岭大学“十四五”法治工作规划\n(2021—2025年)",
            "云岭大学",
            "“十四五”法治工作规划 (2021—2025年)",
        ),
        ("2024年某区司法局工作要点", "某区司法局", "2024年工作要点"),
        ("青山县2022年重点任务清单", "青山县", "2022年重点任务清单"),
        ("关于印发某市2025年法治工作要点的通知", "某市", "2025年法治工作要点"),
        ("2024年工作要点", None, "2024年工作要点"),
        ("Delivery Plan 2024-25", None, "Delivery Plan 2024-25"),
    ],
)
def test_a_printed_title_says_whose_plan_it_is(printed: str, unit: str | None, title: str) -> None:
    assert (guess_unit(printed, None)[0], guess_title(printed)) == (unit, title)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024年工作要点", (2024, 2024, False)),
        ("“十四五”法治工作规划", (2021, 2025, False)),
        ("发展规划(2021—2025年)", (2021, 2025, False)),
        ("2023至2025年行动方案", (2023, 2025, False)),
        ("Annual Plan 2024-25", (2024, 2025, True)),
        ("2024-2025学年工作计划", (2024, 2025, True)),
        ("截至2024-06-30", (2024, 2024, False)),
        ("工作要点", None),
    ],
)
def test_the_years_are_those_that_the_text_names(
    text: str, years: tuple[int, int, bool] | None
) -> None:
    found = guess_years([None, text])
    assert (found and found[:3]) == years


def test_title_number_and_addressee_stand_before_the_preamble() -> None:
    front = read_front(
        "\n",
        blocks(
            "关于印发要点的通知", "某司发〔2025〕3号", "各科室:", "现将要点印发给你们。", "请落实。"
        ),
    )
    assert front.form == "\n{title}\n{doc_no}\n各科室:\n"
    assert (front.title, front.number) == ("关于印发要点的通知", "某司发〔2025〕3号")
    assert front.preamble
    assert front.preamble.text == "现将要点印发给你们。\n请落实。"


@pytest.mark.parametrize(
    "signed",
    [
        ("某区司法局", "2024年3月1日"),
        ("附件:1.分工表", "2.名单"),
        ("二〇二四年三月一日",),
        ("(此件公开发布)",),
    ],
)
def test_what_is_signed_at_the_end_is_no_item(signed: tuple[str, ...]) -> None:
    kept, back = split_back(
        blocks("一、甲", "1.制发规则。(责任部门:办公室)", "2.乙。", *signed), Inquiry({})
    )
    assert [block.text for block in kept] == ["一、甲", "1.制发规则。(责任部门:办公室)", "2.乙。"]
    assert [block.text for block in back] == list(signed)
