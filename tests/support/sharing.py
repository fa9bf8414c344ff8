"""Colleagues who share a plan: clones of a bare repository, and servers that do not serve."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socket import create_server

from problem_cases import BASE
from repositories import LIAISON, SUPERVISOR, Work, make_repository

THIRD = ("王五", "wang@example.cn")


@dataclass
class Office:
    """A bare repository and three clones of it, each somebody's."""

    server: Path
    zhang: Work
    li: Work
    wang: Work

    def refuse(self, words: str, hook: str = "pre-receive") -> None:
        """Let the server take nothing, and say why."""
        self.hook(hook, f"echo '{words}' >&2; exit 1")

    def hook(self, name: str, script: str) -> None:
        path = self.server / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)

    def there(self) -> str:
        """The commit that the server has."""
        asked = ["git", "rev-parse", "main"]
        return subprocess.check_output(asked, cwd=self.server, text=True).strip()


def make_office(folder: Path, text: str = BASE) -> Office:
    """Three colleagues who all have the plan as it was registered."""
    first = make_repository(folder / "zhang", text)
    server = folder / "server.git"
    first.git("clone", "--quiet", "--bare", ".", str(server))
    first.git("remote", "add", "origin", str(server))
    first.git("fetch", "--quiet")
    first.git("branch", "--quiet", "--set-upstream-to=origin/main")
    works = [first]
    for name, who in (("li", SUPERVISOR), ("wang", THIRD)):
        first.git("clone", "--quiet", str(server), str(folder / name))
        works.append(Work(folder / name))
        works[-1].be(who)
    first.be(LIAISON)
    return Office(server, *works)


def faster(work: Work, other: Work, *, times: int) -> None:
    """Let another one send something each time before this one's arrives, so many times."""
    count = work.folder / ".git" / "times"
    script = (
        f'test "$(wc -c < {count})" -lt {times} || exit 0; echo -n x >> {count}\n'
        f"cd {other.folder} && unset GIT_DIR GIT_PREFIX GIT_INDEX_FILE\n"
        "git fetch -q && git reset -q --hard origin/main\n"
        f'date +%N > "note-$(wc -c < {count})" && git add . && git commit -qm 抢先 && git push -q'
    )
    count.write_bytes(b"")
    work.hook("pre-push", script)


@contextmanager
def answering(status: int) -> Iterator[str]:
    """The address of a server on this machine that answers everything with one status."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            if status == 401:
                self.send_header("WWW-Authenticate", 'Basic realm="x"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/plan.git"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def never_answering() -> Iterator[str]:
    """The address of one that takes a connection and says nothing."""
    with create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/plan.git"


def fake_ssh(folder: Path, words: str) -> dict[str, str]:
    """An ssh that fails with some words, and notes what it was called with in the file `called`."""
    folder.mkdir(exist_ok=True)
    path = folder / "ssh"
    path.write_text(f'#!/bin/sh\necho "$@" > {folder}/called\necho "{words}" >&2\nexit 255\n')
    path.chmod(0o755)
    return {"GIT_SSH_COMMAND": str(path), "PATH": os.environ["PATH"]}
