"""Places and organisations that a plan names."""

import pytest

from lvxun.plan.cleaning import clean
from lvxun.plan.mentions import find_mentions


def named(text, kind):
    return [mention.name for mention in find_mentions(clean(text)) if mention.kind == kind]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("支持大连建设基地", ["大连"]),
        ("推进沈阳、鞍山、朝阳等氢能装备产业集聚", ["沈阳", "鞍山", "朝阳"]),
        ("推进抚顺西露天矿、阜新海州露天矿治理", ["抚顺西露天矿", "阜新海州露天矿"]),
        ("加快印尼镍铁综合产业园建设", ["印尼镍铁综合产业园"]),
        ("岫岩满族自治县和喀喇沁左翼蒙古族自治县", ["岫岩满族自治县", "喀喇沁左翼蒙古族自治县"]),
        ("京津冀及河北省", ["京津冀", "河北省"]),
    ],
)
def test_places(text, places):
    assert named(text, "place") == places


@pytest.mark.parametrize(
    "text",
    [
        "增加日照时间",
        "黄河南岸",
        "沿海城市建设",
        "大理石加工",
        "积极争取上级支持",
        "白银加工",
        "东方市场",
        "朝阳产业",
        "建设美丽江畔",
    ],
)
def test_common_words_are_no_places(text):
    assert named(text, "place") == []


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("利用鞍钢、本钢、凌钢等余热资源", ["鞍钢", "本钢", "凌钢"]),
        ("充分利用世界银行等国际组织资金", ["世界银行"]),
        ("支持大连理工大学开展研究", ["大连理工大学"]),
        ("由中国铁路沈阳局集团实施", ["中国铁路沈阳局集团"]),
    ],
)
def test_organisations(text, organisations):
    assert named(text, "organisation") == organisations


def test_a_place_within_an_organisation_is_none():
    assert named("中国人民银行沈阳分行", "place") == []


def test_every_mention_points_at_its_name():
    text = "支持大连、\n鞍山建设"
    for mention in find_mentions(clean(text)):
        assert text[slice(*mention.span)] == mention.name
