"""Made-up firms: names that nobody can take for real, credit codes with a right check digit."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum.cn import uscc

MARK = "演示"
NAMES = "华北泰安永盛鑫源宏达金瑞丰恒通海诚远新民和顺天佑长兴"
TRADES = {
    "3120": "钢铁", "3089": "耐火材料", "3011": "水泥", "2614": "化工", "2511": "石化", "1351": "食品",
    "3311": "金属结构", "2110": "家具", "3360": "电镀", "4430": "热力", "4620": "水务", "2927": "塑料制品",
    "3392": "铸造", "1713": "纺织", "2221": "造纸", "3411": "锅炉", "3031": "砖瓦", "3612": "汽车",
    "0313": "养殖", "4411": "发电",
}  # fmt: skip
DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Firm:
    """One made-up firm with its site."""

    name: str
    holder: str
    area: str
    address: str
    industry: str
    founded: date
    point: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """An area that firms may lie in, and the middle of it in degrees."""

    code: str
    name: str
    lon: float
    lat: float


def make_firms(count: int, places: Sequence[Place], rng: random.Random, today: date) -> list[Firm]:
    """Return ``count`` firms over the places, the same for the same generator."""
    return [_firm(number, places[number % len(places)], rng, today) for number in range(count)]


def _firm(number: int, place: Place, rng: random.Random, today: date) -> Firm:
    industry = rng.choice(list(TRADES))
    lon, lat = place.lon + rng.uniform(-0.08, 0.08), place.lat + rng.uniform(-0.06, 0.06)
    name = "".join(rng.choice(NAMES) for _ in range(2))
    return Firm(
        name=f"{place.name}{MARK}{name}{number + 1:04d}{TRADES[industry]}有限公司",
        holder=credit_code(place.code, number),
        area=place.code,
        address=f"{place.name}{MARK}路{rng.randint(1, 999)}号",
        industry=industry,
        founded=today - timedelta(days=rng.randint(800, 9000)),
        point=(round(lon, 5), round(lat, 5)),
    )


def credit_code(area: str, number: int) -> str:
    """Return a credit code with a right check digit: 9, 1, the area, a body code that begins with MADEM.

    No registry gives letters out in that order: a made-up code is known by it.
    """
    region = area if area.isdigit() else "210000"
    serial = ""
    for _ in range(3):
        number, digit = divmod(number, len(DIGITS))
        serial = DIGITS[digit] + serial
    stem = f"91{region}MADEM{serial}"
    body = stem + _body_check(stem[8:])
    return body + uscc.calc_check_digit(body)


def _body_check(body: str) -> str:
    """Return the ninth sign of the code of a body (GB 11714-1997)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    value = -sum(weight * int(sign, 36) for weight, sign in zip(weights, body, strict=True)) % 11
    return "X" if value == 10 else str(value)
