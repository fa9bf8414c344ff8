"""templates: which there are, and copies of them to start from."""

import os
from pathlib import Path
from typing import NamedTuple

from jimoplan.core.reports.kinds import (
    REPORT_KINDS,
    TEMPLATES_FOLDER,
    choose_format,
    find_kind,
    template_name,
)
from jimoplan.errors import JimoplanError, UnknownNameError, UsageError, needing
from jimoplan.render.library import (
    is_shared,
    list_beside,
    list_packaged,
    read_packaged,
    shared_by,
)
from jimoplan.render.loader import packaged_templates
from jimoplan.system.files import create_file, find_plan, find_plan_or_none, make_folder, shown_path


class TemplateEntry(NamedTuple):
    """A template: its file's name, the report that it draws, and where it comes from.

    `report` is None for a part that others share; `beside` says whether one lies beside the plan,
    which then is used, `packaged` whether one comes with jimoplan.
    """

    name: str
    report: str | None
    beside: bool
    packaged: bool


class TemplateList(NamedTuple):
    """The templates, and the folder beside the plan that theirs come first from.

    `folder` is None where there is no plan.
    """

    folder: Path | None
    templates: tuple[TemplateEntry, ...]


class TemplateChoice(NamedTuple):
    """Which template to copy, in the words that were typed, where to, and what along with it.

    `to` is None for the place where jimoplan looks.
    """

    name: str
    format: str | None = None
    to: Path | None = None
    with_shared: bool = False


class Ejected(NamedTuple):
    """The files that were written, those that were there already, and what is still shared.

    `template` is the one asked for. Where the packaged ones themselves lie, it is the packaged one
    and nothing was written. `is_used` says whether the files lie where jimoplan looks for them,
    `is_part` that the template is a shared part.
    """

    template: Path
    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    shared: tuple[str, ...]
    is_used: bool
    is_part: bool


def list_templates(file: Path | None, start: Path) -> TemplateList:
    """The packaged templates and those beside the plan, if there is one."""
    plan = file or find_plan_or_none(start)
    beside = list_beside(plan.resolve().parent) if plan else ()
    packaged = list_packaged()
    reports = {
        template_name(kind.name, form): kind.name
        for kind in REPORT_KINDS.values()
        for form in kind.template_formats
    }
    names = [*packaged, *(name for name in beside if name not in packaged)]
    listed = (TemplateEntry(n, reports.get(n), n in beside, n in packaged) for n in names)
    return TemplateList(plan.parent / TEMPLATES_FOLDER if plan else None, tuple(listed))


def formats_to_eject(name: str) -> tuple[str, ...]:
    """The formats of a report's templates, the one that is meant where none is named first.

    That is the page, unless the report is usually plain text. A shared part has none. Raises
    UnknownNameError for a report that there is not.
    """
    if name.startswith("_"):
        return ()
    formats = find_kind(name).template_formats
    return tuple(sorted(formats, key=_MEANT.index))


_MEANT = ("txt", "html", "md", "docx")


def eject_template(file: Path | None, start: Path, wanted: TemplateChoice) -> Ejected:
    """Copy a packaged template, where asked with the parts it shares, and leave what is there.

    There is none for .docx: one is made to start from.

    Raises UnknownNameError for an unknown report, part or format, JimoplanError where a file of
    that name is there already, or there is no plan to put it beside, and MissingExtraError where
    the libraries for .docx are not installed.
    """
    template = _find_template(wanted.name, wanted.format)
    plan = find_plan_or_none(start) if file is None else file
    folder = wanted.to or (plan or find_plan(start)).parent / TEMPLATES_FOLDER
    if wanted.to is None and folder.is_symlink():
        raise JimoplanError(
            f"{shown_path(folder)} 是链接,生成报告时不读链接里的模板", "用 --to 写明放在哪里"
        )
    target = folder / template
    is_document = not template.endswith(".j2")
    if folder.resolve() == packaged_templates() and not is_document:
        return Ejected(target, (), (), (), is_used=True, is_part=is_shared(template))
    if os.path.lexists(target):
        raise JimoplanError(
            f"{shown_path(target)} 已经有了,没有动它", "先改名,或用 --to 换个文件夹"
        )
    shared = () if is_document else shared_by(template)
    along = shared if wanted.with_shared else ()
    kept = [folder / part for part in along if os.path.lexists(folder / part)]
    parts = [part for part in along if folder / part not in kept]
    contents = {part: _read(part) for part in (*parts, template)}
    make_folder(folder)
    for part, data in contents.items():
        create_file(folder / part, data)
    return Ejected(
        template=target,
        written=tuple(folder / part for part in (template, *parts)),
        kept=tuple(kept),
        shared=tuple(part for part in shared if part not in along),
        is_part=is_shared(template),
        is_used=plan is not None and folder.resolve() == plan.resolve().parent / TEMPLATES_FOLDER,
    )


def _find_template(name: str, form: str | None) -> str:
    """The file of a report's template or of a shared part; raises UnknownNameError."""
    shared = [part for part in list_packaged() if is_shared(part)]
    if name in shared:
        if form is not None:
            raise UsageError(f"{name} 是共用部分,不分格式", "去掉 --format")
        return name
    if name.startswith("_"):
        raise UnknownNameError("共用部分", name, shared)
    kind = find_kind(name)
    if form not in {None, *kind.template_formats}:
        choose_format(kind, form)
        raise UsageError(f"{form} 没有模板", f"写 --format {'、'.join(kind.template_formats)}")
    return template_name(kind.name, form or formats_to_eject(name)[0])


def _read(template: str) -> bytes:
    """What a template that there is holds, or the one that is made for a report in .docx."""
    if template.endswith(".j2"):
        return read_packaged(template).encode("utf-8")
    with needing("office", "写 .docx "):
        from jimoplan.exchange.word.starting_template import draw_starting_template

    return draw_starting_template(template.removesuffix(".docx"))
