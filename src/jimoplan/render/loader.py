"""Templates on the disk: templates/ beside the plan first, then the packaged ones."""

from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.loaders import split_template_path

from jimoplan.render.faults import TemplateError

FOLDER = "templates"
_LIMIT = 1024 * 1024


class PlanLoader(BaseLoader):
    """Finds templates by name; neither `..` nor a link leads out of the folders.

    `names` maps the files read so far to the templates' names, `used_beside` says whether one of
    them lay beside the plan.
    """

    def __init__(self, beside: Path | None) -> None:
        self.names: dict[str, str] = {}
        self.used_beside = False
        self._beside = None if beside is None else beside.resolve() / FOLDER
        self._packaged = _packaged_templates()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """A template's text and file; raises TemplateError where it is there but unusable."""
        del environment
        parts = split_template_path(template)
        for folder in filter(None, (self._beside, self._packaged)):
            path = folder.joinpath(*parts)
            text = _read(path, folder, template)
            if text is not None:
                self.names[str(path)] = template
                self.used_beside |= folder == self._beside
                return text, str(path), None
        raise TemplateNotFound(template)


def _packaged_templates() -> Path:
    """In a wheel they lie inside the package, in a checkout at the top level."""
    package = Path(__file__).resolve().parents[1]
    inside = package / FOLDER
    return inside if inside.is_dir() else package.parents[1] / FOLDER


def _read(path: Path, folder: Path, template: str) -> str | None:
    try:
        if not path.is_file():
            return None
        if not path.resolve().is_relative_to(folder):
            raise TemplateError(
                f"模板 {template} 是指向 {folder} 之外的链接,不予读取", "把模板文件本身放进文件夹"
            )
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError as error:
        raise TemplateError(f"读不了模板 {path}:{error.strerror}", "检查文件和权限") from None
    return _decode(data, template)


def _decode(data: bytes, template: str) -> str:
    if len(data) > _LIMIT:
        raise TemplateError(f"模板 {template} 超过{_LIMIT // 1024}KB", "检查是不是放错了文件")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TemplateError(
            f"模板 {template} 第{line}行不是UTF-8编码", "用编辑器另存为UTF-8"
        ) from None
