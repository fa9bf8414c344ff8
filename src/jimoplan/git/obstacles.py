"""Why commits cannot be fetched or sent, told from git's words, each with the way out."""

import re
from enum import Enum

from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.process import GIT_SAID

_PASSWORD = re.compile(r"(?<=://)[^/@\s]+@")
_MOST_WORDS = 6


class Obstacle(Enum):
    """What is in the way: why, in words with the remote's {name} and {address}, and the way out.

    {set_by} is the word of git remote by which that address is set.
    """

    DETACHED = (
        "现在不在任何分支上(HEAD 游离),不知道同哪个分支共享",
        "先回到分支上:git switch main;刚才有提交要留住的,先建一个分支:git switch -c 分支名",
    )
    NO_REMOTE = (
        "这里还没有同别的仓库连起来,没有地方可以共享",
        "向管服务器的人要地址,运行一次 git remote add origin 地址,再运行 jimoplan sync",
    )
    OFFLINE = (
        "连不上 {name}({address}),多半是没有联网,或服务器没有开",
        "自己的改动都已经提交在本机,不会丢;连上网以后再运行 jimoplan sync",
    )
    TOO_SLOW = (
        "等 {name}({address})太久没有回音,没有再等",
        "过一会儿再运行;网络慢的,加上 --timeout 600(秒)",
    )
    NOT_LOGGED_IN = (
        "{name}({address})要登录,用户名、密码或密钥不对,或没有",
        "在终端里运行 jimoplan sync,由 git 来问用户名和密码;用密钥的,请管服务器的人登记公钥",
    )
    UNKNOWN_HOST = (
        "{name}({address})这台服务器的身份还没有确认过,或同以前的不一样",
        "头一次连的,在终端里运行 jimoplan sync 并按提示确认;以前连过的,先问管服务器的人",
    )
    CERTIFICATE = (
        "{name}({address})的证书不受信任",
        "请管服务器的人给出单位的根证书,运行 git config http.sslCAInfo 证书文件",
    )
    NOT_THERE = (
        "{address} 没有这个仓库,或您没有权看它",
        "核对地址:git remote -v;不对的,运行 git remote {set_by} {name} 正确的地址",
    )
    NO_RIGHT = (
        "您没有权往 {name}({address})送改动",
        "请管服务器的人给您写的权限;自己的改动都已经提交在本机,不会丢,有了权限再运行 jimoplan sync",
    )
    PROTECTED = (
        "{name} 上的这个分支受保护,不收直接送来的改动",
        (
            "请管服务器的人允许您送到这个分支;"
            "只收合并请求的,照 jimoplan help 共享 里“受保护的分支”做;"
            "自己的改动都已经提交在本机,不会丢"
        ),
    )
    SERVER_REFUSED = (
        "{name} 那边的检查没有让这些改动进去",
        (
            "自己的改动都已经提交在本机,不会丢;按上面服务器说的改正"
            "(多半先运行 jimoplan validate、jimoplan audit),再运行 jimoplan sync"
        ),
    )
    OWN_HOOK = (
        "本机的钩子(pre-push)没有让改动送出去",
        "自己的改动都已经提交在本机,不会丢;按上面的话处理,再运行 jimoplan sync",
    )
    TWO_OF_A_NAME = (
        "{name} 上另有一个分支,全名里又写了一遍 refs/heads/,git 分不清送到哪一个",
        (
            "请管服务器的人看 git ls-remote {name},删去 refs/heads/refs/heads/ 打头的那个:"
            "git push {name} --delete 它的全名"
        ),
    )
    MIRROR = (
        "{name} 设成了镜像(remote.{name}.mirror),git 不让只送一个分支",
        "改成普通的远程仓库:git config --unset remote.{name}.mirror,再运行 jimoplan sync",
    )
    CHECKED_OUT = (
        "{address} 是有人正在里面工作的文件夹,不收送来的改动",
        "共享要用裸仓库:请管服务器的人另建一个,再运行 git remote {set_by} {name} 新地址",
    )
    SHALLOW = (
        "这是浅克隆,缺少以前的历史,{name} 不收",
        "没能自己取回全部历史;联着网再运行 jimoplan sync",
    )
    SERVER_FULL = (
        "{name} 那边存不下(磁盘满了、超过配额或有文件太大)",
        "告诉管服务器的人;自己的改动都已经提交在本机,不会丢",
    )
    NOT_TRUSTED = (
        "{address} 是别人名下的文件夹,git 不放心用它",
        "确认可信的话,运行 git config --global --add safe.directory 那个文件夹",
    )
    UNRELATED = (
        "{name} 上的历史同这里的没有关系,合不到一起:多半是各建了一份计划",
        "以 {name} 上的为准:另找一个文件夹 git clone {address},把这里的改动在那里重做一遍",
    )
    NO_BRANCH = (
        "{name} 上没有叫 {address} 的分支,没有送出",
        "改到已有的分支上:git switch 分支名;确实要建,运行 jimoplan sync --yes",
    )
    MANY_FASTER = (
        "别人一直在送,试了几次都慢了一步",
        "别人的改动都已经收下,再运行一次 jimoplan sync",
    )
    UNKNOWN = (
        "同 {name}({address})来往时 git 出了错",
        "自己的改动都已经提交在本机,不会丢;看不懂上面的话,就把它交给管服务器的人",
    )

    @property
    def is_choice(self) -> bool:
        """Whether it may be meant so: whoever works alone has nothing to share with."""
        return self in {Obstacle.DETACHED, Obstacle.NO_REMOTE}


