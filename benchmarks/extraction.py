"""How fast a document becomes text: our readers beside pdfplumber, pypdf and python-docx on the same files.

The files are made in this run from the Liaoning plan, repeated: a PDF of about 200 pages with a text layer,
the same with a ruled table on every tenth page, and a Word document of the same text.

Run: python benchmarks/extraction.py [--pages 200]
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable, Sequence
from importlib.resources import files

import docx
import pdfplumber
import pypdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from lvxun.plan.reading import read_bytes

FONT = "STSong-Light"
LINES_A_PAGE = 36
TABLE_EVERY = 10
PEERS_TIMED = 1
OURS_TIMED = 3


def plan_lines(count: int) -> list[str]:
    text = files("lvxun").joinpath("provinces", "liaoning", "plan.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    return (lines * (count // len(lines) + 1))[:count]


def made_pdf(lines: Sequence[str], with_tables: bool) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    data = io.BytesIO()
    sheet = canvas.Canvas(data, pagesize=A4)
    for number, start in enumerate(range(0, len(lines), LINES_A_PAGE), start=1):
        sheet.setFont(FONT, 12)
        for row, line in enumerate(lines[start : start + LINES_A_PAGE]):
            sheet.drawString(70, 790 - 20 * row, line)
        if with_tables and number % TABLE_EVERY == 0:
            sheet.grid([60, 560], [808 - 20 * row for row in range(LINES_A_PAGE + 1)])
        sheet.drawCentredString(A4[0] / 2, 30, f"— {number} —")
        sheet.showPage()
    sheet.save()
    return data.getvalue()


def made_word(lines: Sequence[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def by_us(data: bytes) -> str:
    return read_bytes(data, "plan").text


def by_pdfplumber(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() or "" for page in document.pages)


def by_pypdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def by_python_docx(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def timed(read: Callable[[bytes], str], data: bytes, times: int) -> tuple[float, str]:
    best, text = float("inf"), ""
    for _ in range(times):
        start = time.perf_counter()
        text = read(data)
        best = min(best, time.perf_counter() - start)
    return best, text


def compare(title: str, data: bytes, truth: str, peers: dict[str, Callable[[bytes], str]]) -> None:
    """Print seconds, characters and share of the written characters found, for us and each peer."""
    print(f"\n{title}: {len(data) / 1e6:.1f} MB, {len(truth)} characters written")
    ours, text = timed(by_us, data, OURS_TIMED)
    print(f"  {'lvxun':12} {ours:8.3f} s  {characters(text):8} characters")
    for name, read in peers.items():
        seconds, text = timed(read, data, PEERS_TIMED)
        ratio = f"{seconds / ours:.1f} times our time"
        print(f"  {name:12} {seconds:8.3f} s  {characters(text):8} characters  {ratio}")


def characters(text: str) -> int:
    return len("".join(text.split()))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=200)
    pages = parser.parse_args().pages
    lines = plan_lines(pages * LINES_A_PAGE)
    truth = "".join("".join(lines).split()) + "".join(f"—{number}—" for number in range(1, pages + 1))
    readers = {"pdfplumber": by_pdfplumber, "pypdf": by_pypdf}
    compare(f"PDF of {pages} pages", made_pdf(lines, with_tables=False), truth, readers)
    compare(f"PDF with {pages // TABLE_EVERY} ruled pages", made_pdf(lines, with_tables=True), truth, readers)
    compare("Word", made_word(lines), "".join("".join(lines).split()), {"python-docx": by_python_docx})


if __name__ == "__main__":
    main()
