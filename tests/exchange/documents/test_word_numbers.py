import pytest
from office_files import cell, list_level, make_docx, make_list, numbered, paragraph, run, table

from jimoplan.exchange.documents.read import read_document


def texts(body: str, **parts: str) -> list[str]:
    source = read_document("要点.docx", make_docx(body, **parts))
    return [block.text for block in source.blocks]


OUTLINE = make_list(
    list_level(0, "chineseCountingThousand", "%1、"),
    list_level(1, "chineseCountingThousand", "(%2)"),
    list_level(2, "decimal", "%3."),
)


def test_automatic_numbers_stand_before_the_text() -> None:
    body = "".join(
        numbered(text, level=level)
        for text, level in [("学习", 0), ("甲", 1), ("乙", 1), ("规则", 2), ("法治", 0), ("丙", 1)]
    )
    assert texts(body, numbering=OUTLINE) == [
        "一、学习",
        "(一)甲",
        "(二)乙",
        "1.规则",
        "二、法治",
        "(一)丙",
    ]


@pytest.mark.parametrize(
    ("form", "start", "written"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 3, "c"),
        ("upperRoman", 49, "XLIX"),
        ("lowerRoman", 4, "iv"),
        ("chineseCounting", 12, "十二"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 103, "一百零三"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("japaneseCounting", 21, "二十一"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("decimalFullWidth", 10, "１０"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("ideographEnclosedCircle", 1, "㊀"),
        ("ideographEnclosedCircle", 10, "㊉"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedFullstop", 20, "⒛"),
        ("none", 1, ""),
        ("neverHeardOf", 7, "7"),
    ],
)
def test_numbers_are_written_in_their_form(form: str, start: int, written: str) -> None:
    numbering = make_list(list_level(0, form, "第%1条", start=start))
    assert texts(numbered("略"), numbering=numbering) == [f"第{written}条 略"]


@pytest.mark.parametrize(
    ("text", "more", "words", "read_as"),
    [
        ("%1.", "", "制发", "1.制发"),
        ("%1.", "", "2024年", "1. 2024年"),
        ("%1.", "", "Review", "1. Review"),
        ("%1", "", "制发", "1 制发"),
        ("%1．", "", "2024年", "1．2024年"),
        ("%1", '<w:suff w:val="nothing"/>', "制发", "1制发"),
        ("%1、", '<w:suff w:val="space"/>', "制发", "1、制发"),
        ("%1", "", "", "1"),
        ("%1)", "", "制发", "1)制发"),
    ],
)
def test_a_number_and_its_text_do_not_run_together(
    text: str, more: str, words: str, read_as: str
) -> None:
    numbering = make_list(list_level(0, "decimal", text, more))
    assert texts(numbered(words), numbering=numbering) == [read_as]


def test_levels_restart_as_they_say_and_legal_numbers_are_digits() -> None:
    numbering = make_list(
        list_level(0, "chineseCounting", "%1、"),
        list_level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        list_level(2, "decimal", "%3)", '<w:lvlRestart w:val="0"/>'),
    )
    body = "".join(numbered("略", level=level) for level in (0, 1, 2, 1, 2, 0, 1, 2))
    assert [text.split("略")[0].strip() for text in texts(body, numbering=numbering)] == [
        *("一、", "1.1", "1)", "1.2", "2)", "二、", "2.1", "3)"),
    ]


def test_lists_of_one_outline_count_on_unless_one_starts_again() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        f'<w:num w:numId="3"><w:abstractNumId w:val="1"/>{again}</w:num>'
    )
    body = "".join(numbered("略", key=key) for key in (1, 1, 2, 3, 3))
    numbering = make_list(list_level(0, "decimal", "%1、")) + more
    assert [text[0] for text in texts(body, numbering=numbering)] == ["1", "2", "3", "1", "2"]


def test_numbers_come_from_styles_as_well() -> None:
    styles = (
        '<w:style w:styleId="h" w:type="paragraph"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="k" w:type="paragraph"><w:basedOn w:val="h"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = make_list(
        list_level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h"/>'),
        list_level(1, "decimal", "%2.", '<w:pStyle w:val="k"/>'),
    )
    body = "".join(
        paragraph(run("略"), properties=f'<w:pStyle w:val="{style}"/>{own}')
        for style, own in [
            *(("h", ""), ("k", ""), ("k", ""), ("h", "")),
            ("h", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        ]
    )
    assert texts(body, styles=styles, numbering=numbering) == [
        "一、略",
        "1.略",
        "2.略",
        "二、略",
        "略",
    ]


def test_a_list_may_be_that_of_a_style_of_lists() -> None:
    styles = (
        '<w:style w:styleId="L" w:type="numbering"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    linked = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num>'
    )
    numbering = make_list(list_level(0, "decimal", "%1、")) + linked
    assert texts(numbered("略", key=9), styles=styles, numbering=numbering) == ["1、略"]


def test_bullets_are_shown_as_signs_everybody_has() -> None:
    numbering = make_list(list_level(0, "bullet", "\uf0b7"))
    assert texts(numbered("略"), numbering=numbering) == ["• 略"]


def test_cells_are_numbered_too() -> None:
    row = f"<w:tc>{numbered('')}</w:tc>{cell('制发')}"
    numbering = make_list(list_level(0, "decimal", "%1"))
    assert texts(table(row, row), numbering=numbering) == ["1\t制发", "2\t制发"]
