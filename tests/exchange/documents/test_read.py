import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import dear_law
from office_files import (
    cell,
    list_level,
    make_docx,
    make_list,
    make_ods,
    make_xlsx,
    numbered,
    ods_cell,
    ods_row,
    paragraph,
    run,
    table,
    unzip,
    zip_up,
)

from jimoplan.errors import JimoplanError, UsageError
from jimoplan.exchange.documents.read import read_document

DOCX = make_docx(
    numbered("学习") + paragraph(run("制发规则。")) + table(cell("甲") + cell("乙")),
    numbering=make_list(list_level(0, "chineseCounting", "%1、")),
)
XLSX = make_xlsx(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="0"><v>45473</v></c></row>',
    sharedStrings="<si><t>制发规则</t></si>",
    styles='<cellXfs><xf numFmtId="14"/></cellXfs>',
)
ODS = make_ods(ods_row(ods_cell("制发规则"), ods_cell("2024/6/30")))
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
OPEN = "application/vnd.oasis.opendocument"
LOCKED = OLD + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "text"),
    [(DOCX, "一、学习"), *((data, "制发规则\t2024/6/30") for data in (XLSX, ODS))],
)
@pytest.mark.parametrize("name", ["-", "要点"])
def test_standard_input_and_names_without_ending_are_known_by_what_is_in_them(
    name: str, data: bytes, text: str
) -> None:
    source = read_document(name, data)
    assert source.blocks[0].text == text
    assert source.name == ("标准输入" if name == "-" else name)


def test_a_name_may_be_a_path_and_its_ending_in_capitals() -> None:
    assert read_document("2024.1/要点.DOCX", DOCX).blocks[0].text == "一、学习"
    assert read_document("2024.1/要点", b"text").text == "text"


@pytest.mark.parametrize(
    ("name", "words", "way_out"),
    [
        ("要点.doc", "旧版 Word 文档", "另存为 .docx"),
        ("要点.wps", "WPS 文字文档", "另存为 .docx"),
        ("任务.et", "WPS 表格", "另存为 .xlsx"),
        ("任务.xls", "旧版 Excel 表格", "另存为 .xlsx"),
        ("要点.dps", "演示文稿", "另存为 .docx"),
        ("要点.pdf", "PDF", "转换为 .docx"),
        ("要点.OFD", "OFD", "转换为 .docx"),
        ("要点.rtf", "RTF", "另存为 .docx"),
        ("要点.odt", "OpenDocument 文档", "另存为 .docx"),
        ("要点.docm", "带宏的文档", "另存为 .docx"),
        ("任务.xlsm", "带宏的表格", "另存为 .xlsx"),
        ("要点.jpg", "图片", "识别文字"),
        ("要点.zip", "压缩包", "解压"),
        ("要点.html", "网页", "另存为 .docx"),
        ("要点.xyz", r"\.xyz", "另存为 .docx、.xlsx、.ods"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_with_the_way_out(
    name: str, words: str, way_out: str
) -> None:
    with pytest.raises(UsageError, match=words) as refusal:
        read_document(name, b"whatever")
    assert way_out in refusal.value.remedy
    assert name in refusal.value.message


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("要点.txt", b"%PDF-1.7", "PDF"),
        ("要点.txt", b"{\\rtf1", "RTF"),
        ("要点.txt", b"\x89PNG\r\n\x1a\n", "图片"),
        ("要点.docx", b"\xff\xd8\xff\xe0", "图片"),
        ("要点.docx", OLD, "旧版办公文件"),
        ("-", OLD, "旧版办公文件"),
        ("要点.txt", zip_up({"a.txt": "a"}), "压缩包"),
        (
            "要点.docx",
            zip_up({"mimetype": "application/vnd.oasis.opendocument.text"}),
            "OpenDocument",
        ),
        ("-", zip_up({"OFD.xml": "<OFD/>"}), "OFD"),
        ("要点.txt", DOCX, "后缀改成 .docx"),
        ("要点.doc", DOCX, "后缀改成 .docx"),
        ("任务.xlsx", DOCX, "后缀改成 .docx"),
        ("任务.docx", XLSX, "后缀改成 .xlsx"),
        ("任务.xlsx", ODS, "后缀改成 .ods"),
        ("任务.ods", XLSX, "后缀改成 .xlsx"),
        ("任务.ods", b"plain text", "里面却不是"),
        ("要点.docx", b"plain text", "里面却不是"),
        ("要点.docx", b"", "空文件"),
        ("任务.xlsx", LOCKED, "有密码"),
        ("要点.docx", DOCX[: len(DOCX) // 2], "已损坏"),
        ("要点.docx", zip_up({"word/document.xml": "<a"}), "已损坏"),
        ("任务.xlsx", zip_up({"xl/workbook.xml": "<a/>"}), "已损坏"),
        ("任务.ods", zip_up({"mimetype": f"{OPEN}.spreadsheet"}), "已损坏"),
    ],
)
def test_what_is_inside_decides_and_is_told(name: str, data: bytes, words: str) -> None:
    with pytest.raises(JimoplanError) as refusal:
        read_document(name, data)
    assert words in f"{refusal.value.message},{refusal.value.remedy}"
    assert refusal.value.remedy


def test_a_package_with_macros_is_refused_whatever_its_name() -> None:
    parts = unzip(DOCX)
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = parts["[Content_Types].xml"].replace(plain, kind)
    with pytest.raises(UsageError, match="带宏"):
        read_document("要点.docx", zip_up({**parts, "[Content_Types].xml": types}))


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("任务.xlsx", XLSX, "xl/vbaProject.bin"),
        ("任务.ods", ODS, "Basic/Standard/Module1.xml"),
        ("任务.ods", ODS, "Scripts/python/a.py"),
    ],
)
def test_a_table_with_a_part_for_macros_is_refused(name: str, data: bytes, part: str) -> None:
    with pytest.raises(UsageError, match="带宏的表格") as refusal:
        read_document(name, zip_up({**unzip(data), part: b"Sub"}))
    assert refusal.value.remedy == "用 WPS 或 Excel 打开,另存为 .xlsx 再试"


def test_a_zip_with_a_password_is_said_to_have_one() -> None:
    head = b"PK\x01\x02\x14\x03\x14\x00"
    data = DOCX.replace(head + b"\x00", head + b"\x01")
    with pytest.raises(JimoplanError, match="有密码"):
        read_document("要点.docx", data)


def test_the_strict_form_reads_the_same() -> None:
    strict = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"wordprocessingml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"officeDocument/",
    }
    for name, data in (("要点.docx", DOCX), ("任务.xlsx", XLSX)):
        parts = unzip(data)
        for plain, short in strict.items():
            address = b"http://purl.oclc.org/ooxml/" + short
            parts = {part: inner.replace(plain, address) for part, inner in parts.items()}
        assert b"purl" in b"".join(parts.values())
        assert read_document(name, zip_up(parts)) == read_document(name, data)


