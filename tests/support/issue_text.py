"""The numbers of a weekly report as its Markdown says them; of its sentences no more than that."""

import re
from collections.abc import Iterator
from typing import Any

Row = dict[str, str]

_ID = re.compile(r"(?:^|、)(\d+(?:-\d+)?) ")
_NUMERAL = re.compile(r"^[一二三四五六七八九十]+、|^附表.：")
_DAY = re.compile(r"(\d+)月(\d+)日")
_REASONS = {
    "滞后": re.compile(r"滞后序时进度(\d+)个百分点（应达(\d+)%，实际(\d+)%）"),
    "未填报": re.compile(r"(?:已|未填报（)(\d+)天"),
    "临期": re.compile(r"临期\D*(\d+)个工作日"),
    "待报": re.compile(r"待报[^第]*?(?:第.季度)?（第(\d+)期）(?:\D*(\d+)个工作日)?"),
    "待销号": re.compile(r"等待销号已(\d+)个工作日"),
}
_MISSING = re.compile(r"缺((?:[^，；]*?（第\d+期）、?)+)")


def read_departments(text: str) -> dict[str, list[int]]:
    """Of an overview what each department has, as recounted_figures counts it."""
    columns = ("任务", "举措", "红灯", "黄灯", "绿灯", "已销号", "不亮灯")
    found = {}
    for row in _tables(text):
        if "另经群组" in row:
            rate = re.search(r"（(\d+)/(\d+)）", row["办结率"])
            done = map(int, rate.groups()) if rate else (0, 0)
            found[row["部门"]] = [*(int(row[name]) for name in columns), *done]
    return found


