"""docs/install.md as it says: a folder of wheels without a network, and a program of one file.

Both take minutes and packages that only an index has, so they are asked for by JIMOPLAN_BUNDLE.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
from command_line import REPOSITORY, clean_environment
from docx import Document
from openpyxl import load_workbook
from packaging.requirements import Requirement

pytestmark = pytest.mark.xdist_group("bundle")

EXTRAS = ("pinyin", "office", "calendar")
CONSTRAINTS = REPOSITORY / "packaging" / "constraints.txt"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
NAMED = {f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def run(*command: str | Path, folder: Path, given: dict[str, str] | None = None) -> str:
    """What a command prints; its messages are shown where it fails."""
    environment = clean_environment(**dict.fromkeys(NAMED, "zhang@example.cn"), **(given or {}))
    own = str(Path(sys.prefix, SCRIPTS))  # where a jimoplan lies that is not the one to be tried
    paths = environment["PATH"].split(os.pathsep)
    environment["PATH"] = os.pathsep.join(path for path in paths if path != own)
    ended = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def expect_asked() -> None:
    if os.environ.get("JIMOPLAN_BUNDLE") != "required":
        pytest.skip("builds for minutes, from packages of an index: JIMOPLAN_BUNDLE=required")


def make_environment(home: Path, *wanted: str) -> Path:
    """The folder of programs of a new environment that has some packages."""
    venv.create(home, with_pip=True)
    if wanted:
        python = home / SCRIPTS / "python"
        run(python, "-m", "pip", "install", "--quiet", *wanted, folder=REPOSITORY)
    return home / SCRIPTS


def test_the_constraints_name_versions_alone_and_all_that_is_required() -> None:
    lines = [line for line in CONSTRAINTS.read_text("utf-8").splitlines() if line[0] != "#"]
    pinned = {Requirement(line).name.lower().replace("_", "-") for line in lines}
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    extras = (project["optional-dependencies"][extra] for extra in EXTRAS)
    wanted = [*project["dependencies"], *(line for extra in extras for line in extra)]
    required = {Requirement(line).name.lower() for line in wanted}

    assert all(re.fullmatch(r"[\w-]+==[\w.]+", line) for line in lines)
    assert required <= pinned


def test_a_folder_of_wheels_is_installed_without_a_network(tmp_path: Path) -> None:
    expect_asked()
    wheels = tmp_path / "wheels"
    programs = make_environment(tmp_path / "installed")
    pip = (programs / "python", "-m", "pip")
    run(*pip, "wheel", "--no-deps", "--wheel-dir", wheels, ".", folder=REPOSITORY)
    (own,) = wheels.glob("jimoplan-*.whl")
    wanted = f"[{','.join(EXTRAS)}]"
    asked = ("--dest", wheels, "--constraint", CONSTRAINTS, f"{own}{wanted}")
    run(*pip, "download", *asked, folder=tmp_path)
    offline = ("--no-index", "--find-links", wheels, "--constraint", CONSTRAINTS)
    run(*pip, "install", *offline, f"jimoplan{wanted}", folder=tmp_path)
    shutil.copy(REPOSITORY / "plan.yaml", tmp_path)

    assert "直接承担任务 3 项" in run(
        programs / "jimoplan", "status", "--dept", "fyysk", "--as-of", "2024-06-30", folder=tmp_path
    )
    _write_with_extras(programs / "jimoplan", tmp_path)


def _write_with_extras(program: Path, folder: Path) -> None:
    """What takes the libraries of the extras, and the files that come with them."""
    run(program, "list", "--as-of", "2024-06-30", "-o", "清单.xlsx", folder=folder)
    run(program, "render", "weekly", "--period", "2024-W24", "-o", "周报.docx", folder=folder)
    run(program, "export", "ics", "-o", "时限.ics", folder=folder)

    sheets = load_workbook(folder / "清单.xlsx")
    assert sheets["事项"]["A2"].value == "1"
    assert "周报" in "".join(each.text for each in Document(str(folder / "周报.docx")).paragraphs)
    assert "BEGIN:VEVENT" in (folder / "时限.ics").read_text("utf-8")


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The program of one file and that of a folder, made by the recipe."""
    expect_asked()
    home = tmp_path_factory.mktemp("bundle")
    wanted = ("--constraint", str(CONSTRAINTS), ".[bundle]")
    programs = make_environment(home / "environment", *wanted)
    recipe = REPOSITORY / "packaging" / "jimoplan.spec"
    run(programs / "pyinstaller", "--distpath", home / "dist", recipe, folder=home)
    return {"file": home / "dist/jimoplan", "folder": home / "dist/jimoplan-folder/jimoplan"}