def test_the_main_part_may_have_any_name() -> None:
    moved = {
        name.replace("document.xml", "document2.xml"): part.replace(
            b"word/document.xml", b"word/document2.xml"
        )
        for name, part in unzip(DOCX).items()
    }
    assert read_document("要点.docx", zip_up(moved)) == read_document("要点.docx", DOCX)


def test_nothing_outside_the_file_is_followed() -> None:
    parts = unzip(DOCX)
    outside = b'Target="file:///etc/passwd" TargetMode="External"'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b'Target="numbering.xml"', outside)
    assert read_document("要点.docx", zip_up(parts)).blocks[0].text == "学习"


ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [ENTITIES, OUTSIDE, "<!DOCTYPE a>"])
@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("要点.docx", DOCX, "word/document.xml"),
        ("要点.docx", DOCX, "word/numbering.xml"),
        ("要点.docx", DOCX, "[Content_Types].xml"),
        ("任务.xlsx", XLSX, "xl/sheet1.xml"),
        ("任务.xlsx", XLSX, "xl/sharedStrings.xml"),
        ("任务.xlsx", XLSX, "xl/_rels/workbook.xml.rels"),
        ("任务.ods", ODS, "content.xml"),
    ],
)
def test_a_document_type_is_refused_in_every_part(
    name: str, data: bytes, part: str, declared: str
) -> None:
    parts = unzip(data)
    parts[part] = parts[part].replace(b"?>", b"?>" + declared.encode(), 1)
    with pytest.raises(JimoplanError, match="DOCTYPE"):
        read_document(name, zip_up(parts))


def test_more_than_anybody_writes_is_refused() -> None:
    with pytest.raises(JimoplanError, match="嵌套得太深"):
        read_document("要点.docx", make_docx("<w:sdt>" * 200 + "</w:sdt>" * 200))
    deep = "<w:sdt>" * 100 + paragraph(run("深")) + "</w:sdt>" * 100
    assert read_document("要点.docx", make_docx(deep)).text == "深\n"
    inside = "<w:sdt>" * 100 + run("深") + "</w:sdt>" * 100
    assert read_document("要点.docx", make_docx(paragraph(inside))).text == "深\n"
    with pytest.raises(JimoplanError, match="内容太多"):
        read_document("要点.docx", make_docx("<w:p/>" * 2_000_001))


def test_a_bomb_is_known_before_it_goes_off() -> None:
    many = dict.fromkeys(map(str, range(10_001)), b"")
    blanks = {"word/media/a.bmp": bytes(64 * 1024 * 1024)}
    with pytest.raises(JimoplanError, match="压缩炸弹"):
        read_document("要点.docx", zip_up({**unzip(DOCX), **blanks}))
    with pytest.raises(JimoplanError, match="部件"):
        read_document("要点.docx", zip_up({**unzip(DOCX), **many}))


def test_a_size_that_was_declared_too_small_is_found_out() -> None:
    parts = unzip(DOCX)
    size = len(parts["word/document.xml"])
    data = zip_up(parts).replace(struct.pack("<L", size), struct.pack("<L", size // 2))
    with pytest.raises(JimoplanError, match="已损坏"):
        read_document("要点.docx", data)


@pytest.mark.law
@dear_law
@given(
    st.sampled_from([("要点.docx", DOCX), ("任务.xlsx", XLSX), ("任务.ods", ODS)]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=5),
    st.integers(0, 10**6),
)
def test_a_broken_file_is_read_or_refused(
    document: tuple[str, bytes], changes: list[tuple[int, int]], cut: int
) -> None:
    name, data = document
    broken = bytearray(data)
    for place, byte in changes:
        broken[place % len(broken)] = byte
    for tried in (bytes(broken), bytes(broken[: cut % len(broken)])):
        with suppress(JimoplanError):
            read_document(name, tried)


@pytest.mark.law
@given(
    st.sampled_from(
        [
            ("要点.docx", DOCX, "word/document.xml"),
            ("任务.xlsx", XLSX, "xl/sheet1.xml"),
            ("任务.ods", ODS, "content.xml"),
        ]
    ),
    st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(b"018aAwx<>=/-: \xe4"))),
)
def test_a_part_with_wrong_letters_is_read_or_refused(
    document: tuple[str, bytes, str], changes: list[tuple[int, int]]
) -> None:
    name, data, part = document
    parts = unzip(data)
    broken = bytearray(parts[part])
    for place, byte in changes:
        broken[place % len(broken)] = byte
    with suppress(JimoplanError):
        read_document(name, zip_up({**parts, part: bytes(broken)}))