class IssueText:
    """A weekly report, its parts by what they are called."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\\", "").replace("不足1个工作日", "0个工作日")
        head, *rest = re.split(r"^## ", self.text, flags=re.MULTILINE)
        self.head = head
        named = (part.partition("\n") for part in rest)
        self.sections = {
            re.sub(r"^[一二三四五六七八九十]+、|^附表.：", "", n): text for n, _, text in named
        }

    @property
    def parts(self) -> dict[str, Any]:
        """All of it by name, as recounted_issue has it."""
        names = "heading sentence tiles red cleared problems review coming yellow finished progress"
        names += " unreported deadlines stops corrections charts kinds annex commits"
        return {name: getattr(self, name) for name in names.split()}

    @property
    def heading(self) -> tuple[int, ...]:
        forms = (r"第(\d+)期", r"序时进度(\d+)%", r"\d+/(\d+)项可读")
        return tuple(_number(form, self.text) for form in forms)

    @property
    def sentence(self) -> dict[str, Any]:
        told = next(line for line in self.head.splitlines() if line.startswith("本周"))
        named = re.search(r"新增红灯任务\d+项（(.*?)）", told)
        counts = {
            "新增": r"新增红灯任务(\d+)项",
            "持续": r"持续(\d+)项",
            "解除": r"解除(\d+)项",
            "办结": r"报完成(\d+)项",
            "需协调": r"(\d+)件事需协调",
        }
        found: dict[str, Any] = {name: _number(form, told) for name, form in counts.items()}
        ids = re.findall(r"(?:^|；)(\d+(?:-\d+)?)，", named[1]) if named else []
        asked = re.search(r"需协调（(.*?)）", told)
        return {**found, "事项": ids, "向谁": sorted(asked[1].split("、")) if asked else []}

    @property
    def tiles(self) -> dict[str, tuple[int, int]]:
        told = re.findall(r"^- (\S+?)(?:任务)?：(\d+)项（比上期(\S+?)）", self.head, re.MULTILINE)
        return {name: (int(figure), _change(change)) for name, figure, change in told}

    @property
    def red(self) -> list[tuple[Any, ...]]:
        return [
            (
                row["编号"],
                _day(row["时限与逾期"]),
                _number(r"逾期(\d+)个工作日", row["时限与逾期"]),
                _number(r"持续第(\d+)期", row["时限与逾期"]) or 1,
                sorted(
                    row["需谁协调"].replace("—", "").split("、") if row["需谁协调"] != "—" else []
                ),
            )
            for row in self._rows("红灯事项", "时限与逾期")
        ]

    @property
    def cleared(self) -> list[str]:
        told = re.search(r"^已解除：(.*)。$", self._section("红灯事项"), re.MULTILINE)
        return _ID.findall(told[1]) if told else []

    @property
    def problems(self) -> dict[str, Any]:
        listed = sorted(
            (
                *_ID.findall(row["事项"]),
                row["需谁协调"].replace("没有写明", ""),
                bool(re.search(r"<br>\d+月\d+日已(解决|办结)", row["存在问题"])),
            )
            for row in self._rows("需协调事项", "存在问题")
        )
        on_cards = re.search(r"^([\d、-]+)的问题见", self._section("需协调事项"), re.MULTILINE)
        return {"列出": listed, "红灯": sorted(on_cards[1].split("、")) if on_cards else []}

    @property
    def review(self) -> dict[str, Any]:
        rows = self._rows("退回与待审核", "事项")
        told = _number(r"待审核的(\d+)项，列在", self._section("退回与待审核"))
        return {"列出": _ids(rows), "本周": told}

    @property
    def coming(self) -> list[str]:
        name = next(name for name in self.sections if name.endswith("以前到期"))
        return _ids(self._rows(name, "事项"))

    @property
    def yellow(self) -> list[tuple[str, str, list[tuple[str, tuple[int, ...]]]]]:
        rows = self._rows("黄灯事项", "情况")
        found = [
            (row["责任部门"], id_, _reasons(row["情况"]))
            for row in rows
            for id_ in _ID.findall(row["事项"])
        ]
        told = re.search(r"黄灯任务(\d+)项.*?共(\d+)项", self._section("黄灯事项"))
        tasks = self.tiles["黄灯"][0]
        assert (told and tuple(map(int, told.groups()))) == ((tasks, len(found)) if found else None)
        return sorted(found)

    @property
    def finished(self) -> list[tuple[Any, ...]]:
        rows = [row for row in self._rows("本周进展", "情况") if "报" in row["情况"]]
        return sorted(
            (id_, _day(row["情况"]), _lateness(row["情况"]))
            for row in rows
            for id_ in _ID.findall(row["事项"])
        )

    @property
    def progress(self) -> dict[str, Any]:
        results, routine = self._section("本周进展"), ""
        if "**例行填报" in results:
            results, _, routine = results.partition("**例行填报")
        listed = [row for row in _tables(routine) if "进展情况" in row]
        told = re.match(r"(\d+)条：(.*?)\*\*", routine)
        counted = re.findall(r"(?:^|、)(\D+?)(\d+)条", told[2]) if told else []
        by_owner = {name: int(count) for name, count in counted}
        assert len(listed) == sum(by_owner.values()) == (int(told[1]) if told else 0)
        found = [row for row in _tables(results) if "进展情况" in row]
        return {"成果": _ids(found), "例行": by_owner}

    @property
    def unreported(self) -> list[tuple[Any, ...]]:
        found = []
        for row in self._rows("未报送", "应报未报"):
            owed = []
            for same in row["应报未报"].split("；"):
                ids, _, why = same.partition(" ")
                named = re.findall(r"\d+-\d+", ids)
                owed.append((_owed(why), named, _number(r"等(\d+)项$", ids) or len(named)))
            found.append((row["部门"], owed, _day(row["最近填报"])))
        return found

    @property
    def deadlines(self) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
        rows = self._rows("调整", "现时限")
        return sorted((row["编号"], _day(row["原时限"]), _day(row["现时限"])) for row in rows)

    @property
    def stops(self) -> list[tuple[str, str]]:
        rows = self._rows("调整", "状态")
        return sorted((row["编号"], row["状态"].partition("：")[0]) for row in rows)

    @property
    def corrections(self) -> list[tuple[str, str]]:
        rows = self._rows("更正", "改动")
        return sorted(
            (row["日期"], id_) for row in rows for id_ in re.findall(r"\d+-\d+", row["改动"])
        )

    @property
    def charts(self) -> dict[str, Any]:
        section = self._section("总体进展")
        titles = re.findall(r"^\*\*(.*)\*\*$", section, re.MULTILINE)
        lights = self._rows("总体进展", "红灯")
        due = self._rows("总体进展", "到期")
        return {
            "标题": [_title(title) for title in titles],
            "红黄": [(row["截至"], int(row["红灯"]), int(row["黄灯"])) for row in lights],
            "到期办结": [(row["截至"], int(row["到期"]), int(row["办结"])) for row in due],
        }

    @property
    def kinds(self) -> dict[str, dict[str, int]]:
        line = next(s for s in self._section("总体进展").splitlines() if "周期性：" in s)
        found = {}
        for told in line.removesuffix("。").split("；"):
            kind, _, figures = told.partition("：")
            pairs = re.findall(r"([^\d（），、]+?)(\d+)(?:项|期|%)", figures.replace("、不计", ""))
            found[kind] = {name.removeprefix("本周"): int(n) for name, n in pairs if int(n)}
        return found

    @property
    def annex(self) -> dict[str, tuple[str, int | None]]:
        return {
            row["编号"]: (
                row["灯与原因"][0],
                None if row["进度"] == "—" else int(row["进度"].rstrip("%")),
            )
            for row in self._rows("全部任务和举措", "灯与原因")
        }

    @property
    def commits(self) -> list[str]:
        return sorted({row["提交"] for row in self._rows("本周改动", "提交")})

    def _section(self, name: str) -> str:
        return self.sections.get(name, "")

    def _rows(self, section: str, column: str) -> list[Row]:
        """The rows of a section's tables that have a column."""
        return [row for row in _tables(self._section(section)) if column in row]


