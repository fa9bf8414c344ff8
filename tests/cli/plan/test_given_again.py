"""An answer that was given before is given again, and only where it is still the answer."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from command_line import Outcome, run_jimoplan
from repositories import Work

from jimoplan.system.files import shipped_plan
from jimoplan.system.kept import keep, read_kept

QUESTIONS = (
    ("status",),
    ("status", "--section", "三"),
    ("status", "--dept", "复议应诉科"),
    ("list", "--measures", "--light", "黄"),
    ("list", "--status", "办结", "--sort", "-due"),
    ("show", "8"),
    ("show", "8-1"),
    ("show", "三"),
)
FORMATS = ("table", "csv", "md", "json")


def ask(cache: Path, *words: str, cwd: Path) -> Outcome:
    return run_jimoplan(*words, cwd=cwd, env={"JIMOPLAN_CACHE": str(cache)})


def kept(cache: Path) -> list[Path]:
    return sorted(cache.iterdir()) if cache.exists() else []


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "plan.yaml").write_bytes(shipped_plan().read_bytes())
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_given_again_is_the_same_to_the_byte(
    form: str, shipped: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    for question in QUESTIONS:
        words = (*question, "--format", form)
        plain = run_jimoplan(*words, cwd=shipped)
        before = len(kept(cache))
        first = ask(cache, *words, cwd=shipped)
        assert len(kept(cache)) == before + 1, words
        again = ask(cache, *words, cwd=shipped)
        assert len(kept(cache)) == before + 1, words
        assert plain == first == again, words


def test_a_workbook_made_again_is_the_same(shipped: Path, tmp_path: Path) -> None:
    made = []
    for number in range(2):
        file = tmp_path / f"{number}.xlsx"
        assert ask(tmp_path / "cache", "status", "-o", str(file), cwd=shipped).code == 0
        made.append(file.read_bytes())
    assert made[0] == made[1]


def test_what_was_kept_is_what_is_told(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    ask(cache, "status", cwd=shipped)
    (only,) = kept(cache)
    monkeypatch.setenv("JIMOPLAN_CACHE", str(cache))
    key = bytes.fromhex(only.name)
    value = read_kept(key)
    assert value is not None
    keep(key, value.replace("各板块".encode(), "各部分".encode()))
    assert "各部分" in ask(cache, "status", cwd=shipped).text


def test_a_change_by_a_single_character_is_another_plan(work: Work, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = ask(cache, "status", cwd=work.folder)
    plan = work.folder / "plan.yaml"
    plan.write_bytes(plan.read_bytes() + b"#\n")
    assert ask(cache, "status", cwd=work.folder).text == before.text
    assert len(kept(cache)) == 2


def test_another_day_and_another_question_are_answered_anew(shipped: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for count, words in enumerate(QUESTIONS, 1):
        ask(cache, *words, cwd=shipped)
        assert len(kept(cache)) == count
    ask(cache, "status", "--as-of", "2099-01-01", cwd=shipped)
    assert len(kept(cache)) == len(QUESTIONS) + 1


def test_a_day_in_the_past_is_asked_of_history(work: Work, tmp_path: Path) -> None:
    ask(tmp_path / "cache", "status", "--as-of", "2024-03-01", cwd=work.folder)
    assert kept(tmp_path / "cache") == []


def test_a_plan_with_errors_has_no_answer_to_keep(shipped: Path, tmp_path: Path) -> None:
    cache, plan = tmp_path / "cache", shipped / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("status: ", "status: 无", 1), "utf-8")
    outcomes = [ask(cache, "status", cwd=shipped) for _ in range(2)]
    assert outcomes[0] == outcomes[1]
    assert outcomes[0].code == 1
    assert kept(cache) == []


def damage(data: bytes) -> Iterable[bytes]:
    yield b""
    yield data[:20]
    yield data[:-1]
    yield data + b" "
    yield data.replace("任务".encode(), "事项".encode(), 1)
    yield b"\0" * len(data)


def test_what_was_damaged_is_worked_out_again(shipped: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    plain = ask(cache, "status", cwd=shipped)
    (only,) = kept(cache)
    whole = only.read_bytes()
    for data in damage(whole):
        only.write_bytes(data)
        assert ask(cache, "status", cwd=shipped) == plain
        assert only.read_bytes() == whole


def test_where_nothing_can_be_kept_nothing_is_said(shipped: Path, tmp_path: Path) -> None:
    plain = run_jimoplan("status", cwd=shipped)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("mine", "utf-8")
    assert ask(in_the_way, "status", cwd=shipped) == plain
    assert ask(in_the_way / "below", "status", cwd=shipped) == plain
    assert in_the_way.read_text("utf-8") == "mine"


def test_a_wrong_question_is_refused_each_time(shipped: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    outcomes = [ask(cache, "status", "--dept", "没有这个科", cwd=shipped) for _ in range(2)]
    assert outcomes[0] == outcomes[1]
    assert outcomes[0].code != 0
    assert kept(cache) == []
