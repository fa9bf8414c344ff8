"""jimoplan render in the formats of office programs, and by a bureau's own .docx."""

import re
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from command_line import SHIPPED_PLAN, Outcome, run_jimoplan
from dialogue import talking
from docx import Document
from office_files import unzip, zip_up
from openpyxl import load_workbook
from problem_cases import BASE
from repositories import Work
from word_templates import as_bytes, make_template, paragraphs_of, rows_of

DAY = ("--as-of", "2024-06-30")
ONE = ("--dept", "复议应诉科")
OWN = "{{ view.title }},{{ view.heading.plan.unit }}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the shipped plan and no templates of its own."""
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    (tmp_path / "templates").mkdir()
    return tmp_path


def render(folder: Path, *words: str) -> Outcome:
    return run_jimoplan("render", *words, *DAY, cwd=folder)


def sheets(data: bytes) -> list[str]:
    return load_workbook(BytesIO(data)).sheetnames


@pytest.mark.parametrize(
    "words",
    [("weekly",), ("quarterly",), ("department", *ONE), ("feedback", *ONE), ("reminder", *ONE)],
    ids=lambda words: words[0],
)
def test_the_ending_of_the_file_chooses_the_format(words: tuple[str, ...], folder: Path) -> None:
    assert render(folder, *words, "-o", "报告.docx").code == 0
    assert render(folder, *words, "-o", "报告.xlsx").code == 0

    assert paragraphs_of((folder / "报告.docx").read_bytes())
    assert sheets((folder / "报告.xlsx").read_bytes())


def test_into_a_pipe_goes_what_a_file_would_hold(folder: Path) -> None:
    assert render(folder, "weekly", "-o", "周报.docx").code == 0

    piped = render(folder, "weekly", "--format", "docx").out
    assert piped == (folder / "周报.docx").read_bytes()
    assert piped == render(folder, "weekly", "--format", "docx", "-o", "-").out


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
@pytest.mark.parametrize(
    "words",
    [("--format", "docx"), ("--format", "xlsx"), ("--all-departments", "-t", "my.docx", "-o", "-")],
    ids=["docx", "xlsx", "by a document"],
)
def test_a_terminal_is_not_flooded_with_it(words: tuple[str, ...], folder: Path) -> None:
    (folder / "my.docx").write_bytes(make_template(OWN))

    with talking(Work(folder), ["render", "weekly", *words]) as dialogue:
        dialogue.expect("是办公文件")
        dialogue.expect("-o 文件")

    assert "PK" not in dialogue.said


def test_each_department_gets_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(BASE, "utf-8")

    outcome = render(tmp_path, "department", "--all-departments", "--format", "docx", "-o", "out")

    assert outcome.code == 0, outcome.errors
    names = {f"任务台账-{name}-2024-06-30.docx" for name in ("甲科", "乙科", "各科室")}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names
    piped = render(tmp_path, "department", "--all-departments", "--format", "docx", "-o", "-")
    assert (piped.code, piped.out) == (2, b"")
    assert "几份不能接在一起" in piped.errors


@pytest.mark.parametrize(
    ("name", "form"),
    [("source", "docx"), ("source", "xlsx"), ("overview", "docx"), ("weekly", "dock")],
)
def test_a_format_that_a_report_does_not_have_is_a_matter_of_usage(
    name: str, form: str, folder: Path
) -> None:
    outcome = render(folder, name, "--format", form, "-o", "x")

    assert outcome.code == 2
    assert form in outcome.errors
    assert not (folder / "x").exists()


def test_a_document_beside_the_plan_is_used_instead(folder: Path) -> None:
    (folder / "templates" / "weekly.docx").write_bytes(make_template(OWN))

    render(folder, "weekly", "-o", "周报.docx")
    render(folder, "monthly", "-o", "月通报.docx")
    render(folder, "weekly", "-o", "周报.xlsx")

    assert paragraphs_of((folder / "周报.docx").read_bytes()) == ["周报,青岛市即墨区司法局"]
    assert len(paragraphs_of((folder / "月通报.docx").read_bytes())) > 3
    assert sheets((folder / "周报.xlsx").read_bytes())


def test_it_makes_the_same_bytes_at_any_time(folder: Path) -> None:
    (folder / "templates" / "weekly.docx").write_bytes(make_template(OWN))
    first = render(folder, "weekly", "--format", "docx").out
    time.sleep(2.1)  # a zip counts time in steps of two seconds

    assert render(folder, "weekly", "--format", "docx").out == first