_OFFLINE = (
    *("could not resolve host", "connection refused", "connection timed out", "unreachable"),
    *("failed to connect", "couldn't connect", "no route to host", "operation timed out"),
    *("temporary failure in name resolution", "could not connect to server", "connection reset"),
    *("unable to connect", "could not resolve proxy", "name or service not known"),
    *("could not resolve hostname", "operation too slow", "connection closed by"),
)
_TOLD_BY: tuple[tuple[Obstacle, tuple[str, ...]], ...] = (
    (Obstacle.UNKNOWN_HOST, ("host key verification failed", "identification has changed")),
    (Obstacle.CERTIFICATE, ("certificate", "ssl_connect", "ssl routines")),
    (
        Obstacle.NOT_LOGGED_IN,
        (
            *("authentication failed", "could not read username", "could not read password"),
            *("terminal prompts disabled", "permission denied (", "error: 401", "access denied"),
            *("invalid username", "invalid credentials", "too many authentication failures"),
        ),
    ),
    (Obstacle.TWO_OF_A_NAME, ("matches more than one",)),
    (Obstacle.MIRROR, ("--mirror can't be combined with refspecs",)),
    (Obstacle.SHALLOW, ("shallow update not allowed",)),
    (Obstacle.CHECKED_OUT, ("branch is currently checked out",)),
    (
        Obstacle.SERVER_FULL,
        ("no space left", "quota", "exceeds maximum", "file size limit", "too large", "gh001"),
    ),
    (Obstacle.PROTECTED, ("protected branch", "protected ref", "gh006", "gh013", "受保护")),
    (
        Obstacle.NO_RIGHT,
        (
            *("error: 403", "not allowed to push", "insufficient permission", "denied to"),
            *("unable to create temporary object directory", "unpacker error", "read-only"),
            *("permission denied", "not authorized", "without write access", "no write access"),
        ),
    ),
    (Obstacle.NOT_TRUSTED, ("dubious ownership",)),
    (Obstacle.OFFLINE, _OFFLINE),
    (
        Obstacle.NOT_THERE,
        (
            *("does not appear to be a git repository", "repository not found", "error: 404"),
            *("not found", "no such file or directory", "does not exist", "could not be found"),
        ),
    ),
)
_REFUSALS = frozenset(
    {
        *(Obstacle.SHALLOW, Obstacle.CHECKED_OUT, Obstacle.SERVER_FULL),
        *(Obstacle.PROTECTED, Obstacle.NO_RIGHT),
    }
)
"""What a server means that has listened and takes nothing."""


class RemoteError(JimoplanError):
    """Something keeps commits from being fetched or sent; `words` are git's and the server's."""

    exit_code = ExitCode.WORLD

    def __init__(
        self,
        obstacle: Obstacle,
        name: str = "",
        address: str = "",
        said: str = "",
        *,
        set_by: str = "set-url",
    ) -> None:
        known = {"name": name, "address": address, "set_by": set_by}
        why, way_out = (words.format(**known) for words in obstacle.value)
        super().__init__(why, way_out)
        self.obstacle = obstacle
        self.words = "\n".join(_mark_words(hide_passwords(said), obstacle))


def find_obstacle(said: str, *, is_refused: bool = False) -> Obstacle:
    """What git's words in English mean; `is_refused` says that the server took nothing."""
    words = said.lower()
    meant = {what for what, _ in _TOLD_BY} if not is_refused else _REFUSALS
    told_by = (each for each in _TOLD_BY if each[0] in meant)
    found = (what for what, needles in told_by if any(needle in words for needle in needles))
    fallback = Obstacle.SERVER_REFUSED if is_refused else Obstacle.UNKNOWN
    return next(found, fallback)


def hide_passwords(text: str) -> str:
    """A text without the names and passwords that stand in addresses."""
    return _PASSWORD.sub("", text)


def _mark_words(said: str, obstacle: Obstacle) -> list[str]:
    """Who said what: the server's own words, or else git's.

    Where they are understood, git's first line is enough for whoever keeps the server.
    """
    lines = [line.strip() for line in said.splitlines()]
    server = [line.removeprefix("remote:").strip() for line in lines if line.startswith("remote:")]
    if server := [line for line in server if line]:
        return [f"服务器说:{line}" for line in server[:_MOST_WORDS]]
    useless = ("To ", "hint:", "Done", "!")
    told = [line for line in lines if line and not line.startswith(useless)]
    most = _MOST_WORDS if obstacle in {Obstacle.UNKNOWN, Obstacle.OWN_HOOK} else 1
    return [f"{GIT_SAID}{line}" for line in told[:most]]
