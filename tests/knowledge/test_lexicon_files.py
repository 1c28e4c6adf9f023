"""A wrong lexicon file of the user's own is named in one line."""

import pytest

from graph.errors import KnowledgeError
from graph.knowledge.lexicon import COLUMNS, read_lexicon_file

HEAD = "\t".join(COLUMNS)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "own.tsv: is not UTF-8"),
        (b"", "own.tsv:1: the first line must name the columns lemma pos"),
        (f"{HEAD}\nalight\tverb\n".encode(), "own.tsv:2: has 2 columns, not 10"),
        (f"{HEAD}\nalight\tadverb\tVisit\t\t\t\t\t\t\t".encode(), "own.tsv:2: pos 'adverb' is not one of"),
        *(
            (f"{HEAD}\nalight\tverb\tVisit\t\t\t\t{value}\t\t\t".encode(), "is not between -10 and 10")
            for value in ("nan", "inf", "-11")
        ),
    ],
)
def test_a_wrong_file(tmp_path, content, said):
    path = tmp_path / "own.tsv"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError) as caught:
        read_lexicon_file(path)
    assert said in str(caught.value)
