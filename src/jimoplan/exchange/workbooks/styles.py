"""What workbooks have in common: how they begin and end, formats, printed pages."""

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from jimoplan.errors import needing

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SIZES = {"title": 16, "heading": 12, "paragraph": 11}
"""The sizes of the fonts of lines, in points, by their look."""
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "top"}
_BORDER = {"border": 1, "border_color": "#999999"}
_CELL = {**_BORDER, "text_wrap": True}
_A4 = 9
_EARLIEST = date(1980, 1, 1)  # nothing in a zip is older


class Styles(NamedTuple):
    """The formats of a workbook's cells, by what stands in them.

    A `caption` runs on over the cells beside it. A `text` stays as it is when somebody edits its
    cell: 8-1 becomes no date; a `long` one is too long for that. `red` and `yellow` are texts that
    say so; `input` is a cell that is to be filled in.
    """

    title: "Format"
    heading: "Format"
    paragraph: "Format"
    caption: "Format"
    head: "Format"
    text: "Format"
    long: "Format"
    day: "Format"
    minute: "Format"
    figure: "Format"
    percent: "Format"
    red: "Format"
    yellow: "Format"
    input: "Format"


def build_workbook(
    title: str, author: str, day: date, build: Callable[["Workbook", Styles], None]
) -> bytes:
    """The bytes of the workbook that `build` fills, dated on a day and so always the same.

    No text becomes a formula or a link. Raises MissingExtraError without XlsxWriter.
    """
    with needing("office", "写 .xlsx "):
        from xlsxwriter import Workbook
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(_FONT),  # the library adds to what it gets
    }
    with Workbook(out, options) as workbook:
        created = datetime.combine(max(day, _EARLIEST), time())
        workbook.set_properties({"title": title, "author": author, "created": created})
        build(workbook, make_styles(workbook))
    return out.getvalue()


def make_styles(workbook: "Workbook") -> Styles:
    """The formats, made for one workbook."""

    def styled(**looks: Any) -> "Format":  # noqa: ANN401 - XlsxWriter's own type
        return workbook.add_format({**_FONT, **looks})

    figure = {**_CELL, "align": "right"}
    return Styles(
        title=styled(bold=True, font_size=SIZES["title"], font_name="黑体", text_wrap=True),
        heading=styled(bold=True, font_size=SIZES["heading"], font_name="黑体", text_wrap=True),
        paragraph=styled(text_wrap=True),
        caption=styled(bold=True, font_name="黑体"),
        head=styled(**_CELL, bold=True, bg_color="#E8EDF3", align="center", valign="vcenter"),
        text=styled(**_CELL, num_format="@"),
        long=styled(**_CELL),
        day=styled(**_CELL, num_format="yyyy-mm-dd", align="left"),
        minute=styled(**_CELL, num_format="yyyy-mm-dd hh:mm", align="left"),
        figure=styled(**figure, num_format="General"),
        percent=styled(**figure, num_format="0%"),
        red=styled(**_CELL, num_format="@", font_color="#B3261E"),
        yellow=styled(**_CELL, num_format="@", font_color="#8A5A00"),
        input=styled(**_CELL, num_format="@", bg_color="#FFFBE6", locked=False),
    )


def set_up_page(sheet: "Worksheet", head: str, *, repeated: tuple[int, int] | None = None) -> None:
    """Print a sheet on A4, as wide as one page, with `head` above and the page's number below.

    A sheet of a table lies across and has its `repeated` rows, the first and the last, on each
    page.
    """
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.7)
    sheet.set_header(f"&L{_printed(head)}")
    sheet.set_footer("&C第&P页 共&N页")
    if repeated is not None:
        sheet.set_landscape()
        sheet.repeat_rows(*repeated)


_LONGEST_HEADER = 200  # of 255 characters with all that is in it


def _printed(text: str) -> str:
    """A text in a page's header, where & begins a code."""
    return " ".join(text.split())[: _LONGEST_HEADER // 2].replace("&", "&&")
