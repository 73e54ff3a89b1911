"""Tables: the headers that govern each cell, captions, and tables that only lay a page out."""

from __future__ import annotations

import pytest
from webpages import PROSE, article, read, within

from pipeline import reading
from pipeline.model import Release

Headers = tuple[list[str], list[str]]


def rows(markup: str) -> list[str]:
    return [text for kind, text in within(markup) if kind == "table_row"]


def governed(release: Release) -> dict[str, Headers]:
    """Row and column headers of each data cell, by the cell's text."""
    return {
        release.quote(cell.char_start, cell.char_end): (
            [release.quote(*span) for span in cell.row_headers],
            [release.quote(*span) for span in cell.column_headers],
        )
        for passage in release.passages
        for cell in passage.cells
        if not cell.is_header
    }


PLAIN = "<table><tr><th>Product</th><th>Value</th><th>Change (%)</th></tr><tr><td>Cars</td><td>180.63</td><td>+2.7</td></tr><tr><td>Ships</td><td>111.41</td><td>+79</td></tr></table>"


def test_a_table_s_rows_and_their_headers() -> None:
    assert rows(PLAIN) == ["Product | Value | Change (%)", "Cars | 180.63 | +2.7", "Ships | 111.41 | +79"]
    assert governed(read(article(PLAIN))) == {
        "180.63": (["Cars"], ["Value"]),
        "+2.7": (["Cars"], ["Change (%)"]),
        "111.41": (["Ships"], ["Value"]),
        "+79": (["Ships"], ["Change (%)"]),
    }


def test_header_cells_without_th_are_found_by_what_they_hold() -> None:
    assert governed(read(article(PLAIN.replace("th>", "td>")))) == governed(read(article(PLAIN)))


