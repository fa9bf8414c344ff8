"""Views drawn in any format: by a bureau's own template if there is one, else by jimoplan."""

from pathlib import Path
from typing import TYPE_CHECKING

from jimoplan import render as renderer
from jimoplan.core.reports.kinds import TEMPLATES_FOLDER, ReportKind, template_name
from jimoplan.errors import JimoplanError
from jimoplan.system.files import read_bytes, shown_path

if TYPE_CHECKING:
    from jimoplan.render.apart import DrawingProcess


class Drawer:
    """Draws the reports of one run, which share a process and what was read of .docx templates.

    `beside` is the plan's folder, whose templates/ comes first.
    """

    def __init__(self, beside: Path, run: "DrawingProcess") -> None:
        self._beside = beside
        self._run = run
        self._documents: dict[Path, bytes] = {}

    def draw(self, kind: ReportKind, form: str, view: object) -> bytes:
        """What a file with the report in a format holds.

        Raises TemplateError where a template fails, MissingExtraError where the libraries of the
        format are not installed, and as `read_document_template` does.
        """
        if form == "xlsx":
            from jimoplan.exchange.workbooks.report import draw_workbook

            return draw_workbook(kind.name, view)
        if form != "docx":
            text = renderer.render(kind.name, form, view, beside=self._beside, run=self._run)
            return _encoded(text)
        own = find_own_document(kind.name, self._beside)
        if own:
            return self._fill(own, view)
        from jimoplan.exchange.word.draw import draw_document

        return draw_document(kind.name, view)

    def draw_by(self, template: Path, view: object) -> bytes:
        """The same by a template file, in the format that its name says."""
        if renderer.template_format(template) == "docx":
            return self._fill(template, view)
        text = renderer.render_file(template, view, beside=self._beside, run=self._run)
        return _encoded(text)

    def _fill(self, template: Path, view: object) -> bytes:
        if template not in self._documents:
            self._documents[template] = read_document_template(template)
        name, document = str(shown_path(template)), self._documents[template]
        filled = renderer.render_document(name, document, view, run=self._run)
        from jimoplan.exchange.documents.word_template import check_filled
        from jimoplan.exchange.word.blank import repack

        check_filled(name, filled)
        return repack(filled)


def find_own_document(report: str, beside: Path) -> Path | None:
    """The .docx template for a report beside a plan, None where there is none.

    Raises JimoplanError for a link that leads out of the folder of templates.
    """
    folder = beside.resolve() / TEMPLATES_FOLDER
    path = folder / template_name(report, "docx")
    if not path.is_file():
        return None
    if not path.resolve().is_relative_to(folder):
        raise JimoplanError(
            f"模板 {shown_path(path)} 是指向 {folder} 之外的链接,不予读取",
            "把模板文件本身放进文件夹",
        )
    return path


def read_document_template(path: Path) -> bytes:
    """What a .docx template holds; raises JimoplanError for one that cannot be read or is unsafe.

    UsageError says that it is none at all.
    """
    from jimoplan.exchange.documents.word_template import check_word_template

    data = read_bytes(path)
    check_word_template(str(shown_path(path)), data)
    return data


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
