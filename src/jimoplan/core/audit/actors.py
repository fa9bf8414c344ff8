"""The people behind a commit (author, committer, signer), and whether they are who they say."""

from collections.abc import Iterator
from typing import NamedTuple

from jimoplan.core.audit.rules import Violation
from jimoplan.core.display.cells import INVISIBLE, reveal_line
from jimoplan.core.history.commits import Seal, Signature
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import people_of, rights_of


class Actor(NamedTuple):
    """Author, committer and signature of a commit; only a valid signature proves the names."""

    name: str
    email: str
    committer: str
    signature: Signature = Signature()

    @property
    def address(self) -> str:
        """The author's address in lower case, as addresses are compared."""
        return self.email.casefold()

    @property
    def signers(self) -> frozenset[str]:
        """The addresses that a valid signature vouches for, in lower case; empty without one."""
        good = self.signature.seal is Seal.GOOD
        return frozenset(map(str.casefold, self.signature.signers)) if good else frozenset()

    @property
    def answering(self) -> tuple[str, ...]:
        """The addresses that must have been allowed to make the commit: author and other signer."""
        return (self.address, *([self.other_signer] if self.other_signer else []))

    @property
    def other_signer(self) -> str | None:
        """The signer's address where it is not the author's."""
        others = self.signers
        return min(others) if others and self.address not in others else None


_SEALS = {
    Seal.UNKNOWN: "A05",
    Seal.EXPIRED: "A06",
    Seal.REVOKED: "A07",
}


def judge_actor(plan: Plan, actor: Actor) -> Iterator[Violation]:
    """The violations in the author's name and address: odd characters, another's address."""
    odd = _odd_character(actor)
    if odd:
        yield Violation("A01", None, f"{odd};作者 {actor.name} <{actor.email}>")
        return
    rights = rights_of(plan, actor.address)
    if rights.people and actor.name not in rights.names:
        names = "、".join(sorted(rights.names))
        yield Violation(
            "A02", None, f"名单上 {actor.email} 是 {names},这次提交的作者写的是 {actor.name}"
        )


def judge_signature(actor: Actor, plan: Plan, *, required: bool) -> Iterator[Violation]:
    """The violations in the signature; where none is required, only a bad one is a violation.

    Without a list of people nobody but the author may sign.
    """
    seal = actor.signature.seal
    if seal is Seal.BAD:
        yield Violation(
            "A04", None, "签名与提交的内容对不上(提交被改过或签名是伪造的),或 ssh 密钥已吊销"
        )
    elif required and seal is Seal.NONE:
        yield Violation("A03", None, f"作者 {actor.name} <{actor.email}> 没有签名")
    elif required and seal in _SEALS:
        yield Violation(_SEALS[seal], None, f"{seal},不能证明是 {actor.email} 提交的")
    if actor.other_signer and not people_of(plan):
        words = f"签名人 {actor.other_signer},作者 {actor.email};计划没有人员名单,只认作者本人签名"
        yield Violation("A08", None, words)


def _odd_character(actor: Actor) -> str | None:
    """The first invisible or lookalike character in name or address, in words."""
    for position, character in enumerate(actor.email, 1):
        if not "!" <= character <= "~":
            shown = _name_character(character)
            return f"邮箱第 {position} 个字符是 {shown},看着像别的字符或看不见"
    found = INVISIBLE.search(actor.name)
    return f"姓名里有看不见的字符 {reveal_line(found[0])}" if found else None


def _name_character(character: str) -> str:
    from unicodedata import name

    return f"U+{ord(character):04X} {name(character, '')}".strip()