def test_any_document_can_be_the_template_of_any_report(folder: Path) -> None:
    template = make_template(
        "{{ view.department.name }}",
        rows=[["{%tr for each in view.own %}"], ["{{ each.row.item.id }}"], ["{%tr endfor %}"]],
    )
    (folder / "台账.docx").write_bytes(template)

    outcome = render(folder, "department", "-t", "台账.docx", *ONE, "-o", "out/")

    assert outcome.code == 0, outcome.errors
    (made,) = (folder / "out").iterdir()
    assert made.name == "台账-复议应诉科-2024-06-30.docx"
    assert paragraphs_of(made.read_bytes())[0] == "复议应诉科"
    assert ["8"] in rows_of(made.read_bytes())


def test_the_overview_can_be_drawn_by_a_document_as_well(folder: Path) -> None:
    (folder / "my.docx").write_bytes(make_template("{{ view.tasks.total }}项"))

    assert paragraphs_of(render(folder, "-t", "my.docx").out) == ["21项"]


def external(kind: str) -> bytes:
    document = Document()
    address = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document.part.relate_to("http://192.0.2.1/x", f"{address}/{kind}", is_external=True)
    return as_bytes(document)


def altered(part: str, old: bytes, new: bytes) -> bytes:
    """A document with something else in a part."""
    written = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(make_template("甲"))) as found,
        zipfile.ZipFile(written, "w") as made,
    ):
        for name in found.namelist():
            data = found.read(name)
            assert name != part or old in data
            made.writestr(name, data.replace(old, new) if name == part else data)
    return written.getvalue()


def bomb() -> bytes:
    written = BytesIO(make_template("甲"))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/more.xml", bytes(64 * 1024 * 1024))
    return written.getvalue()


FIELD = (
    b'<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDE</w:instrText>'
    b"<w:instrText>AUTO c:\\\\x</w:instrText></w:r></w:p><w:sectPr"
)
MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TRANSITIONAL = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/office"
STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships/office"
DOTX = PLAIN.replace(b".document.main", b".template.main")
DOCTYPE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document'

COLLECTED = (
    b"<w:p><w:r><w:instrText>{{ 'INCLU' ~ 'DETEXT' }} \"x\"</w:instrText></w:r></w:p><w:sectPr"
)
SIMPLE = b"<w:p><w:fldSimple w:instr=\"{{ 'INCLU' ~ 'DETEXT' }} x\">1</w:fldSimple></w:p><w:sectPr"
HIDDEN = (
    b"<w:p><w:r><w:instrText>{</w:instrText></w:r><w:r><w:t>{ 'INCLU' ~ 'DETEXT' }</w:t></w:r>"
    b"<w:r><w:instrText>}</w:instrText></w:r></w:p><w:sectPr"
)
PARTED = b"<w:p><w:r><w:instrText>LINK<w:tab/></w:instrText></w:r></w:p><w:sectPr"
GRIDLESS = b"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:sectPr"


