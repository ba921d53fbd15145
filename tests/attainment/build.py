"""Plans of a few targets, made by hand."""

from lvxun.plan.model import Comparator, Measure, Plan, Responsibility, Role, SourceText, Target

LEADS = (Responsibility("省能源局", Role.LEAD, (0, 1)), Responsibility("省统计局", Role.SUPPORT, (2, 3)))


def target_of(indicator="森林覆盖率", comparator="at_least", value=None, **fields):
    """Return a target; every field of the model may be given."""
    given = {
        "id": "t1",
        "measure": 1,
        "measure_id": "m1",
        "chapter": 1,
        "unit": None,
        "year": None,
        "base_year": None,
        "aspirational": False,
        "quote": f"{indicator}。",
        "span": (0, 4),
        "confidence": 1.0,
    } | fields
    if isinstance(value, list):
        value = tuple(value)
    return Target(indicator=indicator, comparator=Comparator(comparator), value=value, **given)


def plan_of(*targets, bodies=LEADS):
    """Return a plan of one measure with these targets, numbered where they have the same id."""
    measure = Measure("m1", 1, 1, "某措施", "某措施。", tuple(bodies), (), (0, 10), 1.0)
    return Plan("某省方案", SourceText("", "plan.txt", "txt"), measures=(measure,), targets=tuple(targets))
