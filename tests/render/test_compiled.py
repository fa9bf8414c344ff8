"""Many reports drawn by one process: what is compiled once is never used for anything else."""

from pathlib import Path

import pytest

from jimoplan.render.drawing import draw
from jimoplan.render.faults import TemplateError


def put(folder: Path, **templates: str) -> None:
    (folder / "templates").mkdir(exist_ok=True)
    for name, text in templates.items():
        (folder / "templates" / f"{name}.j2").write_text(text, "utf-8")


def test_a_template_that_was_changed_is_drawn_as_it_is_now(tmp_path: Path) -> None:
    put(tmp_path, page="一")
    assert draw("page.j2", "md", {}, tmp_path) == "一"
    put(tmp_path, page="二")
    assert draw("page.j2", "md", {}, tmp_path) == "二"


def test_each_format_escapes_in_its_own_way(tmp_path: Path) -> None:
    put(tmp_path, page="{{ '<b>' }}{{ word }}")
    drawn = [draw("page.j2", form, {"word": "<i>_"}, tmp_path) for form in ("md", "html", "txt")]

    assert drawn == [r"&lt;b&gt;&lt;i&gt;\_", "&lt;b&gt;&lt;i&gt;_", "<b><i>_"]


def test_a_template_of_the_same_text_beside_another_plan_is_named_where_it_fails(
    tmp_path: Path,
) -> None:
    for name in ("甲", "乙"):
        folder = tmp_path / name
        folder.mkdir()
        put(folder, page="\n{{ nothing }}")
        with pytest.raises(TemplateError) as raised:
            draw("page.j2", "md", {}, folder)
        assert "模板 page.j2 第2行" in raised.value.message