def with_header(text: str) -> bytes:
    """A document with a header whose file has an ending that says nothing of what it is."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "甲"
    name = "word/header1.xml"
    parts = unzip(as_bytes(document))
    header = parts.pop(name).replace(b"<w:hdr", b"<!DOCTYPE w><w:hdr" if not text else b"<w:hdr")
    field = f"<w:p><w:r><w:instrText>{text}</w:instrText></w:r></w:p></w:hdr>".encode()
    renamed = {each: data.replace(b"header1.xml", b"header1.bin") for each, data in parts.items()}
    return zip_up({**renamed, "word/header1.bin": header.replace(b"</w:hdr>", field)})


def picture_by_link() -> bytes:
    """A document with a picture that is fetched by what is said to be a link."""
    parts = unzip(external("hyperlink"))
    body = "word/document.xml"
    relations = parts["word/_rels/document.xml.rels"].split(b"<Relationship ")
    used = re.findall(rb'Id="(\w+)"', next(each for each in relations if b"192.0.2.1" in each))[0]
    picture = (
        b'<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" r:id="%s"/>'
        b"</w:pict></w:r></w:p><w:sectPr" % used
    )
    return zip_up({**parts, body: parts[body].replace(b"<w:sectPr", picture)})


def in_another_case() -> bytes:
    parts = unzip(external("image"))
    return zip_up({n: data.replace(b'"External"', b'"external"') for n, data in parts.items()})


def without(part: str) -> bytes:
    return zip_up({name: data for name, data in unzip(make_template("甲")).items() if name != part})


HOSTILE = {
    "a field put together by a tag": (
        altered("word/document.xml", b"<w:sectPr", COLLECTED),
        3,
        "域代码里有模板标签",
    ),
    "a short field put together by a tag": (
        altered("word/document.xml", b"<w:sectPr", SIMPLE),
        3,
        "域代码里有模板标签",
    ),
    "a tag of which only half stands in a field": (
        altered("word/document.xml", b"<w:sectPr", HIDDEN),
        3,
        "从外面取内容的域(INCLUDETEXT)",
    ),
    "a field that is no text": (
        altered("word/document.xml", b"<w:sectPr", PARTED),
        3,
        "疑似已损坏",
    ),
    "a field in a header of another ending": (
        with_header("INCLUDETEXT x"),
        3,
        "从外面取内容的域(INCLUDETEXT)",
    ),
    "an entity in a header of another ending": (with_header(""), 3, "DOCTYPE"),
    "a picture by what is said to be a link": (
        picture_by_link(),
        3,
        "引用了文档外面的内容(v:imagedata)",
    ),
    "what lies outside in another case": (in_another_case(), 3, "引用了文档外面的内容(image)"),
    "a part missing": (without("word/settings.xml"), 3, "疑似已损坏"),
    "a body missing": (
        altered("word/document.xml", b"w:body>", b"w:other>"),
        3,
        "疑似已损坏",
    ),
    "a table without a grid": (
        altered("word/document.xml", b"<w:sectPr", GRIDLESS),
        3,
        "疑似已损坏",
    ),
    "a zip bomb": (bomb(), 3, "疑似压缩炸弹"),
    "a picture from elsewhere": (external("image"), 3, "引用了文档外面的内容(image)"),
    "an object": (external("oleObject"), 3, "里有嵌入的对象"),
    "a document within": (external("aFChunk"), 3, "里有嵌入的另一个文档"),
    "macros": (altered("[Content_Types].xml", PLAIN, MACROS), 2, "是带宏的文档,不能用"),
    "a template of Word's": (altered("[Content_Types].xml", PLAIN, DOTX), 2, "是 Word 模板(.dotx)"),
    "a strict document": (
        altered("_rels/.rels", TRANSITIONAL, STRICT),
        2,
        "是“Strict Open XML”文档",
    ),
    "a field that fetches": (
        altered("word/document.xml", b"<w:sectPr", FIELD),
        3,
        "从外面取内容的域(DDEAUTO)",
    ),
    "a declared entity": (altered("word/document.xml", b"<w:document", DOCTYPE), 3, "DOCTYPE"),
    "no zip": (b"PK\x03\x04 nothing", 3, "疑似已损坏"),
    "a text": (b"{{ view.title }}", 3, "疑似已损坏"),
    "a wrong name": (
        make_template("{{ view.titel }}"),
        3,
        "正文“{{ view.titel }}”处:用了没有的名字",
    ),
    "a way out": (make_template("{{ ''.__class__ }}"), 3, "这样做不安全,已拒绝"),
}


@pytest.mark.parametrize(("document", "code", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_document_that_cannot_be_trusted_gives_one_error(
    document: bytes, code: int, said: str, folder: Path
) -> None:
    (folder / "templates" / "weekly.docx").write_bytes(document)

    outcome = render(folder, "weekly", "-o", "周报.docx")

    assert outcome.code == code
    assert said in outcome.errors
    assert "templates/weekly.docx" in outcome.errors.replace("\\", "/")
    assert outcome.errors.count("错误:") == 1
    assert "Error" not in outcome.errors
    assert not (folder / "周报.docx").exists()


def test_links_that_people_follow_are_no_harm(folder: Path) -> None:
    (folder / "my.docx").write_bytes(external("hyperlink"))

    assert render(folder, "weekly", "-t", "my.docx", "-o", "x.docx").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_out_of_the_folder_of_templates_is_not_followed(folder: Path) -> None:
    (folder / "elsewhere.docx").write_bytes(make_template(OWN))
    (folder / "templates" / "weekly.docx").symlink_to(folder / "elsewhere.docx")

    outcome = render(folder, "weekly", "-o", "周报.docx")

    assert outcome.code == 3
    assert "之外的链接,不予读取" in outcome.errors


@pytest.mark.parametrize(
    "words",
    [
        ("render", "weekly", "-o", "周报.docx"),
        ("templates", "eject", "weekly", "--format", "docx"),
    ],
    ids=lambda words: words[0],
)
def test_a_missing_library_is_named(words: tuple[str, ...], folder: Path) -> None:
    """In a process of its own, which finds no docx."""
    (folder / "docx.py").write_text("raise ModuleNotFoundError('docx')", "utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "jimoplan", *words],
        cwd=folder,
        capture_output=True,
        check=False,
    )

    assert ended.returncode == 3
    assert "[office]" in ended.stderr.decode("utf-8")
