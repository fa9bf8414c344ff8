"""Reports not written yet are kept outside of the plan's history, for the one who began them."""

from datetime import date
from pathlib import Path

import pytest
from audited import LIAISON, SUPPORTER
from command_line import being_at, clean_environment
from repositories import Work

from jimoplan.actions.desk.draft import DraftReport, keep_draft, read_draft
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.core.desk.report import Report
from jimoplan.errors import JimoplanError

KEPT = (
    DraftReport(Report("1-1", progress="60", note="送审,待批", day=date(2024, 6, 7)), "1a"),
    DraftReport(Report("1-3", period="2"), "2b", finished=False),
    DraftReport(Report("1-1", done=True, evidence=("即司发〔2024〕5号", "文件.pdf")), "3c"),
)


def left_in(work: Work) -> tuple[DraftReport, ...]:
    with being_at(work.folder, clean_environment(**work.env)):
        return read_draft(find_workplace(None, work.folder))


def keep_in(work: Work, *reports: DraftReport) -> None:
    with being_at(work.folder, clean_environment(**work.env)):
        keep_draft(find_workplace(None, work.folder), reports)


def test_what_was_begun_is_there_again_and_git_knows_nothing_of_it(work: Work) -> None:
    assert left_in(work) == ()
    keep_in(work, *KEPT)
    assert left_in(work) == KEPT
    assert work.status() == []
    keep_in(work)
    assert left_in(work) == ()
    assert list((work.folder / ".git" / "jimoplan").iterdir()) == []


def test_each_person_has_a_draft(work: Work) -> None:
    work.be(LIAISON)
    keep_in(work, KEPT[0])
    work.be(SUPPORTER)
    assert left_in(work) == ()
    keep_in(work, KEPT[1])
    work.be(LIAISON)
    assert left_in(work) == (KEPT[0],)


def test_outside_of_git_it_lies_beside_the_plan(work: Work, tmp_path: Path) -> None:
    alone = Work(tmp_path / "alone", work.env)
    alone.folder.mkdir()
    alone.write(work.text)
    keep_in(alone, *KEPT)
    assert left_in(alone) == KEPT
    (draft,) = set(alone.folder.iterdir()) - {alone.plan}
    assert draft.name.startswith(".plan.yaml.report-")


def test_a_draft_that_cannot_be_read_is_named_and_left_alone(work: Work) -> None:
    keep_in(work, *KEPT)
    (path,) = (work.folder / ".git" / "jimoplan").iterdir()
    path.write_text("[{", "utf-8")
    with pytest.raises(JimoplanError) as broken:
        left_in(work)
    assert path.name in broken.value.message
    assert path.read_text("utf-8") == "[{"
