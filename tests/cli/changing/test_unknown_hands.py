"""Whoever changes a plan is known to git before anything is shown or written."""

import pytest
from repositories import Work, unchanged
from terminal import answer

UPDATE = ("update", "1-2", "--note", "指导20件", "--date", "2024-05-06")
PEOPLE = (
    "{name: 甲科, kind: 科室, people: [{name: 王五, email: wang@example.cn, role: 督查},"
    " {name: 张三, email: zhang@example.cn, role: 联络员}]}"
)


@pytest.fixture
def nobody(work: Work) -> Work:
    """A clone in which git knows nobody."""
    work.write(work.text.replace("{name: 甲科, kind: 科室}", PEOPLE))
    work.git("commit", "--quiet", "--all", "--message=名单")
    for key in ("user.name", "user.email"):
        work.git("config", "--unset", key)
    work.git("config", "user.useConfigOnly", "true")
    return work


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("2\r", id="by number"),
        pytest.param("张三\r", id="by name"),
    ],
)
def test_one_of_the_plans_people_says_who_they_are(nobody: Work, typed: str) -> None:
    outcome = answer(nobody, UPDATE, typed)

    assert outcome.code == 0, outcome.errors
    assert "  2 张三(甲科 联络员)" in outcome.errors
    assert "记下了:在这个仓库里您是 张三 <zhang@example.cn>" in outcome.errors
    assert nobody.git("log", "-1", "--format=%an <%ae>") == "张三 <zhang@example.cn>"
    assert "by: 张三" in nobody.text
    assert "您是哪一位" not in answer(nobody, UPDATE, "").errors


def test_anybody_else_gives_name_and_email(nobody: Work) -> None:
    outcome = answer(nobody, ("commit",), "赵六\r不是邮箱\rzhao@example.cn\r")

    assert outcome.code == 0, outcome.errors
    assert "邮箱要写成 名字@单位的域名 的样子" in outcome.errors
    assert nobody.git("config", "--local", "user.email") == "zhao@example.cn"


def test_an_odd_name_or_address_is_asked_for_again_with_the_reason(nobody: Work) -> None:
    from dialogue import talking

    with talking(nobody, ("commit",)) as talk:
        for name in ("9", "赵" * 51, "<赵六>"):
            talk.answer("写姓名:", name)
            talk.expect("写姓名,至多 50 个字,或上面的编号 1 至 2")
        talk.answer("写姓名:", "赵\u202e六")
        talk.expect("看不见的字符 <U+202E>")
        talk.answer("写姓名:", "赵六")
        talk.answer("邮箱:", f"{'z' * 250}@example.cn")
        talk.expect("邮箱要写成 名字@单位的域名 的样子")
        talk.answer("邮箱:", "zhao\u202e@example.cn")
        talk.expect("看不见的字符 <U+202E>")
        talk.answer("邮箱:", "zhao@example.cn")
        talk.expect("记下了:在这个仓库里您是 赵六 <zhao@example.cn>")
        talk.end()


def test_who_does_not_say_changes_nothing(nobody: Work) -> None:
    with unchanged(nobody):
        outcome = answer(nobody, UPDATE, "\r")
    assert (outcome.code, outcome.text) == (2, "")


@pytest.mark.parametrize(
    "words",
    [
        UPDATE,
        ("commit",),
        ("undo", "--yes"),
        ("review", "1-1", "--approve"),
        ("fmt",),
        ("rollover", "2025", "--yes"),
        ("sync",),
    ],
    ids=lambda words: words[0],
)
def test_without_a_terminal_it_is_one_error_before_anything_is_shown(
    nobody: Work, words: tuple[str, ...]
) -> None:
    with unchanged(nobody):
        outcome = nobody.jimoplan(*words)

    assert (outcome.code, outcome.text) == (2, "")
    assert outcome.errors.startswith("错误:git 不知道您是谁")
    assert "git config user.name 姓名,git config user.email 邮箱" in outcome.errors


@pytest.mark.parametrize("option", ["--dry-run", "--no-commit"])
def test_what_commits_nothing_asks_nobody(nobody: Work, option: str) -> None:
    outcome = nobody.jimoplan(*UPDATE, option)
    assert "git 不知道您是谁,改动没法记" not in outcome.errors
