"""A plan that names its people, for what an audit has to say about them."""

import subprocess
from pathlib import Path

from problem_cases import BASE
from repositories import Work

from jimoplan.actions.history.journal import KEPT_AS
from jimoplan.git.cache import Cache

Who = tuple[str, str]
"""Somebody's name and address, as git has them."""

LIAISON = ("张三", "zhang@example.cn")
LEADER = ("王五", "wang@example.cn")
SUPERVISOR = ("李四", "li@example.cn")
SUPPORTER = ("赵六", "zhao@example.cn")
OUTSIDER = ("孙七", "sun@example.cn")
STRANGER = ("周八", "zhou@example.cn")


def listed(who: tuple[str, str], duty: str) -> str:
    """A person as the plan lists one."""
    return f"{{name: {who[0]}, email: {who[1]}, role: {duty}}}"


_OFFICES = """\
  - {name: 甲科, kind: 科室}
  - {name: 乙科, kind: 科室, aliases: [二科]}
"""
_PEOPLED = f"""\
  - name: 甲科
    kind: 科室
    people:
      - {listed(LIAISON, "联络员")}
      - {listed(LEADER, "分管领导")}
  - name: 乙科
    kind: 科室
    aliases: [二科]
    people:
      - {listed(SUPPORTER, "联络员")}
  - name: 丙科
    kind: 科室
    people:
      - {listed(OUTSIDER, "联络员")}
  - name: 督查室
    kind: 科室
    people:
      - {listed(SUPERVISOR, "督查")}
"""
assert BASE.count(_OFFICES) == 1
PEOPLED = BASE.replace(_OFFICES, _PEOPLED)
"""甲科 leads task 1, which 乙科 supports through the group; 乙科 has task 3, 丙科 has none."""

STATUS_OF_1_1 = "due: 2024-06-30\n            status: 推进中\n"
DONE = STATUS_OF_1_1.replace("推进中", "已完成")
UPDATE_OF_1_1 = "              - {date: 2024-03-15, progress: 40, note: 初稿已征求意见}\n"
TASK_3 = PEOPLED[PEOPLED.index("      - id: '3'") : PEOPLED.index("  - number: 二")]
SECTION_TWO = "  - number: 二\n    title: 公共法律服务\n"


def change(text: str, *edits: tuple[str, str]) -> str:
    """The text with each passage replaced, which must be there once."""
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def register_key(work: Work, who: tuple[str, str], *, options: str = "") -> Path:
    """A new ssh key of somebody's, on the list of allowed signers; the key is for `sign_with`."""
    key = work.folder.parent / f"key {who[1]}"
    asked = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)]
    subprocess.run(asked, check=True)
    public = key.with_suffix(f"{key.suffix}.pub").read_text("ascii")
    with signers_of(work).open("a", encoding="ascii", newline="\n") as file:
        file.write(f"{who[1]}{options} {public.strip()}\n")
    return key


def signers_of(work: Work) -> Path:
    """The list of allowed signers, which lies outside of the repository."""
    return work.folder.parent / "allowed_signers"


def sign_with(work: Work, key: Path) -> None:
    """Sign whatever is committed from now on."""
    work.git("config", "gpg.format", "ssh")
    work.git("config", "user.signingKey", str(key))
    work.git("config", "commit.gpgSign", "true")


def plant_cache(work: Work) -> None:
    """Leave a cache in the repository by which no commit did anything wrong, or at all."""
    assert work.jimoplan("audit", env={"CI": ""}).code == 1
    path = work.folder / ".git" / "jimoplan.cache"
    kept = Cache(path, KEPT_AS)
    for line in path.read_bytes().splitlines():
        key = line.split(b" ")[0].decode()
        if key:
            kept.put(
                key, [] if key.startswith("verdict:") else [[], [], [], False, False, [], [], []]
            )
    kept.save()
    assert work.jimoplan("audit", env={"CI": ""}).code == 0
