"""Templates on the disk: templates/ beside the plan first, then the packaged ones."""

from filecmp import cmp
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound
from jinja2.loaders import split_template_path

from jimoplan.core.reports.kinds import TEMPLATES_FOLDER
from jimoplan.render.faults import TemplateError

_LIMIT = 1024 * 1024
_SHOWN = 200


class FromOthersError(Exception):
    """A template from other people is wanted, in a process where only packaged ones may run."""


class PlanLoader(BaseLoader):
    """Finds templates by name; neither `..` nor a link leads out of the folders.

    `given` is a template file outside of them, which is called by its path. `names` maps the files
    read so far to the names that people know them by. Unless `others_too`, wanting a template that
    does not come with jimoplan raises FromOthersError. `reading` is the one being compiled.
    """

    def __init__(
        self, beside: Path | None, given: Path | None = None, *, others_too: bool = False
    ) -> None:
        self.names: dict[str, str] = {}
        self.others_too = others_too
        self.reading: str | None = None
        self._given = given
        self._beside = None if beside is None else beside.resolve() / TEMPLATES_FOLDER
        self._packaged = packaged_templates()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """A template's text and file; raises TemplateError where it is there but unusable."""
        del environment
        text, file, name = self._find(template)
        self.names[file] = self.reading = name
        return text, file, None

    def _find(self, template: str) -> tuple[str, str, str]:
        """A template's text, its file, and the name that people know it by."""
        if self._given and template == given_name(self._given):
            return self._get_given(self._given)
        parts = split_template_path(template)
        for folder in filter(None, (self._beside, self._packaged)):
            path = folder.joinpath(*parts)
            own = folder == self._packaged
            if not own and _is_copy(path, self._packaged.joinpath(*parts)):
                continue
            text = _read(path, folder, template, allowed=self.others_too or own)
            if text is not None:
                return text, str(path), template
        raise TemplateNotFound(template)

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002, ANN401 - Jinja's
        """A compiled template."""
        template = super().load(environment, name, globals)
        self.reading = None
        return template

    def _get_given(self, path: Path) -> tuple[str, str, str]:
        if not self.others_too:
            raise FromOthersError
        try:
            if not path.is_file():
                why = "不是普通文件" if path.exists() else "没有这个文件"
                raise TemplateError(f"读不了模板 {path}:{why}", "检查 --template 后面的文件名")
            return _read_text(path, str(path)), given_name(path), str(path)
        except OSError as error:
            raise _refused(str(path), error) from None


def given_name(path: Path) -> str:
    """The name of a template file outside of the folders: its full path, which no template has."""
    return str(path.absolute())


def packaged_templates() -> Path:
    """The folder of the packaged templates.

    In a wheel they lie inside the package, in a checkout at the top level.
    """
    package = Path(__file__).resolve().parents[1]
    inside = package / TEMPLATES_FOLDER
    return inside if inside.is_dir() else package.parents[1] / TEMPLATES_FOLDER


def _is_copy(path: Path, packaged: Path) -> bool:
    """Whether a file says exactly what the packaged one says, as in the project's own checkout."""
    try:
        return packaged.is_file() and cmp(path, packaged, shallow=False)
    except OSError:
        return False


def _read(path: Path, folder: Path, template: str, *, allowed: bool) -> str | None:
    try:
        if not path.is_file():
            return None
        if not allowed:
            raise FromOthersError
        if not path.resolve().is_relative_to(folder):
            raise TemplateError(
                f"模板 {template} 是指向 {folder} 之外的链接,不予读取", "把模板文件本身放进文件夹"
            )
        return _read_text(path, template)
    except OSError as error:
        raise _refused(template, error) from None


def _read_text(path: Path, name: str) -> str:
    with path.open("rb") as file:
        data = file.read(_LIMIT + 1)
    if len(data) > _LIMIT:
        raise TemplateError(f"模板 {name} 超过{_LIMIT // 1024}KB", "检查是不是放错了文件")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TemplateError(f"模板 {name} 第{line}行不是UTF-8编码", "用编辑器另存为UTF-8") from None


def _refused(name: str, error: OSError) -> TemplateError:
    return TemplateError(f"读不了模板 {name[:_SHOWN]}:{error.strerror}", "检查文件和权限")