def test_every_passage_and_cell_is_where_it_says() -> None:
    release = read(article(PLAIN))
    table = [p for p in release.passages if p.kind == "table_row"]
    assert {p.table for p in table} == {0}
    for passage in table:
        text = release.quote(passage.char_start, passage.char_end)
        assert [release.quote(c.char_start, c.char_end) for c in passage.cells] == text.split(" | ")
        assert all(passage.char_start <= c.char_start < c.char_end <= passage.char_end for c in passage.cells)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param(
            "<table><tr><td rowspan=2>Item</td><td colspan=2>Value</td><td rowspan=2>Share (%)</td></tr><tr><td>bln yuan</td><td>y/y (%)</td></tr><tr><td>Exports</td><td>407.45</td><td>11.5</td><td>65.1</td></tr></table>",
            {
                "407.45": (["Exports"], ["Value", "bln yuan"]),
                "11.5": (["Exports"], ["Value", "y/y (%)"]),
                "65.1": (["Exports"], ["Share (%)"]),
            },
            id="headers over two rows",
        ),
        pytest.param(
            "<table><tr><td>Item</td><td>bln yuan</td></tr><tr><td>Total</td><td>625.9</td></tr><tr><td colspan=2>By type of company</td></tr><tr><td>Private</td><td>283.5</td></tr><tr><td colspan=2>By partner</td></tr><tr><td>ASEAN</td><td>83.5</td></tr></table>",
            {
                "625.9": (["Total"], ["bln yuan"]),
                "283.5": (["By type of company", "Private"], ["bln yuan"]),
                "83.5": (["By partner", "ASEAN"], ["bln yuan"]),
            },
            id="section rows",
        ),
        pytest.param(
            "<table><tr><th>Kind</th><th>Name</th><th>Value</th></tr><tr><td rowspan=2>Regime</td><td>General</td><td>10.2</td></tr><tr><td>Processing</td><td>3.2</td></tr><tr><td>Firm</td><td>Private</td><td>5.5</td></tr></table>",
            {
                "10.2": (["Regime", "General"], ["Value"]),
                "3.2": (["Regime", "Processing"], ["Value"]),
                "5.5": (["Firm", "Private"], ["Value"]),
            },
            id="row headers that span rows",
        ),
        pytest.param(
            "<table><tr><td>Item</td><td>Value</td></tr><tr><td>ASEAN</td><td>83.59</td></tr><tr><td>&nbsp;&nbsp;Exports</td><td>50.5</td></tr><tr><td>　　Imports</td><td>33.09</td></tr><tr><td>EU</td><td>76.9</td></tr></table>",
            {
                "83.59": (["ASEAN"], ["Value"]),
                "50.5": (["ASEAN", "Exports"], ["Value"]),
                "33.09": (["ASEAN", "Imports"], ["Value"]),
                "76.9": (["EU"], ["Value"]),
            },
            id="indented rows",
        ),
        pytest.param(
            "<table><tr><td></td><td>2021</td><td>2022</td></tr><tr><td>Exports</td><td>380.1</td><td>407.4</td></tr><tr><td>Imports</td><td>200.5</td><td>218.5</td></tr></table>",
            {
                "380.1": (["Exports"], ["2021"]),
                "407.4": (["Exports"], ["2022"]),
                "200.5": (["Imports"], ["2021"]),
                "218.5": (["Imports"], ["2022"]),
            },
            id="years as headers",
        ),
        pytest.param(
            "<table><tr><th>Year</th><th>Value</th></tr><tr><td>2021</td><td>380.1</td></tr><tr><td>2022</td><td>407.4</td></tr></table>",
            {"380.1": (["2021"], ["Value"]), "407.4": (["2022"], ["Value"])},
            id="years as row headers",
        ),
        pytest.param(
            "<table><tr><td colspan=3>Unit: 100 million yuan</td></tr><tr><td>Item</td><td>Exports</td><td>Imports</td></tr><tr><td>Total</td><td>12.5</td><td>3.4</td></tr></table>",
            {"12.5": (["Total"], ["Exports"]), "3.4": (["Total"], ["Imports"])},
            id="a title row becomes the caption",
        ),
        pytest.param(
            "<table><caption>Trade</caption><tr><td colspan=3>Unit: 100 million yuan</td></tr><tr><td>Item</td><td>Exports</td><td>Imports</td></tr><tr><td>Total</td><td>12.5</td><td>3.4</td></tr></table>",
            {
                "12.5": (["Total"], ["Unit: 100 million yuan", "Exports"]),
                "3.4": (["Total"], ["Unit: 100 million yuan", "Imports"]),
            },
            id="a unit row under a caption",
        ),
        pytest.param(
            "<table><tr><td></td><td>Exports</td><td>Imports</td></tr><tr><td>General trade</td><td>10.82 (8%)</td><td>7.64 (-0.1%)</td></tr></table>",
            {"10.82 (8%)": (["General trade"], ["Exports"]), "7.64 (-0.1%)": (["General trade"], ["Imports"])},
            id="two figures in a cell",
        ),
        pytest.param(
            "<table><tr><td>Exports</td><td>12.5</td></tr><tr><td>Imports</td><td>3.4</td></tr><tr><td>Total</td><td>15.9</td></tr></table>",
            {"12.5": (["Exports"], []), "3.4": (["Imports"], []), "15.9": (["Total"], [])},
            id="no column headers",
        ),
        pytest.param(
            "<table><thead><tr><th>商品</th><th>金额（亿元）</th><th>同比（%）</th></tr></thead><tbody><tr><td>笔记本电脑</td><td>724.8</td><td>4.9</td></tr><tr><td>集成电路</td><td>496.6</td><td>34.1</td></tr></tbody></table>",
            {
                "724.8": (["笔记本电脑"], ["金额（亿元）"]),
                "4.9": (["笔记本电脑"], ["同比（%）"]),
                "496.6": (["集成电路"], ["金额（亿元）"]),
                "34.1": (["集成电路"], ["同比（%）"]),
            },
            id="Chinese",
        ),
        pytest.param(
            "<table><tr><td>No.</td><td>City</td><td>Exports</td></tr><tr><td colspan=2>All</td><td>39.8</td></tr><tr><td>1</td><td>Wenling</td><td>34.2</td></tr><tr><td>2</td><td>Yuhuan</td><td>24.9</td></tr></table>",
            {"39.8": (["All"], ["Exports"]), "34.2": (["Wenling"], ["Exports"]), "24.9": (["Yuhuan"], ["Exports"])},
            id="rows that begin with their number",
        ),
    ],
)
def test_the_headers_of_each_figure(markup: str, expected: dict[str, Headers]) -> None:
    assert governed(read(article(markup))) == expected


def caption_of(markup: str) -> tuple[str, str] | None:
    """Kind and text of the passage that captions the first table."""
    release = read(article(markup))
    at = next(p.table_caption for p in release.passages if p.table == 0)
    return (
        None
        if at is None
        else (release.passages[at].kind, release.quote(release.passages[at].char_start, release.passages[at].char_end))
    )


TITLE_OF_TABLE = "Exports of the city, January to July 2024"


