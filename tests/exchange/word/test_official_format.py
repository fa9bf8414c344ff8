"""The format of official documents in the file itself: styles, page, grid, tables, properties."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from drawn_documents import find, sections_behind, style_of, value, xml_of
from lively_plan import AS_OF

from jimoplan.exchange.word.draw import draw_document

DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
KINDS = ["weekly", "quarterly", "department", "reminder", "supervision", "feedback"]


@pytest.fixture(scope="module")
def drawn(views: dict[str, object]) -> dict[str, bytes]:
    return {name: draw_document(name, views[name]) for name in KINDS}


def style(data: bytes, id_: str) -> object:
    (found,) = [s for s in find(xml_of(data, STYLES), "w:style") if value(s, "styleId") == id_]
    return found


def only(data: bytes, id_: str, path: str, name: str) -> str | None:
    """An attribute of the one element of a style that has that path."""
    (found,) = find(style(data, id_), path)
    return value(found, name)


@pytest.mark.parametrize(
    ("id_", "font", "half_points"),
    [
        ("Normal", "仿宋", "32"),
        ("Title", "方正小标宋简体", "44"),
        ("Heading1", "黑体", None),
        ("Heading2", "楷体", None),
        ("Footer", "宋体", "28"),
    ],
)
def test_a_style_names_its_font_for_every_script(
    id_: str, font: str, half_points: str | None, drawn: dict[str, bytes]
) -> None:
    data = drawn["weekly"]
    for script in ("ascii", "hAnsi", "eastAsia"):
        assert only(data, id_, "w:rFonts", script) == font
    sizes = [value(size, "val") for size in find(style(data, id_), "w:sz")]
    assert sizes == ([half_points] if half_points else []), "headings are as large as the text"


def test_the_text_is_indented_by_two_characters_on_exact_lines(drawn: dict[str, bytes]) -> None:
    data = drawn["weekly"]
    assert only(data, "Normal", "w:ind", "firstLineChars") == "200"
    assert only(data, "Normal", "w:spacing[@w:lineRule]", "line") == "579"
    assert only(data, "Normal", "w:spacing[@w:lineRule]", "lineRule") == "exact"
    assert only(data, "Title", "w:jc", "val") == "center"
    assert only(data, "Title", "w:ind", "firstLineChars") == "0"


def test_headings_are_those_of_word_with_their_levels(drawn: dict[str, bytes]) -> None:
    data = drawn["weekly"]
    for number in (1, 2, 3):
        assert only(data, f"Heading{number}", "w:name", "val") == f"heading {number}"
        assert only(data, f"Heading{number}", "w:outlineLvl", "val") == str(number - 1)
    assert only(data, "AnnexTitle", "w:basedOn", "val") == "Heading1"


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_formatted_but_by_a_style(name: str, drawn: dict[str, bytes]) -> None:
    root = xml_of(drawn[name], DOCUMENT)
    defined = {value(s, "styleId") for s in find(xml_of(drawn[name], STYLES), "w:style")}

    looks = {child.tag.rpartition("}")[2] for run in find(root, "w:rPr") for child in run}
    shapes = {child.tag.rpartition("}")[2] for shape in find(root, "w:pPr") for child in shape}
    assert looks <= {"rStyle"}
    assert shapes <= {"pStyle", "sectPr"}
    named = {value(e, "val") for tag in ("p", "r", "tbl") for e in find(root, f"w:{tag}Style")}
    assert named
    assert named <= defined


def test_every_font_named_says_what_may_take_its_place_and_none_is_embedded(
    drawn: dict[str, bytes],
) -> None:
    data = drawn["weekly"]
    table = find(xml_of(data, "word/fontTable.xml"), "w:font")
    used = {value(f, "eastAsia") for f in find(xml_of(data, STYLES), "w:rFonts")}
    assert {value(font, "name") for font in table} == used
    others = {value(f, "name"): value(find(f, "w:altName")[0], "val") for f in table}
    assert "宋体" in str(others["方正小标宋简体"])
    assert "仿宋_GB2312" in str(others["仿宋"])
    assert all(find(font, "w:panose1") and find(font, "w:family") for font in table)
    with ZipFile(BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "font" in name.replace("fontTable", "")]


def test_the_page_has_the_standard_s_margins_and_grid(drawn: dict[str, bytes]) -> None:
    section = find(xml_of(drawn["supervision"], DOCUMENT), "w:sectPr")[0]
    (size,), (margins,), (grid,) = (find(section, f"w:{n}") for n in ("pgSz", "pgMar", "docGrid"))
    assert [value(size, side) for side in "wh"] == ["11906", "16838"]
    found = [int(str(value(margins, side))) for side in ("top", "left", "right", "bottom")]
    assert found == [round(mm * 1440 / 25.4) for mm in (37, 28, 26, 35)]
    assert value(grid, "type") == "linesAndChars"
    pitch, space = int(str(value(grid, "linePitch"))), int(str(value(grid, "charSpace")))
    high, wide = 16838 - found[0] - found[3], 11906 - found[1] - found[2]
    assert 22 * pitch <= high < 23 * pitch
    character = (16 + space / 4096) * 20
    assert 28 * character <= wide < 28 * character + 2


def test_numbers_of_odd_and_even_pages_stand_at_the_outer_edge(drawn: dict[str, bytes]) -> None:
    data = drawn["weekly"]
    assert find(xml_of(data, SETTINGS), "w:evenAndOddHeaders")
    sections = find(xml_of(data, DOCUMENT), "w:sectPr")
    kinds = [[value(f, "type") for f in find(s, "w:footerReference")] for s in sections]
    assert sorted(map(str, kinds[0])) == ["default", "even"]
    assert kinds[1:] == [[]] * (len(sections) - 1), "later pages have the footers of the first"
    assert only(data, "Footer", "w:jc", "val") == "right"
    assert only(data, "EvenFooter", "w:jc", "val") == "left"
    first = docx.Document(BytesIO(data)).sections[0]
    for part, used in ((first.footer, "Footer"), (first.even_page_footer, "EvenFooter")):
        (paragraph,) = part.paragraphs
        assert paragraph.text == "— 1 —"
        assert style_of(paragraph) == used
        assert find(paragraph._p, "w:instrText")[0].text.strip() == "PAGE"  # noqa: SLF001


def test_annexes_stand_on_sheets_across_behind_the_report(drawn: dict[str, bytes]) -> None:
    sections = find(xml_of(drawn["weekly"], DOCUMENT), "w:sectPr")
    turned = [value(find(section, "w:pgSz")[0], "orient") for section in sections]
    assert turned == [None, "landscape"]
    for name in ("quarterly", "department", "feedback"):
        (section,) = find(xml_of(drawn[name], DOCUMENT), "w:sectPr")
        assert value(find(section, "w:pgSz")[0], "orient") == "landscape"


@pytest.mark.parametrize("name", ["weekly", "quarterly", "department", "feedback"])
def test_tables_repeat_their_head_keep_their_rows_and_are_as_wide_as_the_text(
    name: str, drawn: dict[str, bytes]
) -> None:
    root = xml_of(drawn[name], DOCUMENT)
    tables = [t for t in find(root, "w:tbl") if len(find(t, "w:tr")) > 2]
    assert tables
    for table in tables:
        heads = [bool(find(row, "w:trPr/w:tblHeader")) for row in find(table, "w:tr")]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(find(row, "w:trPr/w:cantSplit") for row in find(table, "w:tr"))
        widths = [int(str(value(column, "w"))) for column in find(table, "w:gridCol")]
        section = sections_behind(table)[0]
        (size,), (margins,) = find(section, "w:pgSz"), find(section, "w:pgMar")
        edges = sum(int(str(value(margins, side))) for side in ("left", "right"))
        assert sum(widths) <= int(str(value(size, "w"))) - edges
        assert min(widths) > 500


def test_a_light_s_colour_stands_beside_its_word(drawn: dict[str, bytes]) -> None:
    root = xml_of(drawn["weekly"], DOCUMENT)
    told = {
        (value(find(run, "w:rStyle")[0], "val"), "".join(t.text for t in find(run, "w:t")))
        for run in find(root, "w:r[w:rPr/w:rStyle]")
    }
    lit = {(name, text) for name, text in told if str(name).endswith("Light")}
    assert lit == {("RedLight", "红灯"), ("YellowLight", "黄灯")}


def test_the_file_names_its_title_and_day_and_no_author(drawn: dict[str, bytes]) -> None:
    known = docx.Document(BytesIO(drawn["weekly"])).core_properties
    assert known.title.endswith("周报")
    assert known.created is not None
    assert known.created.date() == AS_OF
    assert (known.author, known.last_modified_by, known.language) == ("", "", "zh-CN")


def test_what_a_letter_was_made_from_is_known_to_the_file_and_not_printed(
    drawn: dict[str, bytes],
) -> None:
    document = docx.Document(BytesIO(drawn["reminder"]))
    assert document.core_properties.comments.startswith("依据：计划文件；截至2024年6月30日。")
    assert "依据" not in "".join(paragraph.text for paragraph in document.paragraphs)


def test_the_same_report_is_the_same_file(
    views: dict[str, object], drawn: dict[str, bytes]
) -> None:
    assert draw_document("weekly", views["weekly"]) == drawn["weekly"]
    with ZipFile(BytesIO(drawn["weekly"])) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


def test_a_report_that_is_none_for_word_is_refused(views: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="overview"):
        draw_document("overview", views["overview"])
