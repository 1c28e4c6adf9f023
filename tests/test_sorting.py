import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import sorting
from graph.errors import StoreError
from graph.sorting import Distinct, Sorter, Spool, size_of

items = st.lists(st.tuples(st.text(), st.integers(), st.tuples(st.text()), st.binary()), max_size=60)


@settings(max_examples=100, deadline=None)
@given(items, st.sampled_from([1, 1000, 3000]), st.integers(2, 4))
def test_items_come_sorted_and_once_whether_on_disk_or_not(given_items, held, runs):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "HELD", held)
        patch.setattr(sorting, "_RUNS", runs)
        patch.setattr(sorting, "_BLOCK", 500)
        sorter = Sorter()
        for item in given_items:
            sorter.add(item)
        assert list(sorter) == list(sorter) == sorted(set(given_items))
        for item in given_items:
            sorter.add(item)
        assert list(sorter) == sorted(set(given_items))
        sorter.close()


def test_few_runs_are_open_however_many_items_there_are(monkeypatch):
    monkeypatch.setattr(sorting, "HELD", 200)
    monkeypatch.setattr(sorting, "_RUNS", 4)
    sorter = Sorter()
    numbers = [f"{number * 7919 % 1000:04}" for number in range(1000)]
    for number in numbers:
        sorter.add(number)
    assert len(sorter._levels) == 4
    assert all(level.count < 4 for level in sorter._levels)
    assert list(sorter) == sorted(numbers)


def test_what_comes_again_is_taken_in_once(monkeypatch):
    monkeypatch.setattr(sorting, "_LATELY", 3)
    distinct = Distinct()
    for word in "abcabcdabcd" * 3:
        distinct.add(word)
    assert list(distinct) == list("abcd")


def test_a_spool_gives_back_what_it_has_taken(monkeypatch):
    monkeypatch.setattr(sorting, "HELD", 100)
    spool = Spool()
    values = [(number, "x" * number) for number in range(50)]
    assert list(spool.take(values[:20])) + list(spool.take(values[20:])) == values
    assert list(spool) == list(spool) == values
    spool.close()


def test_the_size_of_an_item_is_about_what_it_takes():
    assert size_of("word") == 64
    assert size_of(("word", b"four", 7, None)) == 60 + 64 + 64 + 60 + 60
    assert size_of((("word",), ())) == 60 + (60 + 64) + 60


def test_a_full_disk_is_told_in_one_line(monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sorting, "HELD", 100)
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    sorter = Sorter()
    sorter.add("b")
    with pytest.raises(StoreError, match=r"No space left on device\): set TMPDIR to a folder with more room"):
        sorter.add("a")
