import pytest

from graph.errors import StoreError
from graph.linking.overrides import Override, read_overrides
from graph.model import Entity, Mention

LAVROV = Entity("e1", "Person", "Sergei Lavrov", ("Lavrov",), mentions=(Mention(10, 16), Mention(40, 46)))
ALL = (
    Override("same", "S. Lavrov", "Sergei Lavrov"),
    Override("different", 'A "B" Singh\n', "A. Singh", article="a/b.txt"),
    Override("rename", "x", "y", article="a", offset=3),
    Override("type", "Sudarium", "Company"),
    Override("drop", "Monday \x7f\x01 😀", article="a"),
)


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "overrides.toml"
    assert read_overrides(path) == ()
    path.write_text("".join(each.to_toml() for each in ALL), encoding="utf8")
    assert read_overrides(path) == ALL


@pytest.mark.parametrize(
    ("override", "holds"),
    [
        (Override("drop", "sergei LAVROV"), True),
        (Override("drop", "Lavrov"), True),
        (Override("drop", "Sergei"), False),
        (Override("drop", "Lavrov", article="a.txt"), True),
        (Override("drop", "Lavrov", article="b.txt"), False),
        (Override("drop", "", article="a.txt", offset=45), True),
        (Override("drop", "", article="a.txt", offset=46), False),
    ],
)
def test_whom_it_concerns(override, holds):
    assert override.concerns("a.txt", LAVROV) is holds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[merge]]\nname = 'a'", "unknown table 'merge'"),
        ("same = 1", "unknown table 'same'"),
        ("[[same]]\nname = 'a'", "lacks 'as'"),
        ("[[drop]]\narticle = 'a'", "lacks 'name'"),
        ("[[drop]]\noffset = 4", "lacks 'article'"),
        ("[[drop]]\nname = 4", "wrong field 'name'"),
        ("[[drop]]\nnam = 'x'", "wrong field 'nam'"),
        ("drop = ['x']", "must be a table"),
        ("[[drop", "cannot be read"),
    ],
)
def test_mistakes_are_named(tmp_path, text, said):
    path = tmp_path / "overrides.toml"
    path.write_text(text, encoding="utf8")
    with pytest.raises(StoreError, match=r"overrides\.toml") as caught:
        read_overrides(path)
    assert said in str(caught.value)
