"""What a person gets who asks for something that is not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import REPOSITORY, SHIPPED_PLAN, ask_shipped, clean_environment, run_jimoplan
from repositories import Work, ask_registered

USAGE = {
    "unknown department": (("status", "--dept", "复议应诉可"), "您是否想填 复议应诉科"),
    "ambiguous department": (("status", "--dept", "法律"), "法律服务管理科、法律援助中心"),
    "unknown id": (("show", "8-9"), "您是否想填 8-"),
    "unknown status": (("list", "--status", "推迟"), "您是否想填 暂缓?"),
    "unknown light": (("list", "--light", "蓝"), "可选的有:红、黄、绿"),
    "unknown section": (("list", "--section", "八"), "可选的有:一 把握政治建设统领地位"),
    "ambiguous section": (("list", "--section", "依法"), "二、加大法治建设"),
    "known gap": (("show", "10"), "公布文本没有编号 10,是已知缺号"),
    "id past the last": (("show", "23"), "您是否想填 22、21、20?"),
    "column nobody has": (("list", "--columns", "foo"), "id(编号)、number(印出的序号)、"),
    "sort key nobody has": (("list", "--sort", "颜色"), "due(完成时限)"),
    "department nobody has": (("status", "--dept", "税务"), "可选的有:政治处、机关党委"),
    "report without departments": (("render", "overview", "--dept", "公证处"), "不分部门"),
    "file no report is written to": (("render", "overview", "-o", "a.pdf"), "不会写 .pdf"),
    "undecodable department": (("status", "--dept", "\udcb9"), "<U+DCB9>"),
    "unknown role": (("list", "--role", "主办"), "您是否想填 牵头?"),
    "unknown column": (("list", "--columns", "编码"), "没有叫“编码”的列"),
    "unknown sort key": (("list", "--sort", "tile"), "您是否想填 title"),
    "unknown format": (("status", "--format", "jsn"), "您是否想填 json?"),
    "impossible date": (("status", "--as-of", "2024-02-30"), "不是存在的日期"),
    "unknown command": (("stauts",), "您是否想运行 status、audit、templates?"),
    "unknown option": (("status", "--dpt", "公证处"), "您是否想写 --dept?"),
    "department without its duty": (("add", "task", "--dept", "甲科"), "您是否想写 --responsible"),
    "option without value": (("status", "--dept"), "后面没有写值"),
    "missing argument": (("show",), "缺少 编号"),
    "extra argument": (("show", "8", "9"), "多写了 9"),
    "unknown report": (("render", "overveiw"), "您是否想填 overview?"),
    "report without its department": (("render", "department"), "--dept"),
    "unknown shell": (("completion", "tcsh"), "没有叫“tcsh”的终端"),
}


@pytest.mark.parametrize("name", USAGE)
def test_wrong_use_ends_with_2_and_says_what_was_meant(name: str) -> None:
    words, said = USAGE[name]
    outcome = ask_shipped(*words)
    assert (outcome.code, outcome.text) == (2, "")
    assert outcome.errors.startswith("错误:")
    assert said in outcome.errors


def test_without_a_plan_it_says_where_it_looked(tmp_path: Path) -> None:
    outcome = run_jimoplan("status", cwd=tmp_path)
    assert (outcome.code, outcome.text) == (3, "")
    assert str(tmp_path) in outcome.errors
    assert "--file" in outcome.errors


def test_a_plan_is_found_from_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    below = tmp_path / "材料" / "三月"
    below.mkdir(parents=True)
    assert run_jimoplan("show", "8", cwd=below).code == 0


@pytest.mark.parametrize("removal", [("rm", "--quiet"), ("rm", "--quiet", "--cached")])
def test_a_plan_that_git_still_has_is_brought_back_as_it_says(
    work: Work, removal: tuple[str, ...]
) -> None:
    text = work.text
    below = work.folder / "材料"
    below.mkdir()
    work.git(*removal, "plan.yaml")
    work.plan.unlink(missing_ok=True)
    _bring_back(work, work.folder, "git restore --source=HEAD --staged --worktree plan.yaml")
    work.plan.unlink()
    _bring_back(work, work.folder, "git restore plan.yaml")
    work.plan.unlink()
    _bring_back(work, below, "git restore ../plan.yaml")
    assert work.text == text


def test_a_plan_that_a_sparse_checkout_leaves_out_is_brought_back_as_it_says(work: Work) -> None:
    below = work.folder / "材料" / "三月"
    below.mkdir(parents=True)
    (below / "x").write_text("x", "utf-8")
    work.git("add", ".")
    work.git("commit", "--quiet", "--message=材料")
    for folder, command in (
        (work.folder, "git sparse-checkout add /plan.yaml"),
        (below, "git -C ../.. sparse-checkout add /plan.yaml"),
    ):
        work.git("sparse-checkout", "set", "--no-cone", "/材料")
        assert not work.plan.exists()
        _bring_back(work, folder, command)
        assert work.plan.exists()


def _bring_back(work: Work, folder: Path, command: str) -> None:
    outcome = run_jimoplan("status", cwd=folder, env=work.env)
    assert (outcome.code, f"放回来:{command}\n" in outcome.errors) == (3, True)
    work.git("-C", str(folder), *command.split()[1:])


def test_a_named_file_that_is_missing_is_named(tmp_path: Path) -> None:
    outcome = run_jimoplan("status", "-f", "计划.yaml", cwd=tmp_path)
    assert outcome.code == 3
    assert "计划.yaml" in outcome.errors


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    assert "文件夹" in run_jimoplan("status", "-f", ".", cwd=tmp_path).errors


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_one_may_not_read_is_said(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(SHIPPED_PLAN.read_bytes())
    plan.chmod(0)
    outcome = run_jimoplan("status", cwd=tmp_path)
    assert (outcome.code, "没有权限" in outcome.errors) == (3, True)


@pytest.mark.parametrize("command", [("status",), ("list",), ("show", "8"), ("render", "overview")])
def test_no_answer_is_given_from_a_plan_with_errors(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    text = SHIPPED_PLAN.read_text(encoding="utf-8")
    broken = text.replace("responsible: [公证处]", "responsible: [公正处]").replace(
        "status: 未启动", "status: 进行中", 1
    )
    (tmp_path / "plan.yaml").write_text(broken, encoding="utf-8")
    outcome = run_jimoplan(*command, cwd=tmp_path)
    assert (outcome.code, outcome.text) == (1, "")
    assert "E103" in outcome.errors
    assert "推进中" in outcome.errors


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "schema: 1\nplan: 计划".encode("gb18030"),
        "schema: 1".encode("utf-16"),
        b"\x00\x01\x02\x03",
        b"[" * 100_000,
        b"a: &a [b]\nc: *a\n",
        b"a: 1\na: 2\n",
        b"a: !!python/object:os.system x\n",
        b"a: 1\n---\nb: 2\n",
    ],
    ids=[
        "empty",
        "GB18030",
        "UTF-16",
        "binary",
        "deeply nested",
        "aliases",
        "duplicate keys",
        "tags",
        "several documents",
    ],
)
def test_bad_input_gets_a_message_and_no_traceback(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(data)
    outcome = run_jimoplan("status", cwd=tmp_path)
    assert (outcome.code, outcome.text) == (1, "")
    assert "plan.yaml:1:" in outcome.errors or "plan.yaml:2:" in outcome.errors
    assert "Traceback" not in outcome.errors


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TERM": "dumb"},
        {"NO_COLOR": "1"},
    ],
    ids=lambda env: " ".join(f"{key}={value}" for key, value in env.items()),
)
def test_every_surrounding_gets_the_same_answer(environment: dict[str, str]) -> None:
    words = ("status", "--section", "3", "--as-of", "2024-06-30")
    outcome = ask_registered(*words, env=environment)
    assert (outcome.code, outcome.errors) == (0, "")
    assert outcome.text == ask_registered(*words).text


def test_an_encoding_asked_for_is_given() -> None:
    outcome = ask_shipped("show", "8-1", env={"PYTHONIOENCODING": "gbk"})
    assert (outcome.code, outcome.errors) == (0, "")
    assert "制发行政应诉工作规则" in outcome.out.decode("gbk")


@pytest.mark.parametrize("words", [("list",), ("schema",), ("validate", "--format", "json")])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "jimoplan", *words],
            cwd=REPOSITORY,
            env=clean_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 3
    assert "磁盘满了" in ended.stderr.decode("utf-8")
    assert "Traceback" not in ended.stderr.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a pipe closed early is no error on Windows")
@pytest.mark.parametrize(
    ("words", "code"),
    [("validate", 0), ("validate --strict", 1), ("status", 0), ("schema", 0), ("--help", 0)],
)
def test_a_reader_that_has_had_enough_changes_no_answer(words: str, code: int) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    ended = subprocess.run(
        [sys.executable, "-m", "jimoplan", *words.split()],
        cwd=REPOSITORY,
        env=clean_environment(),
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write_end)
    assert (ended.returncode, ended.stderr) == (code, b"")


@pytest.mark.skipif(os.name == "nt", reason="a stream closed by the shell")
@pytest.mark.parametrize(
    ("words", "code"),
    [("status >&-", 0), ("validate --strict >&- 2>&-", 1), ("show 99 2>&-", 2)],
)
def test_a_stream_that_is_closed_changes_no_answer(words: str, code: int) -> None:
    command = f"{sys.executable} -m jimoplan {words}"
    ended = subprocess.run(
        ["bash", "-c", command], cwd=REPOSITORY, env=clean_environment(), check=False
    )
    assert ended.returncode == code


@pytest.mark.skipif(os.name == "nt", reason="such a name is no name on Windows")
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_files_name_moves_no_cursor(form: str, tmp_path: Path) -> None:
    name = "计划\x1b[31m\u202e\r.yaml"
    (tmp_path / name).write_bytes(SHIPPED_PLAN.read_bytes())
    outcome = run_jimoplan("validate", name, "--format", form, cwd=tmp_path)

    assert outcome.code == 0
    for sign in "\x1b\u202e\r":
        assert sign not in outcome.errors
        assert sign not in outcome.out.decode("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="such a name is no name elsewhere")
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_files_name_need_not_be_text(form: str, tmp_path: Path) -> None:
    (tmp_path / "计划\udcff.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    outcome = run_jimoplan("validate", "计划\udcff.yaml", "--format", form, cwd=tmp_path)

    assert (outcome.code, "Traceback" in outcome.errors) == (0, False)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "nosuch"])
def test_a_shell_that_asks_for_nothing_is_told_nothing(shell: str) -> None:
    outcome = ask_shipped(env={"_JIMOPLAN_COMPLETE": shell})
    assert "自身出错" not in outcome.errors
    assert "Traceback" not in outcome.errors


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_plan_that_leads_nowhere_is_not_passed_over_for_the_one_above(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    below = tmp_path / "材料"
    below.mkdir()
    (below / "plan.yaml").symlink_to("nowhere.yaml")
    outcome = run_jimoplan("status", cwd=below)

    assert (outcome.code, outcome.text) == (3, "")
    assert "plan.yaml" in outcome.errors


RENDER = ("render", "overview", "--format", "md", "-o")


@pytest.mark.parametrize("link", [False, True], ids=["itself", "through a link"])
def test_a_report_never_takes_the_plans_place(link: bool, tmp_path: Path) -> None:  # noqa: FBT001
    plan, target = tmp_path / "plan.yaml", tmp_path / "plan.yaml"
    plan.write_bytes(SHIPPED_PLAN.read_bytes())
    if link:
        target = tmp_path / "report.md"
        target.symlink_to(plan)
    outcome = run_jimoplan(*RENDER, str(target), cwd=tmp_path)

    assert outcome.code == 3
    assert "就是计划文件" in outcome.errors
    assert plan.read_bytes() == SHIPPED_PLAN.read_bytes()


@pytest.mark.parametrize("target", ["没有/总览.md", "plan.yaml/总览.md", "plan.yaml/"])
def test_a_report_that_cannot_be_written_says_why(target: str, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    outcome = run_jimoplan(*RENDER, target, cwd=tmp_path)

    assert (outcome.code, outcome.text) == (3, "")
    assert outcome.errors.startswith(("错误:写不了", "错误:建不了文件夹"))
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="a pipe with a name is no file on Windows")
def test_a_report_takes_no_pipes_place(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    os.mkfifo(tmp_path / "pipe")
    outcome = run_jimoplan(*RENDER, "pipe", cwd=tmp_path)

    assert (outcome.code, (tmp_path / "pipe").is_fifo()) == (3, True)


def test_a_report_takes_its_format_from_the_files_name(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    outcome = run_jimoplan("render", "overview", "-o", "总览.html", cwd=tmp_path)

    assert (outcome.code, outcome.text, outcome.errors) == (0, "", "已写入 总览.html\n")
    assert (tmp_path / "总览.html").read_text("utf-8").startswith("<!doctype html>")


def test_help_is_chinese_and_names_every_command() -> None:
    text = ask_shipped("--help").text
    assert text.startswith("用法:jimoplan")
    assert "Usage" not in text
    for command in ("status", "list", "show", "validate", "render", "update", "log"):
        assert f" {command} " in text


@pytest.mark.parametrize("command", ["status", "list", "show", "validate", "render", "schema"])
def test_every_command_explains_itself(command: str) -> None:
    outcome = ask_shipped(command, "--help")
    assert (outcome.code, outcome.errors) == (0, "")
    assert "选项:" in outcome.text
    assert "…" not in outcome.text


def test_help_has_a_short_name_and_shows_how_to_call() -> None:
    assert ask_shipped("show", "-h").text == ask_shipped("show", "--help").text
    assert ask_shipped("show", "-h").text.startswith("用法:jimoplan show [选项] 编号\n")


def test_the_version_is_told() -> None:
    from jimoplan import __version__

    assert ask_shipped("--version").text == f"jimoplan {__version__}\n"
