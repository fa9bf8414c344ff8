"""Which commit's plan a day means is what all of history says, found without reading all of it."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from dated_histories import Dated, dated_histories, make_dated
from hypothesis import event, given, settings

from jimoplan.actions.history.main_line import at_end_of, own_line, writer_of
from jimoplan.actions.history.versions import find_version, find_writer
from jimoplan.git.history import read_history
from jimoplan.git.repository import find_repository

TODAY = date(2024, 12, 31)


@settings(max_examples=max(15, settings().max_examples // 10))
@given(dated_histories(orderly=False))
def test_a_day_means_what_all_of_history_says(dated: Dated) -> None:
    with tempfile.TemporaryDirectory() as name:
        work, _ = make_dated(Path(name) / "work", dated)
        repository = find_repository(work.plan)
        assert repository is not None
        history = read_history(repository)
        line = own_line(history, TODAY)
        if not line:
            assert find_version(repository, TODAY - timedelta(days=1), TODAY) is None
            return
        for day in [day for day in dated.days() if day < TODAY][::3]:
            end = at_end_of(line, day)
            found = find_version(repository, day, TODAY)

            assert found is not None
            assert found.commit == (end or line[-1]).id
            assert found.day == (end or line[-1]).committed.date()
            assert found.text == history.blobs[found.commit]
            assert found.is_current == (end is line[0])
            assert (end is None) == any("还没有登记计划" in note for note in found.notes)
            event(f"{'before' if end is None else 'after'}, {len(found.notes)} notes")
            writer = find_writer(repository, found, TODAY)
            assert writer.id == writer_of(line, history.blobs, found.commit).id
        for day in (TODAY, TODAY + timedelta(days=400)):
            found = find_version(repository, day, TODAY)
            assert found is not None
            assert (found.commit, found.is_current) == (line[0].id, True)
