"""The packaged templates as files: which there are, what they say, what they share."""

from pathlib import Path

from jinja2.meta import find_referenced_templates

from jimoplan.core.reports.kinds import TEMPLATES_FOLDER
from jimoplan.render.environment import build_environment
from jimoplan.render.loader import PlanLoader, packaged_templates

_SUFFIX = ".j2"


def list_packaged() -> tuple[str, ...]:
    """The names of the packaged templates, the shared parts last."""
    names = (path.name for path in packaged_templates().glob(f"*{_SUFFIX}"))
    return tuple(sorted(names, key=lambda name: (is_shared(name), name)))


def list_beside(beside: Path) -> tuple[str, ...]:
    """The names of the templates beside a plan; none where the packaged ones themselves lie there.

    Those in folders of their own have names with a slash.
    """
    folder = beside.resolve() / TEMPLATES_FOLDER
    if folder == packaged_templates():
        return ()
    found = (path for path in folder.rglob("*") if _is_template(path) and path.is_file())
    return tuple(sorted(path.relative_to(folder).as_posix() for path in found))


def _is_template(path: Path) -> bool:
    """Whether a name is that of a template; office programs call the file of a lock ~$x.docx."""
    is_lock = path.name.startswith(("~$", ".~"))
    return path.suffix == _SUFFIX or (path.suffix.lower() == ".docx" and not is_lock)


def is_shared(name: str) -> bool:
    """Whether a packaged template is a part that others extend or import."""
    return name.startswith("_")


def read_packaged(name: str) -> str:
    """What a packaged template says."""
    return (packaged_templates() / name).read_text("utf-8")


def shared_by(name: str) -> tuple[str, ...]:
    """The packaged templates that one extends, includes or imports, directly or through others."""
    environment = build_environment("html", PlanLoader(None))
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        parsed = environment.parse(read_packaged(waiting.pop()))
        new = [used for used in find_referenced_templates(parsed) if used and used not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return tuple(sorted(found))
