"""A copy of the synthetic province that a test may break."""

import shutil

import pytest

from lvxun import region

HEADING = "indicator,area,year,value,unit,source,quality,note"


class Copy:
    """A package in a temporary folder, with the few ways in which tests change one."""

    def __init__(self, folder, original):
        self.folder = folder
        self.original = original

    def text(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name, text, encoding="utf-8"):
        (self.folder / name).write_bytes(text.encode(encoding))

    def replace(self, name, old, new):
        text = self.text(name)
        assert old in text, f"{old} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def add(self, *rows, name="more.csv"):
        """Write rows into a file of their own; they stand on row 2, 3 …"""
        self.write(f"series/{name}", "\n".join([HEADING, *rows]) + "\n")

    def set_value(self, series, year, value, area="990000"):
        """Put another value for one figure; return its file and row."""
        frame = self.original.series
        chosen = (frame.indicator == series) & (frame.area == area) & (frame.year == year)
        place = frame[chosen].iloc[0]
        lines = self.text(place.file).splitlines()
        cells = lines[place.row - 1].split(",")
        cells[3] = str(value)
        lines[place.row - 1] = ",".join(cells)
        self.write(place.file, "\n".join(lines) + "\n")
        return place.file, int(place.row)

    def errors(self):
        with pytest.raises(region.RegionFaultsError) as caught:
            region.load(self.folder)
        return list(caught.value.errors)

    def error(self):
        (error,) = self.errors()
        return error

    def load(self):
        return region.load(self.folder)

    def check(self):
        return region.check(self.folder)


@pytest.fixture(scope="session")
def synthetic():
    return region.load("synthetic")


@pytest.fixture
def package(tmp_path, synthetic):
    shutil.copytree(region.locate("synthetic"), tmp_path / "province")
    return Copy(tmp_path / "province", synthetic)