@pytest.mark.parametrize(
    ("markup", "caption"),
    [
        (PLAIN.replace("<table>", f"<table><caption>{TITLE_OF_TABLE}</caption>"), ("caption", TITLE_OF_TABLE)),
        (f"<div class=tbl-title>{TITLE_OF_TABLE}</div>{PLAIN}", ("caption", TITLE_OF_TABLE)),
        (f"<p align=center><b>{TITLE_OF_TABLE}</b></p>{PLAIN}", ("caption", TITLE_OF_TABLE)),
        (f"<p>Table 2. {TITLE_OF_TABLE}</p>{PLAIN}", ("caption", f"Table 2. {TITLE_OF_TABLE}")),
        (
            f"<p align=center>{TITLE_OF_TABLE}</p><p align=right>Unit: 100 million yuan</p>{PLAIN}",
            ("caption", f"{TITLE_OF_TABLE} Unit: 100 million yuan"),
        ),
        (f"<p>The following table shows them.</p>{PLAIN}", ("paragraph", "The following table shows them.")),
        (
            f"<figure class=wp-block-table>{PLAIN}<figcaption>{TITLE_OF_TABLE}</figcaption></figure>",
            ("caption", TITLE_OF_TABLE),
        ),
        (PLAIN.replace("<table>", f"<table><tr><td colspan=3>{TITLE_OF_TABLE}</td></tr>"), ("caption", TITLE_OF_TABLE)),
    ],
)
def test_captions_of_tables(markup: str, caption: tuple[str, str]) -> None:
    assert caption_of(markup) == caption


def test_tables_are_numbered_and_text_goes_on_between_them() -> None:
    release = read(article(f"{PLAIN}<p>{PROSE[1]}</p>{PLAIN}"))
    assert [p.table for p in release.passages if p.table is not None] == [0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    "markup",
    [
        f"<table><tr><td width=600>{PROSE[1]}</td></tr><tr><td>{PROSE[2]}</td></tr></table>",
        f"<table><tr><td><table><tr><td>{PROSE[1]}</td></tr></table></td></tr><tr><td>{PROSE[2]}</td></tr></table>",
        f"<table><tr><td>&nbsp;</td><td>{PROSE[1]}<br><br>{PROSE[2]}</td><td></td></tr></table>",
        f"<table><tr><td>1</td><td>{PROSE[1]}</td></tr><tr><td>2</td><td>{PROSE[2]}</td></tr></table>",
    ],
)
def test_layout_tables_are_text(markup: str) -> None:
    assert within(markup) == [("paragraph", PROSE[1]), ("paragraph", PROSE[2])]


def test_spans_that_make_no_sense_do_no_harm() -> None:
    wild = PLAIN.replace("<td>Ships", "<td colspan=99999 rowspan=0>Ships").replace(
        "<td>111.41", "<td rowspan=65534 colspan=-3>111.41"
    )
    assert [row.partition(" | ")[0] for row in rows(wild)] == ["Product", "Cars", "Ships"]


def test_numbered_sentences_are_no_table() -> None:
    items = [
        "The parts. Exports, RMB313.5bn, +11.9%.",
        "The gap. A surplus of RMB172.4bn.",
        "Chips: imports rose by 22.7%.",
    ]
    cells = "".join(f"<tr><td><b>{n}</b></td><td>{item}</td></tr>" for n, item in enumerate(items, 1))
    assert [text for _, text in within(f"<table>{cells}</table>")] == items


def test_a_table_by_the_roles_of_its_elements() -> None:
    def row(*cells: str, role: str = "cell") -> str:
        return f'<div role="row">{"".join(f"""<span role="{role}">{c}</span>""" for c in cells)}</div>'

    markup = (
        '<div role="table" aria-label="Trade by product, bn yuan">'
        f"{row('Product', 'Value', 'Change (%)', role='columnheader')}{row('Cars', '180.63', '+2.7')}{row('Ships', '111.41', '+79')}</div>"
    )
    assert rows(markup) == ["Product | Value | Change (%)", "Cars | 180.63 | +2.7", "Ships | 111.41 | +79"]
    assert governed(read(article(markup)))["+79"] == (["Ships"], ["Change (%)"])
    assert caption_of(markup) == ("caption", "Trade by product, bn yuan")


def test_a_blank_between_thousands_parts_no_number() -> None:
    table = (
        "<table><caption>Exports by partner, July 2020 (million yuan)</caption><tr><th>Partner</th><th>Exports</th></tr>"
        "<tr><td>ASEAN</td><td>7 214</td></tr><tr><td>Japan</td><td>1 202</td></tr></table>"
    )
    found = reading.read(read(article(f"<p>{PROSE[1]}</p>{table}")))
    told = {n.statement: n.text for n in found.numbers if n.statement is not None}
    assert {s.quote: told[n] for n, s in enumerate(found.statements) if s.quote in ("7 214", "1 202")} == {
        "7 214": "7 214",
        "1 202": "1 202",
    }
