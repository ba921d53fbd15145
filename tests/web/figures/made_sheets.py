"""Sheets to send: CSV text and Excel bytes with rows in the order of the series columns."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from lvxun.region.model import SERIES_COLUMNS

SOURCE = ("yearbook_t", "统计年鉴（测试）", "测试统计局", 2023)
GOOD = ("gdp", "210000", "1999", "4000", "亿元", "yearbook_t", "official", "")
BAD = ("gdp", "210000", "20215", "4000", "亿元", "yearbook_t", "official", "")


def workbook(*rows, sources=(SOURCE,)):
    book = Workbook()
    book.active.append(SERIES_COLUMNS)
    for row in rows:
        book.active.append(row)
    sheet = book.create_sheet("来源 sources")
    sheet.append(("id", "title", "publisher", "year"))
    for source in sources:
        sheet.append(source)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_text(*rows):
    return "\n".join([",".join(SERIES_COLUMNS), *(",".join(map(str, row)) for row in rows)]).encode()


def sent(data, name="figures.xlsx"):
    return {"sheet": SimpleUploadedFile(name, data)}
