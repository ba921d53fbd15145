"""A folder of factors as a province might write it, with one thing wrong at a time."""

from pathlib import Path

from lvxun.accounts.factors.rows import COLUMNS

SOURCE = """
[own]
title = "辽宁省煤质检测报告"
publisher = "辽宁省煤炭质量检验中心"
year = 2022

[other]
title = "另一份报告"
publisher = "另一家机构"
"""
RAW_COAL = {
    "parameter": "net_calorific_value",
    "item": "raw_coal",
    "label_zh": "原煤 平均低位发热量",
    "label_en": "Raw coal: net calorific value",
    "value": "19.8",
    "unit": "GJ/t",
    "source": "own",
    "quality": "official",
}


def row(**changed: str) -> dict[str, str]:
    return {**dict.fromkeys(COLUMNS, ""), **RAW_COAL, **changed}


def folder(path: Path, *rows: dict[str, str], name: str = "guideline", sources: str = SOURCE) -> Path:
    place = path / "factors"
    place.mkdir(exist_ok=True)
    lines = [",".join(COLUMNS), *(",".join(f'"{one[column]}"' for column in COLUMNS) for one in rows)]
    (place / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (place / "sources.toml").write_text(sources, encoding="utf-8")
    return place
