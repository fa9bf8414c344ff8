"""The fonts of an official document: named, never embedded, with what may take their place."""

from typing import NamedTuple


class Font(NamedTuple):
    """A font by the name that Word lists, and how another is chosen where it is missing.

    `others` are names to try, the nearest first; `panose` describes its looks, `family` its sort.
    """

    name: str
    others: tuple[str, ...]
    panose: str
    family: str
    pitch: str


XIAOBIAOSONG = Font(
    "方正小标宋简体",
    ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "STZhongsong", "宋体", "SimSun"),
    "02010601030101010101",
    "roman",
    "variable",
)
"""For titles. Windows and WPS do not have it; 华文中宋 comes with Word and is as heavy."""
FANGSONG = Font(
    "仿宋",
    ("FangSong", "仿宋_GB2312", "方正仿宋_GBK", "华文仿宋", "STFangsong"),
    "02010609060101010101",
    "roman",
    "fixed",
)
"""For the text. Not 仿宋_GB2312, which lacks the rarer characters of people's names."""
HEITI = Font(
    "黑体",
    ("SimHei", "方正黑体_GBK", "华文黑体", "STHeiti"),
    "02010609060101010101",
    "swiss",
    "fixed",
)
KAITI = Font(
    "楷体",
    ("KaiTi", "楷体_GB2312", "方正楷体_GBK", "华文楷体", "STKaiti"),
    "02010609060101010101",
    "roman",
    "fixed",
)
SONGTI = Font(
    "宋体",
    ("SimSun", "方正书宋_GBK", "华文宋体", "STSong"),
    "02010600030101010101",
    "roman",
    "variable",
)

FONTS = (XIAOBIAOSONG, HEITI, KAITI, FANGSONG, SONGTI)
"""Every font that a document names."""
