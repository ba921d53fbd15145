"""A measure's text with its targets in their places; counts by status as a picture."""

from lvxun.attainment.model import Assessment, Status
from lvxun.plan import parse
from lvxun.web.insight.plan_pages import BAR_WIDTH, neighbours, pieces, shares, surroundings

TEXT = (
    "某省任务措施\n一、能源\n（一）发展风电。加快建设海上风电。到2025年，风电装机达到300万千瓦以上，"
    "森林覆盖率达到42.5%。（省能源局负责）\n（二）节约用水。推广节水器具。（省水利厅负责）\n"
)


def test_the_pieces_are_the_text_with_each_target_in_its_place():
    plan = parse(TEXT)
    measure = plan.measures[0]
    found = pieces(measure, plan.targets)
    marked = [piece.text for piece in found if piece.target]
    assert "".join(piece.text for piece in found) == "".join(s.text for s in measure.sentences)
    assert any("300万千瓦" in text for text in marked)
    assert any("42.5%" in text for text in marked)


def test_a_target_is_shown_with_the_sentence_before_it():
    plan = parse(TEXT)
    words = "".join(piece.text for piece in surroundings(plan, plan.targets[0]))
    assert "海上风电" in words
    assert plan.targets[0].quote in words


def test_the_first_measure_has_only_one_neighbour():
    plan = parse(TEXT)
    assert neighbours(plan, plan.measures[0]) == (None, plan.measures[1])


def test_the_bar_of_an_assessment_without_targets_is_empty():
    assert all(share.width == 0 for share in shares(Assessment("x", "v", "t", 2025, ())))


def test_the_bar_is_filled_from_end_to_end(served):
    found = shares(served.assessment)
    assert [share.status for share in found] == list(Status)
    assert round(found[-1].x + found[-1].width, 6) == BAR_WIDTH
