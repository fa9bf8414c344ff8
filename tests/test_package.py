"""What others install: a wheel from the source distribution, in an environment of its own."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from jimoplan.cli.shared.topics import TOPICS

REPOSITORY = Path(__file__).parents[1]


def run(*command: str | Path, folder: Path) -> str:
    """What a command prints; its messages are shown where it fails."""
    outcome = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source distribution as package indexes get it."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, folder=REPOSITORY)
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in a new environment that has the wheel, and borrows what the wheel requires."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    run(python, "-m", "pip", "install", "--no-deps", "--no-index", wheel, folder=home)
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=home)
    borrowed = Path(own.strip()) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return scripts / "jimoplan"


def test_the_wheel_holds_templates_plan_and_sample_data_and_nothing_of_the_tests(
    wheel: Path,
) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    templates = {f"jimoplan/templates/{path.name}" for path in (REPOSITORY / "templates").iterdir()}
    assert templates <= set(names)
    assert {"jimoplan/py.typed", "jimoplan/plan.yaml"} <= set(names)
    assert {f"jimoplan/docs/{topic.page}" for topic in TOPICS.values()} <= set(names)
    assert {"jimoplan/demo/year.yaml", "jimoplan/demo/guide.md"} <= set(names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"jimoplan"}


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize(
    "words", [("overview",), ("department", "--dept", "复议应诉科")], ids=lambda words: words[0]
)
def test_the_installed_command_renders_with_its_own_templates(
    words: tuple[str, ...], form: str, installed: Path, tmp_path: Path
) -> None:
    shutil.copy(REPOSITORY / "plan.yaml", tmp_path)

    run(installed, "render", *words, "--format", form, "-o", f"page.{form}", folder=tmp_path)

    assert "复议应诉科" in (tmp_path / f"page.{form}").read_text("utf-8")


def test_the_installed_command_answers_and_writes_the_published_text(
    installed: Path, tmp_path: Path
) -> None:
    shutil.copy(REPOSITORY / "plan.yaml", tmp_path)

    assert "直接承担任务 3 项" in run(installed, "status", "--dept", "复议应诉科", folder=tmp_path)
    run(installed, "render", "source", "-o", "published.txt", folder=tmp_path)
    assert "逐字一致" in run(installed, "validate", "--source", "published.txt", folder=tmp_path)


def test_the_installed_command_makes_the_demo_from_its_own_plan(
    installed: Path, tmp_path: Path
) -> None:
    run(installed, "demo", "demo", folder=tmp_path)

    assert "示例数据" in run(installed, "status", folder=tmp_path / "demo")


@pytest.fixture
def bare(installed: Path) -> Iterator[Path]:
    """The same without the libraries of any extra, as `pip install jimoplan` leaves it."""
    probe = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own = Path(run(installed.with_name("python"), "-c", probe, folder=installed.parent).strip())
    hidden = own / "hidden.pth"
    hidden.write_text(_WITHOUT_EXTRAS, encoding="utf-8")
    yield installed
    hidden.unlink()


_LIBRARIES = ("xlsxwriter", "docx", "docxtpl", "lxml", "icalendar")
_WITHOUT_EXTRAS = f"import sys; sys.modules.update(dict.fromkeys({_LIBRARIES}))\n"
"""A line that site runs when Python starts, after which those libraries are not to be found."""


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        (("list", "-o", "清单.xlsx"), "office"),
        (("render", "overview", "-o", "总览.xlsx"), "office"),
        (("render", "weekly", "-o", "周报.docx"), "office"),
        (("export", "ics", "-o", "时限.ics"), "calendar"),
    ],
    ids=lambda each: "-".join(each[:2]) if isinstance(each, tuple) else each,
)
def test_without_an_extra_the_command_says_which_one_to_install(
    words: tuple[str, ...], extra: str, bare: Path, tmp_path: Path
) -> None:
    shutil.copy(REPOSITORY / "plan.yaml", tmp_path)
    outcome = subprocess.run(
        [bare, *words], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )

    assert outcome.returncode == 3, outcome.stderr
    assert f'pip install "jimoplan[{extra}]"' in outcome.stderr
    assert not (tmp_path / words[-1]).exists()


def test_without_any_extra_everything_else_works(bare: Path, tmp_path: Path) -> None:
    shutil.copy(REPOSITORY / "plan.yaml", tmp_path)

    run(bare, "list", "-o", "清单.csv", folder=tmp_path)
    assert "编号" in (tmp_path / "清单.csv").read_text("utf-8-sig")
