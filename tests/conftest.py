"""Golden files: whole outputs kept as they were looked at, refreshed by one flag."""

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run_jimoplan
from costs import Costs
from filelock import FileLock
from hypothesis import HealthCheck, is_hypothesis_test, settings
from repositories import QUIET, Work, make_repository

_SHARED = re.compile(
    r"(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)|sha256-[^']+", re.DOTALL
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what came out into the golden files"
    )
    parser.addoption(
        "--examples", type=int, default=200, help="on how many examples each law is tried"
    )
    parser.addoption(
        "--costs", action="store_true", help="tell which folders and tests take processor time"
    )


def pytest_configure(config: pytest.Config) -> None:
    # Without it every worker, and every command in a process of its own, compiles all it imports.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # What a shell runs in the background ignores Ctrl-C, and so would all that is started here.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # What was answered before is worked out again, unless a test is about that.
    os.environ["JIMOPLAN_CACHE"] = os.path.join(os.devnull, "nothing")  # noqa: PTH118
    # No example is failed for having taken long: machines are noisy.
    settings.register_profile(
        "laws",
        max_examples=config.getoption("--examples"),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    settings.load_profile("laws")
    if config.getoption("--costs"):
        config.pluginmanager.register(Costs())


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what depends on how many examples are asked for."""
    if not isinstance(item, pytest.Function):
        return
    if is_hypothesis_test(item.obj) or "examples" in item.fixturenames:
        item.add_marker("law")


@pytest.fixture(scope="session")
def examples(pytestconfig: pytest.Config) -> int:
    """On how many examples each law is tried."""
    asked: int = pytestconfig.getoption("--examples")
    return asked


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """A repository whose only commit holds a plan without problems."""
    return make_repository(tmp_path / "work")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of what one worker makes for all, under a lock."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def demo(shared: Path) -> Work:
    """The demo's repository, made once for all workers; nobody changes it.

    What the command printed lies beside it.
    """
    around = shared / "demo"
    with FileLock(f"{around}.lock"):
        if not (around / "printed").exists():
            around.mkdir(exist_ok=True)
            made = run_jimoplan("demo", str(around / "demo"), cwd=around, env=QUIET)
            assert made.code == 0, made.errors
            (around / "printed").write_text(made.errors, "utf-8")
    return Work(around / "demo")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a file byte for byte, or rewrite the file where that is asked for.

    Of a page the style and the script are left out, which every page has: a file would change with
    each of their lines. Pictures show what they do.
    """
    update = request.config.getoption("--update-golden")

    def compare(path: Path, text: str) -> None:
        if path.suffix == ".html":
            text = _SHARED.sub("", text)
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        assert path.exists(), f"{path} is missing; look at it after pytest --update-golden"
        assert text == path.read_bytes().decode("utf-8"), f"{path} is stale: --update-golden"

    return compare
