"""The list of allowed ssh signers: whose a key is by its patterns, and from when until when."""

from datetime import UTC, datetime

import pytest

from jimoplan.core.audit.allowed_signers import AllowedKey, read_allowed_signers
from jimoplan.core.history.commits import BEIJING

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"


def read(*lines: str) -> tuple[AllowedKey, ...]:
    return read_allowed_signers("".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize(
    ("principals", "address", "belongs"),
    [
        ("zhang@example.cn", "zhang@example.cn", True),
        ("Zhang@Example.cn", "zhang@example.CN", True),
        ("zhang@example.cn", "xzhang@example.cn", False),
        ("a@x,zhang@example.cn", "zhang@example.cn", True),
        ("*@example.cn", "zhang@example.cn", True),
        ("*@example.cn", "zhang@example.cn.evil", False),
        ("zhan?@example.cn", "zhang@example.cn", True),
        ("zhan?@example.cn", "zhan@example.cn", False),
        ("!li@example.cn,*@example.cn", "zhang@example.cn", True),
        ("!li@example.cn,*@example.cn", "li@example.cn", False),
        ("*@example.cn,!li@example.cn", "li@example.cn", False),
        ("!li@example.cn", "zhang@example.cn", False),
        ("z.ang@example.cn", "zhang@example.cn", False),
        ('"zhang@example.cn"', "zhang@example.cn", True),
    ],
)
def test_a_key_is_whose_address_its_patterns_mean(
    principals: str, address: str, *, belongs: bool
) -> None:
    (key,) = read(f"{principals} {KEY}")

    assert key.belongs_to(address) is belongs


def test_only_addresses_are_named_not_patterns() -> None:
    (key,) = read(f"!li@example.cn,*@example.cn,zhang@example.cn {KEY} 备注")

    assert key.addresses == ("zhang@example.cn",)


@pytest.mark.parametrize(
    ("option", "until"),
    [
        ('valid-before="20240601"', datetime(2024, 6, 1, tzinfo=BEIJING)),
        ("valid-before=20240601Z", datetime(2024, 6, 1, tzinfo=UTC)),
        ('VALID-BEFORE="202406011230"', datetime(2024, 6, 1, 12, 30, tzinfo=BEIJING)),
        (
            'namespaces="file,git",valid-before="20240601123001Z"',
            datetime(2024, 6, 1, 12, 30, 1, tzinfo=UTC),
        ),
    ],
)
def test_a_key_has_its_time(option: str, until: datetime) -> None:
    (key,) = read(f"zhang@example.cn {option} {KEY}")

    assert (key.since, key.until) == (None, until)


def test_an_authority_is_told_from_a_key_and_a_remark_from_a_line() -> None:
    keys = read("# 名单", "", f"*@example.cn cert-authority {KEY}", f"zhang@example.cn\t{KEY}")

    assert [key.is_authority for key in keys] == [True, False]


@pytest.mark.parametrize(
    "line",
    [
        "zhang@example.cn",
        "zhang@example.cn ssh-ed25519",
        "zhang@example.cn ssh-ed25519 ****",
        "zhang@example.cn ssh-rsa " + KEY.split()[1],
        f"zhang@example.cn unknown-option {KEY}",
        f'zhang@example.cn namespaces="file" {KEY}',
        f'zhang@example.cn valid-before="明年" {KEY}',
        f'zhang@example.cn valid-before="20241301" {KEY}',
        f'zhang@example.cn valid-after="" {KEY}',
    ],
)
def test_a_line_that_ssh_would_not_take_allows_nobody(line: str) -> None:
    assert read(line) == ()
