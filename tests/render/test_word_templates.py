"""A bureau's own .docx: filled in as it stands, in the sandbox, failing in words."""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lively_plan import make_lively
from word_templates import (
    as_bytes,
    header_and_footer_of,
    make_template,
    paragraphs_of,
    rows_of,
)

from jimoplan.core.plan.model import Plan
from jimoplan.render import render_document
from jimoplan.render.apart import DrawingProcess
from jimoplan.render.faults import TemplateError
from jimoplan.render.in_process import Drawing

Views = Callable[[Plan], dict[str, object]]
RUN = DrawingProcess(seconds=9999)
VIEW = {"words": "甲", "list": ["一", "二"], "none": None}


@pytest.fixture(scope="module", autouse=True)
def _the_run_ends() -> Iterator[None]:
    with RUN:
        yield


def fill(template: bytes, view: object = None) -> bytes:
    return render_document("weekly.docx", template, view or VIEW, run=RUN)


def failure(*paragraphs: str, rows: list[list[str]] | None = None, header: str = "") -> str:
    with pytest.raises(TemplateError) as caught:
        fill(make_template(*paragraphs, rows=rows or [], header=header))
    assert caught.value.remedy
    assert len(caught.value.message) < 300
    return caught.value.message


def test_values_stand_where_their_tags_stood() -> None:
    filled = fill(
        make_template(
            "报{{ view.words }}:{{ view.none }}",
            header="{{ view.words }}",
            footer="{{ view.list | length }}",
        )
    )

    assert paragraphs_of(filled) == ["报甲:"]
    assert header_and_footer_of(filled) == ("甲", "2")


def test_paragraphs_and_rows_are_repeated_for_each_of_a_list() -> None:
    tags = (
        ["{%tr for each in view.list %}", ""],
        ["{{ loop.index }}", "{{ each }}"],
        ["{%tr endfor %}", ""],
    )
    filled = fill(
        make_template(
            "{%p for each in view.list %}",
            "第{{ each }}条",
            "{%p endfor %}",
            rows=[["序号", "事项"], *tags],
        )
    )

    assert paragraphs_of(filled) == ["第一条", "第二条"]
    assert rows_of(filled) == [["序号", "事项"], ["1", "一"], ["2", "二"]]


def test_columns_are_repeated_for_each_of_a_list() -> None:
    rows = [["{%tc for each in view.list %}", "{{ each }}", "{%tc endfor %}"]]

    assert rows_of(fill(make_template(rows=rows))) == [["一", "二"]]


def test_a_text_box_is_filled_in() -> None:
    document = Document()
    text = "<w:p><w:r><w:t>{{ view.words }}乙</w:t></w:r></w:p>"
    box = f"<w:pict {nsdecls('w')}><w:txbxContent>{text}</w:txbxContent></w:pict>"
    document.add_paragraph().add_run()._r.append(parse_xml(box))  # noqa: SLF001 - its XML

    assert "甲乙" in everything_in(fill(as_bytes(document))).decode("utf-8", "ignore")


def test_a_tag_that_the_editor_cut_into_runs_is_one_tag() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ vi", "ew.words }", "}"):
        paragraph.add_run(piece).bold = True

    assert paragraphs_of(fill(as_bytes(document))) == ["甲"]


def test_the_quotes_that_word_puts_are_quotes() -> None:
    assert paragraphs_of(fill(make_template("{{ view.list | join(“、”) }}"))) == ["一、二"]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("A&B <w:p/> \"'", "A&B <w:p/> \"'"),
        ("{{ 1 }} {% x %} {_{ }_}", "{{ 1 }} {% x %} {_{ }_}"),
        ("一\n二\r\n三\t四", "一\n二\n三\t四"),
        ("\x07\x0c\u202e\ufffe\ud800", "<U+0007><U+000C><U+202E><U+FFFE><U+D800>"),
    ],
    ids=["marks of XML", "marks of templates", "lines and tabs", "what XML may not hold"],
)
@pytest.mark.parametrize(
    "tag",
    ["{{ view.words }}", "{% autoescape false %}{{ view.words }}{% endautoescape %}"],
    ids=["as it is", "asked not to escape"],
)
def test_words_come_out_as_they_are(tag: str, words: str, shown: str) -> None:
    assert paragraphs_of(fill(make_template(tag), {"words": words})) == [shown]


def test_the_words_of_a_tag_itself_are_not_escaped_twice() -> None:
    template = make_template(
        "{{ view.words ~ ' & <' }}", "{{ view.words | replace('甲', '&') | e }}"
    )

    assert paragraphs_of(fill(template)) == ["甲 & <", "&"]


def test_a_real_view_is_filled_in(shipped: Plan, views: Views) -> None:
    template = make_template(
        "{{ view.title }}",
        rows=[
            ["{%tr for found in view.outcomes %}"],
            ["{{ found.department }}"],
            ["{%tr endfor %}"],
        ],
    )
    filled = fill(template, views(shipped)["weekly"])

    assert paragraphs_of(filled)[0] == "周报"
    assert ["复议应诉科"] in rows_of(filled)