@pytest.mark.parametrize("form", ["file", "folder"])
def test_a_bundled_program_does_all_that_jimoplan_does(
    form: str, bundles: dict[str, Path], tmp_path: Path
) -> None:
    program = bundles[form]
    plan = tmp_path / "plan.yaml"
    shutil.copy(REPOSITORY / "plan.yaml", plan)

    assert run(program, "--version", folder=tmp_path).startswith("jimoplan ")
    assert "直接承担任务 3 项" in run(
        program, "status", "--dept", "fyysk", "--as-of", "2024-06-30", folder=tmp_path
    )
    assert "# " in run(program, "help", "口径", folder=tmp_path)
    run(program, "render", "overview", "--format", "html", "-o", "page.html", folder=tmp_path)
    asked = {"_JIMOPLAN_COMPLETE": "zsh", "_JIMOPLAN_WORD": "sta"}
    assert run(program, folder=tmp_path, given=asked).startswith("status\t")
    run(program, "demo", "demo", folder=tmp_path)
    assert "示例数据" in run(program, "status", folder=tmp_path / "demo")
    _write_with_extras(program, tmp_path)
    _draw_own_template(program, tmp_path)
    _merge(program, plan)
    assert "试过能合并" in run(program, "doctor", "--offline", folder=tmp_path)


def _draw_own_template(program: Path, folder: Path) -> None:
    own = folder / "templates" / "overview.md.j2"
    own.parent.mkdir()
    shipped = (REPOSITORY / "templates" / own.name).read_text("utf-8")
    own.write_text(f"自己的模板\n{shipped}", "utf-8")

    assert run(program, "render", "overview", folder=folder).startswith("自己的模板")


def _merge(program: Path, plan: Path) -> None:
    """Merge what line by line would be a conflict, by the driver that the program sets."""

    def commit(title: str, message: str) -> None:
        text = plan.read_text("utf-8")
        for number, new in enumerate(title):
            text = re.sub(rf"(- id: '?{number + 1}'?\n +title: )", rf"\g<1>{new}", text)
        plan.write_text(text, "utf-8")
        run("git", "commit", "--quiet", "--all", f"--message={message}", folder=plan.parent)

    run("git", "init", "--quiet", "--initial-branch=main", folder=plan.parent)
    run("git", "add", plan, folder=plan.parent)
    run(program, "git", "setup", "--yes", folder=plan.parent)
    run("git", "add", ".gitattributes", folder=plan.parent)
    commit("", "计划")
    run("git", "switch", "--quiet", "--create", "other", folder=plan.parent)
    commit("甲", "对方")
    run("git", "switch", "--quiet", "main", folder=plan.parent)
    text = plan.read_text("utf-8")
    ours = re.sub(r"(- id: '?1'?\n +title: .+\n)", r"\g<1>        leader: 王五\n", text)
    assert ours != text
    plan.write_text(ours, "utf-8")
    run("git", "commit", "--quiet", "--all", "--message=我方", folder=plan.parent)
    run("git", "merge", "--quiet", "other", folder=plan.parent)

    merged = plan.read_text("utf-8")
    assert "title: 甲" in merged
    assert "leader: 王五" in merged
