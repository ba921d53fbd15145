"""Firms for a register of cleaner-production audits: made up, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from stdnum.cn import uscc

CITIES = [
    "沈阳",
    "大连",
    "鞍山",
    "抚顺",
    "本溪",
    "丹东",
    "锦州",
    "营口",
    "阜新",
    "辽阳",
    "盘锦",
    "铁岭",
    "朝阳",
    "葫芦岛",
]
NAMES = "华盛宏远东方恒瑞金鑫泰源丰达永兴顺利诚信德明光新海天龙辉建安"
TRADES = [
    "钢铁",
    "化工",
    "水泥",
    "机械",
    "电子",
    "食品",
    "纺织",
    "造纸",
    "印染",
    "电镀",
    "制药",
    "玻璃",
    "陶瓷",
    "塑料",
    "橡胶",
    "环保",
    "矿业",
    "铸造",
    "焦化",
]
FORMS = ["有限公司", "股份有限公司", "有限责任公司", "厂", "集团有限公司"]
INDUSTRIES = ["3110", "2511", "3011", "2614", "1361", "4411", "2221", "3360", "2710", "3054"]
CASES = ("over_standard", "energy", "toxic")


def firms(count: int, seed: int = 7) -> Iterator[dict[str, object]]:
    """Return values as the register keeps them; every firm has a code of its own with a right check sign."""
    drawn = random.Random(seed)
    for number in range(count):
        city = drawn.randrange(len(CITIES))
        area = 210100 + city * 100
        body = f"91{area}{number:09d}"
        trade = drawn.choice(TRADES)
        name = f"{CITIES[city]}{''.join(drawn.choices(NAMES, k=3))}{trade}{drawn.choice(FORMS)}"
        yield {
            "firm_name": name,
            "holder": body + uscc.calc_check_digit(body),
            "area": str(area + drawn.choice((0, 2, 3, 4, 5))),
            "address": f"{CITIES[city]}市{''.join(drawn.choices(NAMES, k=2))}路{drawn.randrange(1000)}号",
            "industry": drawn.choice(INDUSTRIES),
            "list_year": 2010 + drawn.randrange(17),
            "cases": drawn.sample(CASES, k=drawn.choice((1, 1, 2))),
        }
