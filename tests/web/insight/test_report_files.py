"""The assessment can be taken along: a workbook and a brief, in the reader's language."""

import io

import docx
import openpyxl
import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "sheet"), [("zh-hans", "目标"), ("en", "Targets")])
def test_the_workbook_has_the_targets(client, language, sheet):
    client.cookies["django_language"] = language
    answer = client.get("/targets/assessment.xlsx")
    assert sheet in openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames
    assert 'filename="liaoning.xlsx"' in answer["Content-Disposition"]


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "森林覆盖率"), ("en", "Forest cover")])
def test_the_brief_speaks_the_readers_language(client, language, word):
    client.cookies["django_language"] = language
    document = docx.Document(io.BytesIO(client.get("/targets/brief.docx").content))
    written = "\n".join(
        [p.text for p in document.paragraphs] + [c.text for t in document.tables for c in t._cells]
    )
    assert word in written
