"""What git and servers say in English, and what it means."""

import pytest

from jimoplan.git.obstacles import Obstacle, RemoteError, find_obstacle

SAID = {
    "fatal: unable to access 'https://h/x/': Could not resolve host: h": Obstacle.OFFLINE,
    "ssh: Could not resolve hostname h: Name or service not known": Obstacle.OFFLINE,
    "fatal: unable to connect to h:": Obstacle.OFFLINE,
    "remote: HTTP Basic: Access denied\nfatal: Authentication failed": Obstacle.NOT_LOGGED_IN,
    "fatal: could not read Password for 'https://h': No such device": Obstacle.NOT_LOGGED_IN,
    "SSL certificate problem: self-signed certificate": Obstacle.CERTIFICATE,
    "remote: Permission to a/b.git denied to c.\n returned error: 403": Obstacle.NO_RIGHT,
    "error: remote unpack failed: unable to create temporary object directory": Obstacle.NO_RIGHT,
    "remote: Repository not found.\nfatal: repository 'x' not found": Obstacle.NOT_THERE,
    "fatal: detected dubious ownership in repository at '/x'": Obstacle.NOT_TRUSTED,
    "[remote rejected] main -> main (shallow update not allowed)": Obstacle.SHALLOW,
    "remote: fatal: pack exceeds maximum allowed size": Obstacle.SERVER_FULL,
    "something nobody knows": Obstacle.UNKNOWN,
}


@pytest.mark.parametrize(("said", "meant"), SAID.items())
def test_what_git_says_is_understood(said: str, meant: Obstacle) -> None:
    assert find_obstacle(said) is meant


def test_a_check_of_the_server_is_not_taken_for_something_else() -> None:
    said = "remote: 8-1 的佐证材料 not found\n[remote rejected] main -> main (pre-receive declined)"
    assert find_obstacle(said, is_refused=True) is Obstacle.SERVER_REFUSED


@pytest.mark.parametrize("obstacle", Obstacle, ids=lambda each: each.name)
def test_every_obstacle_has_a_reason_and_a_way_out(obstacle: Obstacle) -> None:
    failure = RemoteError(obstacle, "origin", "http://h/x", "fatal: http://me:secret@h/x broke")
    assert failure.message
    assert failure.remedy
    assert failure.words == "git 的原话:fatal: http://h/x broke"
