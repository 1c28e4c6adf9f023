import pytest

from graph.builder import build
from tests.samples import records


@pytest.fixture(scope="session")
def sample_source(tmp_path_factory):
    """The articles of the sample records as JSON Lines."""
    import json

    path = tmp_path_factory.mktemp("sample") / "articles.jsonl"
    rows = [
        {
            "id": record.article.id,
            "text": record.article.text,
            "title": record.article.title,
            "date": record.article.date,
            "publisher": record.article.publisher,
            "url": record.article.url,
        }
        for record in records()
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf8")
    return path


def reading(article):
    """What the sample records hold of an article."""
    (record,) = (record for record in records() if record.article.id == article.id)
    return record


@pytest.fixture(scope="session")
def sample_kg(sample_source):
    """A graph folder of the sample records; only to be read."""
    folder = sample_source.parent / "kg"
    build(sample_source, folder, extractor=reading)
    return folder


@pytest.fixture
def own_kg(sample_source, tmp_path):
    """A graph folder of the sample records that a test may change."""
    build(sample_source, tmp_path / "kg", extractor=reading)
    return tmp_path / "kg"


@pytest.fixture(scope="session")
def nlp():
    """The shipped language pipeline."""
    from graph import language

    if not language.WEIGHTS.is_dir():
        pytest.skip("the pipeline's weights are not in this checkout")
    return language.load_pipeline()
