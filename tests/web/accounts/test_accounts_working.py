"""Work that takes long is done once, in a thread, and asked for again."""

import threading

import pytest

from lvxun.web.accounts.working import Progress, Shelf


def test_work_that_is_done_in_time_is_answered():
    assert Shelf(2).ask("a", lambda _progress: 7, patience=10) == 7


def test_work_that_takes_longer_answers_with_how_far_it_is_then_with_its_result():
    go, begun = threading.Event(), threading.Event()

    def job(progress):
        progress.step(1, 3)
        begun.set()
        go.wait(10)
        return "done"

    shelf = Shelf(2)
    shelf.ask("a", job, patience=0)
    begun.wait(10)
    first = shelf.ask("a", job, patience=0)
    assert isinstance(first, Progress)
    assert (first.done, first.total) == (1, 3)
    go.set()
    assert shelf.ask("a", job, patience=10) == "done"


def test_many_who_ask_cause_one_piece_of_work():
    done = []
    shelf = Shelf(2)
    for _ in range(3):
        shelf.ask("a", lambda _progress: done.append(1), patience=10)
    assert done == [1]


def test_work_that_fails_is_tried_again():
    answers = iter((ValueError("no"), None))

    def job(_progress):
        answer = next(answers)
        if answer is not None:
            raise answer
        return "yes"

    shelf = Shelf(2)
    with pytest.raises(ValueError, match="no"):
        shelf.ask("a", job, patience=10)
    assert shelf.ask("a", job, patience=10) == "yes"


def test_the_oldest_results_make_room():
    shelf = Shelf(2)
    for key in "abc":
        shelf.ask(key, lambda _progress: 1, patience=10)
    assert list(shelf._works) == ["b", "c"]
