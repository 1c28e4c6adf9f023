import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import sorting
from graph.errors import StoreError
from graph.sorting import Sorter

items = st.lists(st.tuples(st.text(), st.integers(), st.tuples(st.text()), st.binary()), max_size=60)


@settings(max_examples=100, deadline=None)
@given(items, st.integers(1, 7))
def test_items_come_sorted_and_once_whether_on_disk_or_not(given_items, held):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "HELD", held)
        patch.setattr(sorting, "_BLOCK", 3)
        sorter = Sorter()
        for item in given_items:
            sorter.add(item)
        assert list(sorter) == list(sorter) == sorted(set(given_items))
        for item in given_items:
            sorter.add(item)
        assert list(sorter) == sorted(set(given_items))
        sorter.close()


def test_a_full_disk_is_told_in_one_line(monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sorting, "HELD", 2)
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    sorter = Sorter()
    sorter.add("b")
    with pytest.raises(StoreError, match=r"No space left on device\): set TMPDIR to a folder with more room"):
        sorter.add("a")
