import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lvxun.web.figures.errors import UploadError
from lvxun.web.figures.uploads import LARGEST_UPLOAD, Upload, accept, is_too_large, keep, kept


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("表\u202excod.xlsx", "表xcod.xlsx"),
        ("a\x00b\n.csv", "ab.csv"),
        ("长" * 400 + ".csv", "长" * 196 + ".csv"),
    ],
)
def test_a_name_is_shown_without_path_or_tricks(name, shown):
    file = SimpleUploadedFile("x", b"1")
    file._name = name
    assert accept(file).name == shown


def test_what_is_kept_is_what_was_sent(settings, tmp_path):
    settings.DATA = tmp_path
    upload = Upload("a.csv", b"1,2")
    keep(upload)
    keep(upload)
    assert kept(upload.sha256) == b"1,2"
    assert [path.name for path in (tmp_path / "uploads").rglob("*") if path.is_file()] == [upload.sha256]


def test_a_kept_file_that_was_changed_is_not_read(settings, tmp_path):
    settings.DATA = tmp_path
    upload = Upload("a.csv", b"1,2")
    keep(upload)
    (tmp_path / "uploads" / upload.sha256[:2] / upload.sha256).write_bytes(b"1,3")
    with pytest.raises(UploadError, match="Upload it again"):
        kept(upload.sha256)


@pytest.mark.parametrize(
    ("header", "refused"), [("", False), ("x", False), ("100", False), (str(LARGEST_UPLOAD * 2), True)]
)
def test_a_request_is_refused_by_its_length(header, refused):
    assert is_too_large(header) is refused