def _tables(text: str) -> Iterator[Row]:
    names: list[str] = []
    for line in text.splitlines():
        if not line.startswith("|"):
            names = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if not names:
            names = cells
        elif not set(line) <= set("|-: "):
            yield dict(zip(names, cells, strict=True))


def _ids(rows: list[Row]) -> list[str]:
    return sorted(id_ for row in rows for id_ in _ID.findall(row["事项"]))


def _number(form: str, text: str) -> int:
    """The number that a text has there, 0 where it has none."""
    found = re.search(form, text)
    return int(found[1]) if found else 0


def _day(text: str) -> tuple[int, int]:
    """The first day of a text."""
    found = _DAY.search(text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _change(words: str) -> int:
    return 0 if words == "持平" else int(words.replace("−", "-"))


def _title(text: str) -> list[int]:
    """The figures in the heading of a chart, the most red lights with that of lights."""
    if "红灯" not in text:
        return [_number(form, text) for form in (r"到期(\d+)项", r"办结(\d+)项", r"还差(\d+)项")]
    red, yellow = _number(r"红灯(\d+)项", text), _number(r"黄灯(\d+)项", text)
    return [red, yellow, red if "为最多" in text else _number(r"最多时(\d+)项", text)]


def _reasons(text: str) -> list[tuple[str, tuple[int, ...]]]:
    found = []
    for word, form in _REASONS.items():
        found += [
            (word, tuple(int(n or 0) for n in match.groups())) for match in form.finditer(text)
        ]
    if missing := _MISSING.search(text):
        found.append(("缺", tuple(map(int, re.findall(r"第(\d+)期", missing[1])))))
    if "临期" in text and not any(word == "临期" for word, _ in found):
        found.append(("临期", (0,)))
    return sorted(found)


def _lateness(text: str) -> int | str:
    return "延期" if "延期办结" in text else _number(r"逾期(\d+)个工作日", text)


def _owed(text: str) -> list[tuple[str, int]]:
    forms = {"缺": r"第(\d+)期", "时限": r"时限\d+月(\d+)日", "未填报": r"(\d+)天"}
    return [(word, int(n)) for word, form in forms.items() for n in re.findall(form, text)]
