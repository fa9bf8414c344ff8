"""A bureau's own .docx filled from a view, in the process that can be stopped.

The document's parts are drawn as Jinja templates in the same sandbox as any other template, each
paragraph on a line of its own, so that an error can show the paragraph in which it arose.
"""

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from jinja2 import Environment
from jinja2.exceptions import SecurityError

from jimoplan.core.display.cells import reveal
from jimoplan.errors import JimoplanError, needing
from jimoplan.render.environment import build_environment
from jimoplan.render.faults import TemplateError, in_words, locate
from jimoplan.render.limits import bounded_pieces
from jimoplan.render.loader import PlanLoader

_LINE = re.compile(r"(?=<w:p[ >])|(?<=</w:p>)(?=\{[{%])|(?<=</w:tr>)(?=\{[{%])")
"""Where a line begins that an error can point at: a paragraph, or a tag between the elements."""
_TAG = re.compile(r"<[^>]*>")
_JINJA_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_MARKED = re.compile(r"\{([{%])(.*?)([%}])\}")
_SHOWN = 60
_FILE = "<template>"
"""What Jinja calls the file of a template that was read from none."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HOLDERS = frozenset({f"{_W}{name}" for name in ("tc", "hdr", "ftr", "footnote", "txbxContent")})
"""What Word refuses to open where it holds no paragraph or does not end with one."""
_FOOTNOTES = "wordprocessingml.footnotes+xml"
_TEMPLATE_OF_ITS_OWN = "attachedTemplate"


class WordTemplate(NamedTuple):
    """A .docx that a report is filled into: the name that people know it by, and its bytes."""

    name: str
    data: bytes


def fill(template: WordTemplate, context: Mapping[str, object]) -> bytes:
    """The .docx with every tag filled in.

    Raises TemplateError with the paragraph in which it went wrong or for a document that is
    broken, MissingExtraError where docxtpl is not installed. What the file may be, whoever read it
    has checked.
    """
    with needing("office", "套用 .docx 模板"):
        from docxtpl import DocxTemplate
    try:
        return _fill(DocxTemplate(BytesIO(template.data)), _Filler(template.name, context))
    except (JimoplanError, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise TemplateError(
            f"模板 {template.name} 疑似已损坏,读不完整",
            "用 WPS 或 Word 打开看是否正常,另存为一份新的 .docx 再试",
        ) from error


def _fill(document: Any, filler: "_Filler") -> bytes:  # noqa: ANN401 - docxtpl has no types
    document.render_init()
    _fill_parts(document, filler)
    _forget_its_template(document.docx)
    written = BytesIO()
    document.docx.save(written)
    return written.getvalue()


class _NoTemplates(PlanLoader):
    """A loader that finds nothing: a document stands for itself."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """Raises SecurityError."""
        del environment, template
        raise SecurityError("Word 模板不能引用别的模板")


class _Filler:
    """Fills the XML of a document's parts, all within one budget."""

    def __init__(self, name: str, context: Mapping[str, object]) -> None:
        self._name = name
        self._context = context
        self._environment = build_environment("docx", _NoTemplates(None, others_too=True))

    def fill(self, source: str, where: str) -> str:
        """The XML that a part's XML makes; `where` says in words which part it is."""
        lines = _LINE.sub("\n", _MARKED.sub(_plain_ampersands, source))
        try:
            made = self._environment.from_string(lines).generate(**self._context)
            filled = "".join(bounded_pieces(self._name, made))
        except TemplateError:
            raise
        except Exception as error:
            raise self._explain(error, lines, where) from error
        return filled.replace("\n<w:p", "<w:p")

    def check_source(self, source: str, where: str) -> None:
        """Raises TemplateError for what docxtpl would leave out beside a tag of its own."""
        for kind, words in (("p", "段"), ("tr", "行")):
            for text in _texts_by(_parse(source), kind):
                tag = re.search(rf"\{{[%{{#]{kind} .*?[%}}#]\}}", text)
                if tag and text.replace(tag[0], "", 1).strip():
                    raise TemplateError(
                        f"模板 {self._name} {where}“{tag[0]}”处:同一{words}里还有别的字,会丢失",
                        f"{tag[0]} 单独占一{words},别的字移到上面或下面的一{words}",
                    )

    def check(self, filled: str, where: str) -> None:
        """Raises TemplateError where what was filled in is not well-formed any more."""
        try:
            _parse(filled)
        except SyntaxError:
            raise TemplateError(
                f"模板 {self._name} {where}:填出来的不成文档,循环或判断的首尾没有对齐",
                "跨段落的写成 {%p for … %} 和 {%p endfor %},各占一段;表格的行用 {%tr … %},各占一行",
            ) from None

    def _explain(self, error: Exception, lines: str, where: str) -> TemplateError:
        what, remedy = in_words(error)
        found = locate(error, {_FILE})
        shown = _paragraph(lines, found[1]) if found and not _is_unclosed(error) else ""
        place = f"{where}“{shown}”处" if shown else where
        remedy = remedy.replace("这一行", "这一处")
        return TemplateError(f"模板 {self._name} {place}:{what}", remedy)


