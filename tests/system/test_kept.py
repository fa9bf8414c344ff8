"""What is kept in the user's cache folder, and how much."""

import stat
import sys
from pathlib import Path

import pytest

from jimoplan.system.kept import keep, key_of, read_kept


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIMOPLAN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_value_comes_back_under_its_key_alone(cache: Path) -> None:
    keep(key_of(b"1"), b"one")
    assert read_kept(key_of(b"1")) == b"one"
    assert read_kept(key_of(b"2")) is None
    assert len(list(cache.iterdir())) == 1


def test_parts_of_a_key_do_not_run_together() -> None:
    assert key_of(b"a", b"bc") != key_of(b"ab", b"c")
    assert key_of(b"a") == key_of(b"a")


def test_a_value_under_the_name_of_another_is_not_believed(cache: Path) -> None:
    first, second = key_of(b"1"), key_of(b"2")
    keep(first, b"one")
    (cache / first.hex()).rename(cache / second.hex())
    assert read_kept(second) is None


def test_the_older_half_makes_room(cache: Path) -> None:
    for number in range(420):
        keep(key_of(b"%d" % number), b"value")
    assert len(list(cache.iterdir())) <= 400
    assert read_kept(key_of(b"419")) == b"value"


def test_what_is_very_large_is_not_kept(cache: Path) -> None:
    keep(key_of(b"1"), bytes(17 * 1024 * 1024))
    assert not cache.exists()


def test_a_link_to_nowhere_and_a_folder_are_as_good_as_nothing(cache: Path) -> None:
    key = key_of(b"1")
    (cache / key.hex()).mkdir(parents=True)
    keep(key, b"one")
    assert read_kept(key) is None
    assert [each.name for each in cache.iterdir()] == [key.hex()]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives the folder its owner's rights")
def test_nobody_else_may_read_what_is_kept(cache: Path) -> None:
    keep(key_of(b"1"), b"one")
    (only,) = cache.iterdir()
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert stat.S_IMODE(only.stat().st_mode) == 0o600
