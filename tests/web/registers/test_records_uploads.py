"""Attached files: judged by what they hold, never by what they are called, and never whole in memory."""

import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from docx import Document
from openpyxl import Workbook

from cleaner_audits import PDF
from lvxun.web.registers import uploads
from lvxun.web.registers.errors import UploadRefusedError

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + (
    b"\xff\xc0\x00\x11\x08\x00\x10\x00\x20\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9"
)
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x0f\x00\x00\x0f\x00\x00"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


def png(width=16, height=16):
    """Return a picture whose head says so many points."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


def archive(*names, size=10):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, b"0" * size)
    return held.getvalue()


def word():
    held = io.BytesIO()
    Document().save(held)
    return held.getvalue()


def excel():
    held = io.BytesIO()
    Workbook().save(held)
    return held.getvalue()


def keep(name, content):
    return uploads.keep(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("报告.pdf", PDF, "application/pdf"),
        ("a.PNG", png(), "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.jpeg", JPEG, "image/jpeg"),
        ("a.webp", WEBP, "image/webp"),
        ("a.docx", word(), uploads.KINDS["docx"]),
        ("a.xlsx", excel(), uploads.KINDS["xlsx"]),
        ("a.csv", "企业,产量\n甲,1\n".encode(), "text/csv"),
        ("a.csv", "企业,产量\n甲,1\n".encode("gb18030"), "text/csv"),
        ("a.txt", "说明".encode("utf-16"), "text/plain"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "application/geo+json"),
        ("a.dwg", b"AC1027" + bytes(200), "image/vnd.dwg"),
        ("a.zip", archive("a.pdf", "b.jpg"), "application/zip"),
    ],
)
def test_a_file_whose_name_and_content_agree_is_kept(name, content, media_type):
    kept = keep(name, content)
    assert (kept.media_type, kept.size) == (media_type, len(content))
    assert uploads.opened(kept.sha256).read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90\x00" + bytes(200)),
        ("a.pdf", b"<html><script>alert(1)</script></html>"),
        ("a.png", PDF),
        ("a.jpg", png()),
        ("a.docx", excel()),
        ("a.xlsx", archive("a.txt")),
        ("a.xlsx", b"PK\x03\x04 not really"),
        ("a.csv", b"<!DOCTYPE html><title>x</title>"),
        ("a.txt", b"<svg onload=alert(1)>"),
        ("a.csv", bytes(100)),
        ("a.txt", b"ok " * 5000 + b"\xff\xfe\xfd"),
        ("a.zip", PDF),
        ("a.dwg", b"AC99xx"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WAVE"),
    ],
)
def test_a_wrong_type_under_a_good_extension_is_refused(name, content, tmp_path):
    with pytest.raises(UploadRefusedError) as caught:
        keep(name, content)
    assert caught.value.where.field == "file" and caught.value.remedy
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


@pytest.mark.parametrize(
    "name", ["a.html", "a.svg", "a.exe", "a.xlsm", "a.docm", "a.doc", "a.js", "a", ".pdf"]
)
def test_kinds_that_are_not_taken_are_refused_whatever_they_hold(name):
    with pytest.raises(UploadRefusedError):
        keep(name, PDF)


def test_macros_are_refused_under_any_name():
    content = archive("xl/workbook.xml", "xl/vbaProject.bin")
    with pytest.raises(UploadRefusedError) as caught:
        keep("a.xlsx", content)
    assert "macros" in caught.value.what


def test_a_program_in_an_archive_is_refused():
    with pytest.raises(UploadRefusedError):
        keep("a.zip", archive("doc.pdf", "Setup.EXE"))


@pytest.mark.parametrize("content", [png(60_000, 60_000), png(0, 16)])
def test_a_picture_that_would_fill_the_memory_or_has_no_size_is_refused(content):
    with pytest.raises(UploadRefusedError):
        keep("a.png", content)


def test_an_archive_that_would_unpack_far_too_large_is_refused():
    with pytest.raises(UploadRefusedError) as caught:
        keep("a.zip", archive("a.txt", size=300 * 1024 * 1024))
    assert "too large" in caught.value.what


def test_an_empty_file_is_refused():
    with pytest.raises(UploadRefusedError):
        keep("a.pdf", b"")


def test_fifty_megabytes_are_refused_before_they_are_read(tmp_path):
    class Unread(TemporaryUploadedFile):
        def chunks(self, chunk_size=None):
            raise AssertionError("read")

    with pytest.raises(UploadRefusedError) as caught:
        uploads.keep(Unread("a.pdf", "application/pdf", 50 * 1024 * 1024, "utf-8"))
    assert "20 MB" in caught.value.what


def test_a_size_that_the_browser_got_wrong_is_found_out_without_filling_the_memory():
    file = TemporaryUploadedFile("a.pdf", "application/pdf", 10, "utf-8")
    file.write(PDF)
    file.truncate(50 * 1024 * 1024)
    file.size = 10
    tracemalloc.start()
    try:
        with pytest.raises(UploadRefusedError):
            uploads.keep(file)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


def test_the_limit_is_a_setting(settings, monkeypatch):
    monkeypatch.setenv("LVXUN_ATTACHMENT_MB", "1")
    with pytest.raises(UploadRefusedError):
        keep("a.pdf", PDF + bytes(1024 * 1024))


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\报告.PDF", "报告.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ('a"<b>|?.pdf', "a__b___.pdf"),
        ("x" * 400 + ".pdf", "x" * 188 + ".pdf"),
        ("line\nbreak\x00.pdf", "linebreak.pdf"),
    ],
)
def test_names_are_made_safe_to_show(name, clean):
    assert uploads.clean_name(name) == clean


def test_the_same_file_is_kept_once(tmp_path):
    first, again = keep("a.pdf", PDF), keep("b.pdf", PDF)
    assert first.sha256 == again.sha256
    assert len([one for one in tmp_path.rglob("*") if one.is_file()]) == 1


def test_no_hash_leads_out_of_the_folder():
    with pytest.raises(UploadRefusedError):
        uploads.path_of("../../secret")
