"""Commits as values: who made them, when, and what they say."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import NamedTuple

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


class Identity(NamedTuple):
    """A person as git knows one."""

    name: str
    email: str

    def __str__(self) -> str:
        """The name with the address in angle brackets, as git writes it."""
        return f"{self.name} <{self.email}>"


class Commit(NamedTuple):
    """A commit as it was made; the times are those of Beijing.

    `said` are the lines of its message that are the plan's own, each with its name.
    """

    id: str
    parents: tuple[str, ...]
    author: Identity
    authored: datetime
    committer: Identity
    committed: datetime
    subject: str
    said: tuple[tuple[str, str], ...] = ()

    @property
    def short(self) -> str:
        """As much of the id as people read."""
        return self.id[:9]

    @property
    def day(self) -> date:
        """The day on which it was authored."""
        return self.authored.date()

    @property
    def arrived(self) -> date:
        """The day by which it had come into git: the later one of authored and committed.

        Either can be forged; what an author claims with --date is no earlier than its commit here.
        """
        return max(self.authored, self.committed).date()

    @property
    def is_merge(self) -> bool:
        """Whether it brought lines of work together."""
        return len(self.parents) > 1

    def is_by(self, identity: Identity | None) -> bool:
        """Whether somebody is its author, by the address, in whatever case it is written."""
        return identity is not None and self.author.email.casefold() == identity.email.casefold()

    def values_of(self, name: str) -> list[str]:
        """What the message's lines of that name say, such as Plan-Reason."""
        return [value for each, value in self.said if each.casefold() == name.casefold()]


_LINE = re.compile(
    r"^[ \t]*(Plan-[A-Za-z]+)[ \t]*[:\uff1a][ \t]*(.*?)[ \t]*$", re.MULTILINE | re.IGNORECASE
)


def read_lines(message: str) -> Iterator[tuple[str, str]]:
    """The lines of a commit's message that are the plan's own, with their names, wherever they are.

    A squash merge indents the messages of what it makes one of, or lists them one after the other;
    cherry-picking writes a line after them. What the reader's git takes for a trailer does not
    matter.
    """
    return ((found[1], found[2]) for found in _LINE.finditer(message))


class Seal(StrEnum):
    """What a commit's signature is worth."""

    NONE = "没有签名"
    UNVERIFIED = "有签名,没有核对"
    GOOD = "签名有效"
    BAD = "签名与内容不符"
    UNKNOWN = "签名的密钥不认识"
    EXPIRED = "签名或密钥已过期"
    REVOKED = "签名的密钥已吊销"


class Signature(NamedTuple):
    """What a signature is worth, and the addresses that a good one vouches for.

    `key` names the key as git does; `until` is when the key's time is over, None if that is not
    known or never.
    """

    seal: Seal = Seal.NONE
    signers: tuple[str, ...] = ()
    key: str = ""
    until: datetime | None = None
