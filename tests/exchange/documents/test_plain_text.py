import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.importing.blocks import Block, Cell
from jimoplan.errors import JimoplanError
from jimoplan.exchange.documents.read import read_document

TEXT = "2024年工作要点\n一、加强学习\r\n\r1.制发规则。\f\n末行"


def test_every_line_is_a_block_with_the_line_end_that_it_has() -> None:
    source = read_document("要点.txt", TEXT.encode())
    assert [(block.text, block.end) for block in source.blocks] == [
        ("2024年工作要点", "\n"),
        ("一、加强学习", "\r\n"),
        ("", "\r"),
        ("1.制发规则。\f", "\n"),
        ("末行", ""),
    ]
    assert source.blocks[3].place == "第 4 行"
    assert source.text == TEXT


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 with mark", "UTF-16 LE", "UTF-16 BE"],
)
@pytest.mark.parametrize("name", ["要点.txt", "要点.TXT", "要点", "-"])
def test_a_text_that_says_its_encoding_is_read_without_a_note(name: str, data: bytes) -> None:
    source = read_document(name, data)
    assert source.text == TEXT
    assert source.notes == ()


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("gb18030", "按 GB18030 读"), ("utf-16-le", "按 UTF-16 读"), ("utf-16-be", "按 UTF-16 读")],
)
def test_an_encoding_that_had_to_be_assumed_is_said(encoding: str, words: str) -> None:
    source = read_document("要点.txt", TEXT.encode(encoding))
    assert source.text == TEXT
    (note,) = source.notes
    assert words in note


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (TEXT.encode("utf-32"), "UTF-32"),
        (b"plan\0plan plan plan", "空字节"),
        (TEXT.encode()[:-1], "第 4 行起不是 UTF-8"),
        ("工作".encode() + b"\n\xff\xfe\xff", "第 2 行起不是 UTF-8"),
        (b"\xff\xff\xff", "既不是 UTF-8 也不是 GB18030"),
        (b"\n" * 1_000_001, "超过 100 万行"),
        (b" " * (64 * 1024 * 1024 + 1), "超过 64 MiB"),
    ],
    ids=["UTF-32", "zero byte", "cut off", "broken", "neither", "lines", "size"],
)
def test_what_is_no_text_is_refused_in_words(data: bytes, message: str) -> None:
    with pytest.raises(JimoplanError, match=message) as refusal:
        read_document("要点.txt", data)
    assert refusal.value.remedy


MARKDOWN = r"""# 工作要点
## 一、加强学习
####### 七个
#标题
```
# 不是标题
| 甲 | 乙 |
|----|----|
```
| 序号 | 任务 \| 要求 |
|:---|---:|
|1|  制发规则 |
| - | - |

甲 | 乙
--- | ---
丙 | 丁
不是表格的一行
"""


def test_headings_of_markdown_have_their_level_and_code_has_none() -> None:
    source = read_document("要点.md", MARKDOWN.encode())
    assert [(block.text, block.level) for block in source.blocks if block.level] == [
        ("# 工作要点", 1),
        ("## 一、加强学习", 2),
    ]
    assert source.text == MARKDOWN


def test_rows_of_markdown_have_cells_that_say_where_in_the_line_they_stand() -> None:
    source = read_document("要点.md", MARKDOWN.encode())
    rows = [block for block in source.blocks if block.cells]
    assert [(row.place, row.table, [cell.text for cell in row.cells]) for row in rows] == [
        ("第 10 行", 1, ["序号", r"任务 \| 要求"]),
        ("第 12 行", 1, ["1", "制发规则"]),
        ("第 13 行", 1, ["-", "-"]),
        ("第 15 行", 2, ["甲", "乙"]),
        ("第 17 行", 2, ["丙", "丁"]),
    ]
    for row in rows:
        for cell in row.cells:
            assert row.text[cell.start : cell.start + len(cell.text)] == cell.text
    assert rows[1] == Block(
        "|1|  制发规则 |", "第 12 行", cells=(Cell("1", 1, 0), Cell("制发规则", 5, 1)), table=1
    )


@pytest.mark.law
@given(
    st.text(st.sampled_from("一1.#|-`~\\ \t\r\n\f甲乙\u2028\x85")), st.sampled_from([".txt", ".md"])
)
def test_the_blocks_of_any_text_are_the_text(text: str, ending: str) -> None:
    assert read_document(f"任意{ending}", text.encode()).text == text


@pytest.mark.law
@given(st.binary(max_size=200), st.sampled_from([".txt", ".md", ".csv", ".docx", ".xlsx", ""]))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes, ending: str) -> None:
    with suppress(JimoplanError):
        assert all(block.place for block in read_document(f"任意{ending}", data).blocks)