def _is_unclosed(error: Exception) -> bool:
    """Whether something was not closed, which shows at the end, far from where it is."""
    return str(error).startswith("Unexpected end of template")


def _plain_ampersands(tag: re.Match[str]) -> str:
    """A tag with & as it was typed: XML has it as &amp;."""
    return tag[0].replace("&amp;", "&")


def _paragraph(lines: str, line: int) -> str:
    """What stands in a line of the XML: its tags alone if it has any, else its text."""
    text = _TAG.sub("", lines.split("\n")[line - 1])
    shown = reveal(" ".join((" ".join(_JINJA_TAG.findall(text)) or text).split()))
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def _fill_parts(document: Any, filler: _Filler) -> None:  # noqa: ANN401 - docxtpl has no types
    """Fill the body, the headers and footers, and the footnotes."""
    body = _fill_part(document, filler, document.get_xml(), "正文")
    tree = document.fix_tables(body)
    document.fix_docpr_ids(tree)
    _complete(tree)
    document.map_tree(tree)
    for uri, where in ((document.HEADER_URI, "页眉"), (document.FOOTER_URI, "页脚")):
        for key, part in list(document.get_headers_footers(uri)):
            source = document.get_part_xml(part)
            document.map_headers_footers_xml(key, _completed(document, filler, source, where))
    for part in document.docx.part.package.parts:
        if part.content_type.endswith(_FOOTNOTES):
            source = document.get_part_xml(part)
            part._blob = _completed(document, filler, source, "脚注")  # noqa: SLF001 - as docxtpl does


def _fill_part(document: Any, filler: _Filler, source: str, where: str) -> str:  # noqa: ANN401 - as above
    filler.check_source(source, where)
    filled = filler.fill(document.patch_xml(source), where)
    filler.check(filled, where)
    return str(document.resolve_listing(filled))


def _completed(document: Any, filler: _Filler, source: str, where: str) -> bytes:  # noqa: ANN401 - as above
    from lxml import etree

    filled = _fill_part(document, filler, source, where)
    tree = _parse(filled)
    _complete(tree)
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True))


def _texts_by(root: Any, kind: str) -> Iterable[str]:  # noqa: ANN401 - lxml has no types
    """The text of each paragraph or row, without that of those that stand within it."""
    texts: dict[Any, str] = {}
    for node in root.iter(f"{_W}t"):
        holder = next(node.iterancestors(f"{_W}{kind}"), None)
        if holder is not None:
            texts[holder] = texts.get(holder, "") + (node.text or "")
    return texts.values()


def _parse(xml: str) -> Any:  # noqa: ANN401 - lxml has no types
    """The root element of a part; raises SyntaxError for XML that is not well-formed."""
    from lxml import etree

    return etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False))


def _complete(tree: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Give a last paragraph to what needs one, and take away tables without a row."""
    for table in list(tree.iter(f"{_W}tbl")):
        if table.find(f"{_W}tr") is None:
            table.getparent().remove(table)
    for holder in tree.iter(*_HOLDERS):
        if not len(holder) or holder[-1].tag != f"{_W}p":
            holder.append(holder.makeelement(f"{_W}p"))


def _forget_its_template(document: Any) -> None:  # noqa: ANN401 - python-docx has few types
    """Take out where the document's own template lies: Word would fetch it at every opening."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/settings"):
            settings = relation.target_part
            for element in settings.element.findall(f"{_W}{_TEMPLATE_OF_ITS_OWN}"):
                settings.element.remove(element)
            for key, found in list(settings.rels.items()):
                if found.reltype.endswith(f"/{_TEMPLATE_OF_ITS_OWN}"):
                    del settings.rels[key]
