"""The workflows and docs/ci.md: what they say is so, and each command in them runs."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from string import Template
from typing import Any

import pytest
import yaml
from audited import LIAISON
from command_line import REPOSITORY
from kept import FRIDAY, clone, intrude, make_kept, report
from repositories import Work

from jimoplan.core.history.commits import BEIJING

DOCUMENT = (REPOSITORY / "docs" / "ci.md").read_text("utf-8")
WORKFLOWS = {
    path.name: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
}
GITLAB = yaml.safe_load((REPOSITORY / ".gitlab-ci.yml").read_text("utf-8"))
GITEE = {
    path.name: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((REPOSITORY / ".workflow").glob("*.yml"))
}
SCRIPTS = re.findall(r"```sh\n(.*?)```", DOCUMENT, re.DOTALL)
WEEKLY = "weekly-report.yml"

GIVEN = {
    "BASE": "main",
    "BEFORE": "HEAD~1",
    "folder": "folder",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
    "public": "public",
}
"""What the variables in the commands stand for on a runner."""


def strings_in(value: object) -> Iterator[str]:
    """Every text in a parsed YAML file."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from strings_in(each)
    elif isinstance(value, str):
        yield value


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def commands() -> list[str]:
    """Each jimoplan command in the workflows and the document, without what follows it."""
    texts = [*strings_in([*WORKFLOWS.values(), GITLAB, *GITEE.values()]), *SCRIPTS]
    texts += re.findall(r"`(jimoplan [a-z][^`]*)`", DOCUMENT)
    lines = [line for text in texts for line in text.splitlines() if not line.startswith("#")]
    found = (re.search(r'(?<![\w=:-])"?\$?jimoplan"? ([a-z-][^|;>#]*)', line) for line in lines)
    return sorted({match[1].strip() for match in found if match and "@" not in match[1]})


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_kept(tmp_path_factory.mktemp("origin") / "plan").folder


@pytest.fixture
def runner(origin: Path, tmp_path: Path) -> Work:
    """A fresh clone in which a pull request has been merged as GitHub tries it."""
    work = clone(origin, tmp_path / "runner")
    work.git("switch", "--quiet", "--create", "topic")
    report(work, LIAISON, "2024-06-13", "送来的")
    work.git("switch", "--quiet", "--detach", "origin/main")
    work.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    return work


def test_there_are_commands_to_be_tried() -> None:
    assert {words.split()[0] for words in commands()} >= {"ci", "audit", "validate"}


@pytest.mark.parametrize("command", commands())
def test_each_command_runs_in_a_fresh_clone(command: str, runner: Work) -> None:
    words = [Template(word).substitute(GIVEN) for word in shlex.split(command)]
    (runner.folder / "public").mkdir()  # as `ci weekly` has made it where others follow
    outcome = runner.jimoplan(*words, *(("--as-of", FRIDAY) if words[0] == "ci" else ()))

    assert outcome.code == 0, outcome.errors


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_may_read_the_repository_and_only_publishing_may_more(name: str) -> None:
    workflow = WORKFLOWS[name]

    assert workflow["permissions"] == {"contents": "read"}
    more = {
        job: found["permissions"]
        for job, found in workflow["jobs"].items()
        if "permissions" in found
    }
    assert more == ({"publish": {"pages": "write", "id-token": "write"}} if name == WEEKLY else {})


BY_TAG = {"actions/upload-pages-artifact@v5.0.0"}
"""Of which no copy could be read at the commit of its version."""


