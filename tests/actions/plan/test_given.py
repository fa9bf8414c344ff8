"""What an answer that is kept is made of."""

from datetime import date
from pathlib import Path

import pytest

from jimoplan.actions.plan.given import Asked, give_again
from jimoplan.core.views.answer import About, Answer

DAY = date(2024, 6, 10)
ABOUT = About("某局", "2024年工作要点", date(2024, 1, 1), date(2024, 12, 31), DAY, ("一句",))


def test_an_answer_is_made_of_the_bytes_that_it_is_kept_under(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIMOPLAN_CACHE", str(tmp_path / "cache"))
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(b"old")

    def make(asked: Asked) -> Answer:
        plan.write_bytes(b"new")  # a colleague saves while the answer is worked out
        return Answer("status", ABOUT, (repr(asked.data),), (), {})

    asked = Asked(plan, tmp_path, DAY, DAY)
    first = give_again(asked, "where", make, with_data=False)
    assert first.sentences == ("b'old'",)
    assert give_again(asked, "where", make, with_data=False).sentences == ("b'new'",)
    plan.write_bytes(b"old")
    assert give_again(asked, "where", make, with_data=False) == first
    assert plan.read_bytes() == b"old", "what was kept has been made again"
