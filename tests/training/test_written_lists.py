"""The lists of names written for the training."""

import pytest

from graph.training.gazetteer import LISTS, Gazetteer, name_lists, written_lists
from graph.training.marked import LABELS


def test_a_list_is_called_by_its_label_and_holds_plain_names():
    lists = written_lists()
    assert set(lists) < set(LABELS)
    for names in lists.values():
        assert len(names) > 200
        assert names == sorted(set(names))
        assert all(name == name.strip() and "\n" not in name and len(name) > 1 for name in names)


@pytest.mark.parametrize("path", sorted(LISTS.glob("*.txt")), ids=lambda path: path.name)
def test_headers_state_the_licence(path):
    assert "CC BY 4.0" in path.read_text(encoding="utf8").splitlines()[0]


def test_a_name_on_two_lists_has_both_labels():
    lists = name_lists(Gazetteer({}, {}))
    both = set(written_lists()["MEDIA"]) & set(written_lists()["REGION"] + written_lists()["COMPANY"])
    assert both
    assert all(len(lists.others[name].split()) > 1 for name in both)
    assert lists.others["Le Monde"] == "MEDIA"