def test_the_example_of_the_documentation_draws_a_weekly_report(
    shipped: Plan, views: Views
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
    paragraphs, rows = re.findall(r"```text\n(.*?)\n```", page, re.DOTALL)
    table = [[cell.strip() for cell in row.split(" |")] for row in rows.split("\n")]
    view = views(make_lively(shipped))["weekly"]
    filled = fill(make_template(*paragraphs.split("\n"), rows=table), view)

    assert paragraphs_of(filled)[0] == "青岛市即墨区司法局周报"
    assert "一、需协调事项" in paragraphs_of(filled)
    assert len(rows_of(filled)) > 1
    assert "{" not in str([*paragraphs_of(filled), *rows_of(filled)])


def test_a_cell_or_header_left_without_a_paragraph_gets_one() -> None:
    """Word refuses to open it otherwise."""
    document = Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "{%p for each in [] %}"
    cell.add_paragraph("{%p endfor %}")
    document.sections[0].header.paragraphs[0].text = "{%p if view.none %}"
    document.sections[0].header.add_paragraph("{%p endif %}")
    filled = fill(as_bytes(document))

    assert rows_of(filled) == [[""]]
    assert header_and_footer_of(filled) == ("", "")


def test_a_table_left_without_rows_is_left_out() -> None:
    filled = fill(make_template("甲", rows=[["{%tr if view.none %}"], ["一"], ["{%tr endif %}"]]))

    assert not Document(BytesIO(filled)).tables


def test_footnotes_are_filled_in() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    filled = fill(
        with_part(
            make_template("甲"),
            "footnotes",
            kind,
            '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            '<w:footnote w:id="1"><w:p><w:r><w:t>{{ view.words }}乙</w:t></w:r></w:p></w:footnote>'
            "</w:footnotes>",
        )
    )

    with zipfile.ZipFile(BytesIO(filled)) as package:
        assert "甲乙" in package.read("word/footnotes.xml").decode()


def test_what_is_made_does_not_fetch_the_documents_own_template() -> None:
    document = Document()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    settings = document.settings.element
    key = document.part.part_related_by(kind.replace("attachedTemplate", "settings")).relate_to(
        "http://192.0.2.1/a.dotm", kind, is_external=True
    )
    settings.append(settings.makeelement(f"{_W}attachedTemplate", {f"{_R}id": key}))
    filled = fill(as_bytes(document))

    assert b"attachedTemplate" not in everything_in(filled)
    assert b"192.0.2.1" not in everything_in(filled)


FAULTS = {
    "a name there is not": (
        "甲{{ view.titel.x }}",
        "“{{ view.titel.x }}”处:用了没有的名字(dict 没有 titel)",
    ),
    "a loop without an end": (
        "{% for each in view.list %}",
        "正文:写法有误({% for %} 没有用 {% endfor %} 结束)",
    ),
    "an end without a loop": ("{% endfor %}", "({% endfor %} 对不上前面的开头)"),
    "a tag there is not": ("{% fo each in view.list %}", "(没有 {% fo %} 这种标签)"),
    "a filter there is not": ("{{ view.list | nothing }}", "(没有 nothing 这个过滤器或判断)"),
    "two words where one may stand": ("{{ view.list words }}", "(到“words”这里看不懂)"),
    "a mark of the full width": ("{{ view.list，1 }}", "(不能有“，”这个字符)"),
    "text beside the tag of a paragraph": ("{%p if view.list %}乙", "同一段里还有别的字,会丢失"),
    "XML of its own": ("{{ '<w:p/>' | safe }}", "没有 safe"),
    "a template of another kind": ("{% include 'weekly.md.j2' %}", "Word 模板不能引用别的模板"),
    "a file": ("{% include '/etc/passwd' %}", "Word 模板不能引用别的模板"),
    "the class of a text": ("{{ ''.__class__.__mro__ }}", "不能读取 str 的 __class__"),
    "the inside of a template": ("{{ self.__init__.__globals__ }}", "不能读取"),
    "a change of the data": ("{{ view.update({1: 2}) }}", "不能读取 dict 的 update"),
    "a long text": ("{{ 'x' * 10 ** 9 }}", "结果超过100万字"),
}


@pytest.mark.parametrize(("tag", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_said_with_its_place(tag: str, said: str) -> None:
    message = failure("好的一段 {{ view.words }}", tag)

    assert message.startswith("模板 weekly.docx 正文")
    assert said in message
    assert "好的" not in message


def test_a_fault_in_a_header_says_so() -> None:
    assert "页眉“{{ wrong }}”处:用了没有的名字(没有 wrong)" in failure("甲", header="{{ wrong }}")


def test_a_condition_that_ends_within_a_table_makes_no_document() -> None:
    message = failure("{% if view.none %}一", rows=[["二{% endif %}"]])

    assert "填出来的不成文档,循环或判断的首尾没有对齐" in message


ENDLESS = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
GREEDY = (
    "{% set ns = namespace(x=()) %}{% for i in range(99999) %}"
    "{% set ns.x = (ns.x, 'y' * 99999) %}{% endfor %}"
)


@pytest.mark.parametrize(
    ("tag", "said"),
    [(ENDLESS, "运行超过0.5秒,已停止"), (GREEDY, "万字")],
    ids=["time without end", "memory without end"],
)
def test_what_costs_too_much_is_stopped(tag: str, said: str) -> None:
    drawing = Drawing("weekly.docx", "docx", {"view": VIEW}, None, 0.5, make_template(tag))
    with pytest.raises(TemplateError, match=said) as caught:
        RUN.draw(drawing)

    assert caught.value.message.startswith("模板 weekly.docx")


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def everything_in(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return b"".join(package.read(name) for name in package.namelist())


def with_part(data: bytes, name: str, kind: str, xml: str) -> bytes:
    """The document with one part more."""
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="{name}.xml"/></Relationships>'
    content = (
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.wordprocessingml.{name}+xml"/></Types>'
    )
    added = {
        "word/_rels/document.xml.rels": (b"</Relationships>", relation.encode()),
        "[Content_Types].xml": (b"</Types>", content.encode()),
    }
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.namelist():
            end, more = added.get(part, (b"", b""))
            new.writestr(part, old.read(part).replace(end, more) if end else old.read(part))
        new.writestr(f"word/{name}.xml", xml)
    return written.getvalue()