def test_only_the_platform_s_own_actions_are_used_each_by_its_commit() -> None:
    texts = [path.read_text("utf-8") for path in (REPOSITORY / ".github").rglob("*.yml")]
    used = [line for text in texts for line in re.findall(r"uses: (.*)", text)]

    pinned = re.compile(r"(actions/[\w-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert {action for action in used if not pinned.fullmatch(action)} == BY_TAG
    assert len(set(used)) == len({action.split("@")[0] for action in used}) == 5


@pytest.mark.parametrize("name", WORKFLOWS)
def test_all_of_history_is_checked_out_and_no_credential_left(name: str) -> None:
    checkouts = [s for s in steps_of(WORKFLOWS[name]) if "checkout" in s.get("uses", "")]

    assert checkouts
    wanted = {"fetch-depth": 0, "persist-credentials": False}
    assert [step for step in checkouts if step["with"] != wanted] == []


def test_no_text_of_others_is_put_into_a_shell_command() -> None:
    runs = [step["run"] for each in WORKFLOWS.values() for step in steps_of(each) if "run" in step]

    assert [run for run in runs if "${{" in run] == []


def test_the_report_is_due_on_friday_at_five_in_beijing_and_by_hand() -> None:
    events = WORKFLOWS[WEEKLY].get("on") or WORKFLOWS[WEEKLY][True]  # YAML 1.1 reads on as true
    (schedule,) = events["schedule"]
    minute, hour, _, _, weekday = schedule["cron"].split()
    friday = datetime(2024, 6, 14, int(hour), int(minute), tzinfo=UTC)

    assert (friday.astimezone(BEIJING).hour, friday.minute) == (17, 0)
    assert friday.isoweekday() == int(weekday)
    assert "workflow_dispatch" in events


def test_what_was_found_wrong_keeps_nothing_from_being_kept_and_published() -> None:
    jobs = WORKFLOWS[WEEKLY]["jobs"]
    after = [step for step in jobs["report"]["steps"] if "upload" in step.get("uses", "")]

    assert len(after) == 2
    assert {step["if"] for step in after} == {"${{ !cancelled() }}"}
    assert jobs["publish"]["if"].startswith("${{ !cancelled() && ")


def step_named(name: str) -> dict[str, Any]:
    """A step of what is done with a plan that is pushed or sent."""
    steps: list[dict[str, Any]] = WORKFLOWS["ci.yml"]["jobs"]["plan"]["steps"]
    (step,) = (step for step in steps if step.get("name") == name)
    return step


def run_step(
    name: str, work: Work, tools: Path, variables: dict[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """Run what a step says, as the platform's shell does, with the variables that it names."""
    step = step_named(name)
    assert set(variables) == set(step.get("env", {}))
    found = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(tools)}
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
        env={**os.environ, **work.env, **found, **variables},
        cwd=work.folder,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder with a jimoplan, and a pip that only notes what it is asked."""
    if sys.platform == "win32" or not shutil.which("bash"):
        pytest.skip("the steps are for bash")
    folder = tmp_path / "tools"
    folder.mkdir()
    scripts = {
        "jimoplan": f'exec "{sys.executable}" -m jimoplan "$@"',
        "pip": f'echo "$@" >{folder}/asked; ls "$2" >{folder}/installed',
    }
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (folder / name).chmod(0o755)
    return folder


PUSHED = "审计这次推送的提交"
ZEROS = "0" * 40


@pytest.fixture
def pushed(origin: Path, tmp_path: Path) -> Work:
    """A clone of what somebody has just pushed: three commits, the last of them a breach."""
    work = clone(origin, tmp_path / "pushed")
    intrude(work, "2024-06-13", "别科代填")
    return work


def audit_push(work: Work, tools: Path, before: str, root: str = "") -> tuple[int, str]:
    """How the audit of a push ends, and the sum at the end of what it says."""
    ended = run_step(PUSHED, work, tools, {"BEFORE": before, "JIMOPLAN_ROOT": root})
    said = ended.stderr.decode().splitlines()
    return ended.returncode, (said[-1] if said else "") + ended.stdout.decode()


def first_commit(work: Work) -> str:
    return work.git("rev-list", "--max-parents=0", "HEAD")


def test_a_push_is_audited_from_where_the_branch_was(pushed: Work, tools: Path) -> None:
    at = pushed.git("rev-parse", "HEAD")
    assert audit_push(pushed, tools, at)[0] == 0
    code, said = audit_push(pushed, tools, pushed.git("rev-parse", "HEAD~1"))
    assert (code, "审计 1 个动过计划的提交,违规 1 处" in said) == (1, True)


def test_a_new_branch_is_audited_from_the_beginning(pushed: Work, tools: Path) -> None:
    code, said = audit_push(pushed, tools, ZEROS)

    assert (code, "HEAD:审计 4 个动过计划的提交,违规 1 处" in said) == (1, True)
    pushed.git("reset", "--quiet", "--hard", "HEAD~1")
    assert audit_push(pushed, tools, ZEROS)[0] == 0


@pytest.mark.parametrize("is_there", [True, False])
def test_a_forced_push_is_audited_whole_and_does_not_pass(
    pushed: Work, tools: Path, *, is_there: bool
) -> None:
    before = pushed.git("rev-parse", "HEAD") if is_there else "1234567890" * 4
    root = first_commit(pushed)
    pushed.git("reset", "--quiet", "--hard", "HEAD~1")
    code, said = audit_push(pushed, tools, before, root)

    assert code == 1
    assert f"::error::强制推送换掉了 {before} 以来的提交" in said
    assert "PLAN_ROOT" not in said
    assert "PLAN_ROOT" in audit_push(pushed, tools, before)[1]


def test_a_history_put_in_another_s_place_is_seen(pushed: Work, tools: Path) -> None:
    before, root = pushed.git("rev-parse", "HEAD"), first_commit(pushed)
    pushed.git("checkout", "--quiet", "--orphan", "main2")
    pushed.be(LIAISON)
    pushed.git("commit", "--quiet", "--message=登记计划")

    for known in (before, ZEROS, "1234567890" * 4):
        code, said = audit_push(pushed, tools, known, root)
        assert (code, "title=A33::" in said) == (1, True)


def test_a_push_never_stops_the_audit_of_another_one() -> None:
    group = WORKFLOWS["ci.yml"]["concurrency"]["group"]

    assert group == "ci-${{ github.event_name == 'push' && github.sha || github.ref }}"


def test_a_request_is_audited_by_the_tool_of_the_branch_that_it_is_for(
    runner: Work, tools: Path
) -> None:
    (runner.folder / "自带的").write_text("", "utf-8")
    runner.git("add", "自带的")
    runner.git("commit", "--quiet", "--message=带来的")
    assert run_step("安装", runner, tools, {"BASE": "main"}).returncode == 0
    assert "自带的" not in (tools / "installed").read_text("utf-8")

    assert run_step("安装", runner, tools, {"BASE": ""}).returncode == 0
    assert (tools / "asked").read_text("utf-8") == "install .\n"


def test_where_history_begins_is_held_in_the_platform_s_settings() -> None:
    audits = [
        step
        for workflow in WORKFLOWS.values()
        for step in steps_of(workflow)
        if re.search("jimoplan (audit|ci)", step.get("run", ""))
    ]

    assert len(audits) == 3
    assert {step["env"]["JIMOPLAN_ROOT"] for step in audits} == {"${{ vars.PLAN_ROOT }}"}


def lowest_versions() -> dict[str, str]:
    """What the lowest job holds each dependency at, by name."""
    script = REPOSITORY / ".ci" / "lowest_versions.py"
    ended = subprocess.run([sys.executable, script], capture_output=True, check=True, text=True)
    return dict(line.split("==") for line in ended.stdout.splitlines())


def test_one_job_tests_the_newest_versions_and_one_the_lowest() -> None:
    (job,) = (job for job in WORKFLOWS["ci.yml"]["jobs"].values() if "container" in job)
    scripts = [case["script"] for case in job["strategy"]["matrix"]["include"]]

    assert scripts == [".ci/run", ".ci/lowest"]
    assert job["strategy"]["fail-fast"] is False
    assert job["steps"][-1]["env"]["SCRIPT"] == "${{ matrix.script }}"
    assert job["steps"][-1]["run"] == "$SCRIPT"
    for script in scripts:
        lines = (REPOSITORY / script).read_text("utf-8").splitlines()
        assert os.access(REPOSITORY / script, os.X_OK)
        assert [line for line in lines if line.split(" && ")[-1] == "pytest"]


def test_the_lowest_versions_are_those_that_the_project_names() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    installed = ("pinyin", "office", "calendar", "test")
    named = [*project["dependencies"], *(each for name in installed for each in extras[name])]
    bounds = dict(line.split(">=") for line in named if not line.startswith("jimoplan["))

    assert lowest_versions() == bounds
    assert len(bounds) > len(project["dependencies"])


def test_windows_is_tested_with_its_own_default_encoding() -> None:
    (job,) = (job for job in WORKFLOWS["ci.yml"]["jobs"].values() if "windows" in job["runs-on"])

    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.12"]
    assert [step["run"] for step in job["steps"] if "run" in step] == [
        'pip install -e ".[test]"',
        "pytest",
    ]
    assert "PYTHON" not in str([WORKFLOWS["ci.yml"].get("env"), job])


def test_gitlab_takes_all_of_history_and_keeps_what_was_found_wrong() -> None:
    assert GITLAB["variables"]["GIT_DEPTH"] == "0"
    assert GITLAB["weekly-report"]["artifacts"]["when"] == "always"
    (published,) = GITLAB["pages"]["rules"]
    assert published["when"] == "always"
    assert published["if"].endswith('&& $PUBLISH_PAGES == "true"')


def steps_in_gitee(name: str) -> list[str]:
    """The commands of a pipeline, which has one stage of one step."""
    (stage,) = GITEE[name]["stages"]
    (step,) = stage["steps"]
    commands: list[str] = step["commands"]
    return commands


@pytest.mark.parametrize("name", GITEE)
def test_gitee_takes_all_of_history_first(name: str) -> None:
    assert f"{GITEE[name]['name']}.yml" == name
    assert steps_in_gitee(name)[0] == "git fetch --quiet --unshallow || true"


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are for sh")
def test_gitee_keeps_the_files_where_something_was_found_wrong() -> None:
    command = steps_in_gitee(WEEKLY)[-1].removeprefix("jimoplan ci weekly --out public")

    for code, kept in {0: True, 1: True, 2: False, 3: False}.items():
        ended = subprocess.run(["sh", "-c", f"(exit {code}){command}"], check=False)
        assert (ended.returncode == 0) is kept


@pytest.mark.parametrize(
    ("commands", "branch"),
    [
        (GITLAB["merge-request"]["script"], "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
        (steps_in_gitee("check.yml"), "main"),
    ],
    ids=["gitlab", "gitee"],
)
def test_elsewhere_too_a_request_is_judged_by_the_tool_of_the_branch_that_it_is_for(
    commands: list[str], branch: str
) -> None:
    at = commands.index("jimoplan validate")

    assert re.fullmatch("pip3? install /tmp/tool", commands[at - 1])
    taken = commands[at - 2].replace('"', "")
    assert taken == f"git worktree add --quiet --detach /tmp/tool origin/{branch}"


def test_what_each_platform_reads_is_named_in_the_document() -> None:
    files = [f".github/workflows/{name}" for name in WORKFLOWS]
    files += [".gitlab-ci.yml", *(f".workflow/{name}" for name in GITEE)]

    assert [file for file in files if f"`{file}`" not in DOCUMENT] == []
    assert "```yaml" not in DOCUMENT  # a second version of a file


def test_workflows_are_checked_for_weaknesses_and_by_their_schemas() -> None:
    lines = (REPOSITORY / ".ci" / "run").read_text("utf-8").splitlines()

    assert [line for line in lines if re.match("zizmor --offline .* [.]$", line)]
    schemas = [line.split()[-2:] for line in lines if line.startswith("check-jsonschema")]
    assert schemas == [
        ["vendor.github-workflows", ".github/workflows/*.yml"],
        ["vendor.gitlab-ci", ".gitlab-ci.yml"],
    ]


@pytest.fixture
def server(origin: Path, tmp_path: Path) -> Work:
    """The clone on a server, with the document's script beside it."""
    if sys.platform == "win32" or not shutil.which("flock"):
        pytest.skip("the script is for servers with flock")
    (script,) = (text for text in SCRIPTS if text.startswith("#!/bin/sh"))
    (tmp_path / "weekly").write_text(script, "utf-8")
    command = tmp_path / "jimoplan"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jimoplan "$@"\n', "utf-8")
    command.chmod(0o755)
    return clone(origin, tmp_path / "plan")


def run_script(work: Work) -> subprocess.CompletedProcess[bytes]:
    beside = work.folder.parent
    places = {
        "PLAN": str(work.folder),
        "PUBLIC": str(beside / "public"),
        "JIMOPLAN": str(beside / "jimoplan"),
    }
    return subprocess.run(
        ["sh", str(beside / "weekly")],
        env={**os.environ, **work.env, **places},
        cwd=beside,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_the_servers_script_publishes(server: Work) -> None:
    ended = run_script(server)

    assert ended.returncode == 0, ended.stderr.decode()
    index = server.folder.parent / "public" / "index.html"
    assert "报告目录" in index.read_text("utf-8")
    assert index.stat().st_mode & 0o004
    assert server.status() == []


def test_the_servers_script_ends_as_the_command_does(server: Work) -> None:
    intrude(server, f"{datetime.now(BEIJING):%Y-%m-%d}", "别科代填")
    ended = run_script(server)

    assert ended.returncode == 1
    assert "违规 1 处" in ended.stderr.decode()


def test_the_servers_script_stops_where_the_plan_cannot_be_fetched(server: Work) -> None:
    server.git("remote", "set-url", "origin", str(server.folder.parent / "gone"))
    ended = run_script(server)

    assert ended.returncode == 3
    assert "git pull 没有成功" in ended.stderr.decode()
    assert not (server.folder.parent / "public").exists()


def test_the_servers_script_does_not_run_twice_at_once(server: Work) -> None:
    lock = server.folder / ".git" / "weekly.lock"
    lock.touch()
    with subprocess.Popen(["flock", str(lock), "cat"], stdin=subprocess.PIPE) as other:
        wait_until_held(lock)
        ended = run_script(server)
        other.communicate()

    assert ended.returncode == 3
    assert "上一次还没有跑完" in ended.stderr.decode()


def wait_until_held(lock: Path) -> None:
    asked = ["flock", "--nonblock", str(lock), "true"]
    for _ in range(1000):
        if subprocess.run(asked, check=False).returncode:
            return
    pytest.fail("the lock was never taken")


@pytest.fixture
def sender(server: Work) -> Work:
    """A server with a curl and a sendmail that keep what they get."""
    beside = server.folder.parent
    keep = 'number=$(ls "$SENT" | wc -l)\n'
    programs = {
        "curl": f'{keep}while [ "$1" != --data-binary ]; do shift; done\n'
        'cp "${2#@}" "$SENT/$number.json"\nprintf \'{"errcode":%s}\' "${ERRCODE:-0}"\n',
        "sendmail": f'{keep}cat >"$SENT/$number.eml"\n',
    }
    for name, script in programs.items():
        (beside / name).write_text(f"#!/bin/sh\n{script}", "utf-8")
        (beside / name).chmod(0o755)
    (beside / "sent").mkdir()
    return server


def send(work: Work, by: str, **given: str) -> subprocess.CompletedProcess[bytes]:
    """Run the script of the document that sends by a program."""
    (script,) = (text for text in SCRIPTS if by in text)
    beside = work.folder.parent
    places = {
        "PATH": f"{beside}{os.pathsep}{os.environ['PATH']}",
        "SENT": str(beside / "sent"),
        "SENDMAIL": str(beside / "sendmail"),
        "WECOM_WEBHOOK": "https://example.cn/robot",
        "PAUSE": "0",
    }
    return subprocess.run(
        ["sh", "-c", script],
        env={**os.environ, **work.env, **places, **given},
        cwd=work.folder,
        capture_output=True,
        check=False,
        timeout=120,
    )


def sent(work: Work) -> list[Path]:
    return sorted((work.folder.parent / "sent").iterdir())


def test_a_robot_gets_a_message_for_each_department(sender: Work) -> None:
    ended = send(sender, "WECOM_WEBHOOK")

    assert ended.returncode == 0, ended.stderr.decode()
    told = [json.loads(path.read_text("utf-8"))["markdown"]["content"] for path in sent(sender)]
    assert told
    assert len({text.partition("：")[0] for text in told}) == len(told)


def test_a_message_that_a_robot_refuses_is_no_success(sender: Work) -> None:
    ended = send(sender, "WECOM_WEBHOOK", ERRCODE="93000")

    assert ended.returncode == 1
    assert "没有发出去" in ended.stderr.decode()


def test_a_mail_goes_to_the_department_that_has_something_to_do(sender: Work) -> None:
    addresses = "甲科 jia@example.cn\n没有这个科 no@example.cn\n"
    (sender.folder / "地址.txt").write_text(addresses, "utf-8")
    ended = send(sender, "SENDMAIL")

    assert ended.returncode == 0, ended.stderr.decode()
    (mail,) = (message_from_bytes(path.read_bytes(), policy=default) for path in sent(sender))
    assert (mail["To"], mail["Subject"]) == ("jia@example.cn", "工作要点提醒:甲科")
    assert "甲科：" in mail.get_content()
