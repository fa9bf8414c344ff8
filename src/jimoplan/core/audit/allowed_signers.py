"""The list of allowed ssh signers, as ssh-keygen(1) describes it: whose each key is, and when."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from jimoplan.core.history.commits import BEIJING

_KIND = re.compile(r"(?:ssh|ecdsa|sk)-[\w@.-]+")
_FIELD = re.compile(r'\s*((?:"[^"]*"|[^\s"])+)')
_OPTION = re.compile(r'([\w-]+)(?:="?([^"]*)"?)?')
_DATE = re.compile(r"(\d{8})(\d{4}(?:\d\d)?)?(Z?)")
_OPTIONS = frozenset({"cert-authority", "namespaces", "valid-after", "valid-before"})
_NAMESPACE = "git"


class AllowedKey(NamedTuple):
    """A key, the patterns of the addresses whose it is, and from when until when, if that is said.

    An authority's key signs other people's keys.
    """

    principals: tuple[str, ...]
    kind: str
    key: str
    since: datetime | None = None
    until: datetime | None = None
    is_authority: bool = False

    @property
    def fingerprint(self) -> str:
        """The name that git and ssh give to the key."""
        digest = base64.b64encode(sha256(base64.b64decode(self.key)).digest())
        return f"SHA256:{digest.decode().rstrip('=')}"

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that the list names one by one."""
        return tuple(each for each in self.principals if not re.search(r"[!*?]", each))

    def belongs_to(self, address: str) -> bool:
        """Whether an address is one of those meant; a pattern with ! in front takes some out."""
        takes_out = [each[1:] for each in self.principals if each.startswith("!")]
        if any(_fits(pattern, address) for pattern in takes_out):
            return False
        return any(_fits(each, address) for each in self.principals if each[:1] != "!")


def read_allowed_signers(text: str) -> tuple[AllowedKey, ...]:
    """The keys that may sign commits; a line that ssh would not take is left out."""
    return tuple(filter(None, map(_read_line, text.splitlines())))


def _fits(pattern: str, address: str) -> bool:
    parts = (
        ".*" if sign == "*" else "." if sign == "?" else re.escape(sign)
        for sign in pattern.casefold()
    )
    return bool(re.fullmatch("".join(parts), address.casefold(), re.DOTALL))


def _read_line(line: str) -> AllowedKey | None:
    fields = _FIELD.findall(line)
    if not fields or fields[0].startswith("#"):
        return None
    principals, *rest = fields
    said = "" if rest and _KIND.fullmatch(rest[0]) else rest.pop(0) if rest else ""
    options = dict(_read_options(said))
    if len(rest) < 2 or not options.keys() <= _OPTIONS or not _is_key(*rest[:2]):  # noqa: PLR2004
        return None
    spaces = options.get("namespaces", _NAMESPACE).split(",")
    dates = [options.get(name) for name in ("valid-after", "valid-before")]
    since, until = (None if said is None else _read_date(said) for said in dates)
    if not any(_fits(space, _NAMESPACE) for space in spaces) or None in {
        found for said, found in zip(dates, (since, until), strict=True) if said is not None
    }:
        return None
    names = tuple(filter(None, principals.strip('"').split(",")))
    return AllowedKey(names, rest[0], rest[1], since, until, "cert-authority" in options)


def _read_options(said: str) -> Iterator[tuple[str, str]]:
    for each in re.findall(r'(?:"[^"]*"|[^,"])+', said):
        match = _OPTION.fullmatch(each)
        yield (match[1].lower(), match[2] or "") if match else (each, "")


def _is_key(kind: str, key: str) -> bool:
    try:
        data = base64.b64decode(key, validate=True)
    except binascii.Error:
        return False
    return bool(_KIND.fullmatch(kind)) and data[4 : 4 + len(kind)] == kind.encode()


def _read_date(said: str) -> datetime | None:
    """A date of the list: YYYYMMDD, with HHMM or HHMMSS; in Beijing's time unless Z is behind."""
    match = _DATE.fullmatch(said)
    if match is None:
        return None
    day, time, zulu = match.groups()
    try:
        found = datetime.strptime(f"{day}{time or '':0<6}", "%Y%m%d%H%M%S")  # noqa: DTZ007
    except ValueError:
        return None
    return found.replace(tzinfo=UTC if zulu else BEIJING)


def write_allowed_signers(keys: Iterable[AllowedKey], now: datetime) -> str:
    """A list by which ssh says whether a signature was made with one of the keys, whenever.

    An authority whose time is over is left out: until when it signed, no commit can prove.
    """
    in_force = (key for key in keys if not (key.is_authority and key.until and key.until <= now))
    lines = (
        f'"{",".join(key.principals)}" cert-authority {key.kind} {key.key}\n'
        if key.is_authority
        else f"key {key.kind} {key.key}\n"
        for key in in_force
    )
    return "".join(dict.fromkeys(lines))
