import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.scratch import Listing, Shelf


@given(st.lists(st.text()), st.integers(-9, 9), st.integers(-9, 9))
def test_a_listing_is_read_as_a_list_is(values, start, end):
    listing = Listing(values)
    assert listing == values == list(listing)
    assert listing == tuple(values)
    assert listing != [*values, "more"]
    assert listing[start:end] == values[start:end]
    assert len(listing) == len(values)
    if values:
        assert listing[-1] == values[-1]
    with pytest.raises(IndexError):
        listing[len(values)]


def test_a_shelf_that_has_a_file_is_read_by_others(tmp_path):
    shelf = Shelf(tmp_path / "shelf")
    shelf["a"] = ("one", "two")
    shelf.save()
    other = pickle.loads(pickle.dumps(shelf))
    assert dict(other) == {"a": ("one", "two")}
    shelf.close()
