"""Commits as values: who made them, when, and what they say."""

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

    `trailers` are the lines at the end of its message, each with its name.
    """

    id: str
    parents: tuple[str, ...]
    author: Identity
    authored: datetime
    committer: Identity
    committed: datetime
    subject: str
    trailers: tuple[tuple[str, str], ...] = ()

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

    def values_of(self, trailer: str) -> list[str]:
        """What the trailers of that name say."""
        return [value for name, value in self.trailers if name.casefold() == trailer.casefold()]


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
    """What a signature is worth, and the addresses that a good one vouches for."""

    seal: Seal = Seal.NONE
    signers: tuple[str, ...] = ()
