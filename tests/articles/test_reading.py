"""Files, folders, tables and standard input as articles."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.articles import Skipped, read_articles
from graph.articles.files import list_files, total_bytes
from graph.errors import ArticleError
from graph.model import Article

BODY = (
    "The finance ministers of Ghana and Togo have signed an accord on the toll of the coastal road, which is "
    "to be rebuilt with a loan of the African Development Bank. The minister of Togo said that work begins "
    "in May."
)
OTHER = BODY.replace("Ghana", "Benin").replace("May", "June")
FRENCH = (
    "Les ministres des finances du Ghana et du Togo ont signé un accord sur le péage de la route côtière, "
    "qui doit être reconstruite avec un prêt de la banque africaine de développement dans les prochains mois."
)
FRONT = """---
title: The coastal road
date: 4 June 2025
publisher: The Coast Herald
url: https://example.org/road
licence: CC0
tags: [a, b]
---
"""


def read(*sources: Path | str, stdin: bytes | None = None) -> tuple[list[Article], list[Skipped]]:
    found = list(read_articles(sources, stdin=io.BytesIO(stdin) if stdin is not None else None))
    return [x for x in found if isinstance(x, Article)], [x for x in found if isinstance(x, Skipped)]


def body(article: Article) -> str:
    return "\n".join(article.text[span.start : span.end] for span in article.body)


def write(folder: Path, files: dict[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def test_front_matter_is_part_of_the_text_and_not_of_the_body(tmp_path: Path) -> None:
    write(tmp_path, {"road.md": FRONT + BODY})
    [article], skipped = read(tmp_path / "road.md")
    assert skipped == []
    assert (article.id, article.text, body(article)) == ("road.md", FRONT + BODY, BODY)
    assert (article.title, article.date, article.publisher) == (
        "The coastal road",
        "2025-06-04",
        "The Coast Herald",
    )
    assert article.url == "https://example.org/road"
    assert [left.reason for left in article.left_out] == ["front matter"]


FRONTS = [
    ("---\ntitle: [unclosed\ndate: 2025-06-04\n---\n", "2025-06-04"),
    ("---\r\ndate: 2025-06-04\r\n---\r\n", "2025-06-04"),
    ("---\n!!python/object/apply:os.system [exit]\n---\n", None),
    ("---\ndate: soon\n---\n", None),
    ("", None),
]


@pytest.mark.parametrize(("front", "date"), FRONTS)
def test_odd_front_matter(tmp_path: Path, front: str, date: str | None) -> None:
    write(tmp_path, {"a.txt": front + BODY})
    [article], _ = read(tmp_path)
    assert article.date == date
    assert BODY in body(article)


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = BODY.replace("Togo", "Côte d’Ivoire")
    write(tmp_path, {"a.txt": text.encode(encoding)})
    [article], skipped = read(tmp_path)
    assert skipped == []
    assert body(article) == text


def test_line_ends_stay_as_read(tmp_path: Path) -> None:
    text = f"{BODY}\r\n\r\n{OTHER}\r\n"
    write(tmp_path, {"a.txt": text})
    [article], _ = read(tmp_path)
    assert article.text == text
    assert [article.text[s.start : s.end] for s in article.body] == [BODY, OTHER]


def test_a_few_wrong_bytes_are_marked_and_offsets_stay(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": (BODY + "\x00 ").encode() + "Lomé, café".encode() + b"\xff."})
    [article], _ = read(tmp_path)
    assert article.text == BODY + "\ufffd Lomé, café\ufffd."


SET_ASIDE = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b"\xef\xbb\xbf \r\n ", "empty"),
    ("junk.txt", bytes(range(256)) * 40, "binary"),
    ("report.txt", b"%PDF-1.7 " + BODY.encode(), "PDF"),
    ("nuls.txt", b"\x00" * 500, "binary"),
    ("french.txt", FRENCH.encode(), "not English"),
    ("russian.txt", "Министры подписали соглашение о дороге вдоль побережья.".encode(), "not English"),
    ("picture.png", b"x", "unknown kind of file; known are .txt"),
    ("front.md", FRONT.encode(), "no running text"),
    ("broken.txt.gz", gzip.compress(BODY.encode())[:-9], "gzip file is damaged"),
    ("false.txt.gz", b"plain", "gzip file is damaged"),
    ("page.html", b"<html><body></body></html>", "no article"),
    ("junk.html", b"<" * 300, "no article"),
]


@pytest.mark.parametrize(("name", "content", "reason"), SET_ASIDE)
def test_what_cannot_be_read_is_named_and_the_others_go_on(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    write(tmp_path, {"a.txt": BODY, name: content, "z.txt": OTHER})
    articles, [skipped] = read(tmp_path)
    assert [article.id for article in articles] == ["a.txt", "z.txt"]
    assert (skipped.id, skipped.path) == (name, str(tmp_path / name))
    assert reason in skipped.reason
    assert "\n" not in skipped.reason


def test_a_file_too_large_is_set_aside(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "word " * 3_300_000, "b.txt.gz": gzip.compress(b"word " * 3_300_000)})
    articles, skipped = read(tmp_path)
    assert articles == []
    assert ["larger than 16 MB" in x.reason for x in skipped] == [True, True]


def test_what_is_no_regular_file_is_set_aside(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY})
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    articles, skipped = read(tmp_path)
    assert [x.id for x in articles] == ["a.txt"]
    assert {x.id: x.reason for x in skipped} == dict.fromkeys(
        ["link.txt", "pipe.jsonl", "pipe.txt"], "not a regular file"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_set_aside(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY, "b.txt": OTHER})
    (tmp_path / "b.txt").chmod(0)
    articles, [skipped] = read(tmp_path)
    assert [x.id for x in articles] == ["a.txt"]
    assert "Permission denied" in skipped.reason


def test_a_file_called_like_standard_input(tmp_path: Path) -> None:
    (tmp_path / "-").write_text(BODY)
    articles, [skipped] = read(tmp_path)
    assert (articles, skipped.id) == ([], "-")
    assert "an unknown kind of file" in skipped.reason


def test_standard_input_that_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    write(tmp_path, {"a.txt": BODY})
    assert [x.id for x in read(tmp_path)[0]] == ["a.txt"]
    [skipped] = read_articles("-")
    assert "standard input is closed" in skipped.reason


def test_a_missing_source_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY})
    with pytest.raises(ArticleError, match=r"nowhere: no such file or folder$"):
        next(read_articles([tmp_path / "a.txt", tmp_path / "nowhere"]))


def test_folders_are_read_sorted_and_hidden_files_are_not(tmp_path: Path) -> None:
    third = BODY.replace("Ghana", "Mali")
    write(
        tmp_path,
        {"b/z.txt": BODY, "b.txt": OTHER, "a.md": third, ".x.txt": "x", ".git/y.txt": "y", "README.md": "z"},
    )
    articles, skipped = read(str(tmp_path))
    assert [x.id for x in articles] == ["a.md", "b.txt", "b/z.txt"]
    assert skipped == []
    assert [x.id for x in read(tmp_path / "b")[0]] == ["z.txt"]


def test_a_folder_is_not_listed_before_it_is_read(tmp_path: Path) -> None:
    write(tmp_path, {f"{part}/{number}.txt": BODY for part in "ab" for number in range(3)})
    found = list_files([tmp_path])
    assert next(found)[0] == "a/0.txt"  # type: ignore[index]
    write(tmp_path, {"b/00.txt": BODY})
    assert [name for name, _ in found] == ["a/1.txt", "a/2.txt", "b/0.txt", "b/00.txt", "b/1.txt", "b/2.txt"]  # type: ignore[misc]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"a/x.txt": BODY})
    (tmp_path / "b").symlink_to(tmp_path)
    assert [x.id for x in read(tmp_path)[0]] == ["a/x.txt"]


@given(
    st.sets(
        st.lists(
            st.text("a-.B0", min_size=1, max_size=3).filter(lambda x: x.strip(".") == x),
            min_size=1,
            max_size=3,
        ).map("/".join),
        max_size=12,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_folders_are_in_the_order_of_whole_paths(
    tmp_path_factory: pytest.TempPathFactory, names: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    names = {name for name in names if not any(other.startswith(f"{name}/") for other in names)}
    write(folder, dict.fromkeys(names, "x"))
    assert [name for name, _ in list_files([folder])] == sorted(names)  # type: ignore[misc]


def test_the_meter_comes_to_all_bytes(tmp_path: Path) -> None:
    row = json.dumps({"text": OTHER}).encode()
    write(
        tmp_path, {"a.txt": BODY, "b.jsonl.gz": gzip.compress(row), "c.csv": "id,text\n1,x\n", "d.html": HTML}
    )
    taken: list[int] = []
    assert len(list(read_articles(tmp_path, meter=taken.append))) == 4
    assert sum(taken) == total_bytes([tmp_path]) == sum(p.stat().st_size for p in tmp_path.iterdir())
    assert total_bytes([tmp_path, "-"]) is None


def test_the_same_text_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": BODY, "b.md": FRONT + BODY.replace(" ", "  ") + "\r\n"})
    articles, [skipped] = read(tmp_path)
    assert [x.id for x in articles] == ["a.txt"]
    assert skipped == Skipped("b.md", str(tmp_path / "b.md"), "the same text as a.txt", repeated=True)


def test_two_articles_with_one_id_are_not_mixed_up(tmp_path: Path) -> None:
    write(tmp_path, {"x/a.txt": BODY, "y/a.txt": OTHER})
    articles, [skipped] = read(tmp_path / "x", tmp_path / "y")
    assert [x.id for x in articles] == ["a.txt"]
    assert "has this id" in skipped.reason


def test_gzip(tmp_path: Path) -> None:
    row = json.dumps({"text": OTHER}).encode()
    write(tmp_path, {"a.txt.gz": gzip.compress(BODY.encode()), "b.jsonl.gz": gzip.compress(row)})
    articles, skipped = read(tmp_path)
    assert ([x.id for x in articles], skipped) == (["a.txt.gz", "b.jsonl.gz:1"], [])


HTML = f"""<!doctype html><html><head><meta charset="utf-8"><title>The road</title>
<meta property="og:site_name" content="The Coast Herald">
<meta property="article:published_time" content="2025-06-04">
</head><body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>The road</h1>
<p>{BODY}</p><p>{OTHER}</p></article><footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize("suffix", ["html", "htm", "HTML"])
def test_html(tmp_path: Path, suffix: str) -> None:
    write(tmp_path, {f"a.{suffix}": HTML})
    [article], skipped = read(tmp_path)
    assert skipped == []
    assert body(article).splitlines() == [BODY, OTHER]
    assert (article.title, article.date, article.publisher) == ("The road", "2025-06-04", "The Coast Herald")
    assert "<p>" not in article.text


def test_jsonl_names_bad_rows_and_goes_on(tmp_path: Path) -> None:
    rows = [
        json.dumps(
            {"id": "one", "title": "T", "text": BODY, "date": "June 4, 2025", "publisher": "P", "url": "u"}
        ),
        "{broken",
        "",
        "[1, 2]",
        json.dumps({"id": "empty", "text": "  "}),
        json.dumps({"id": 7, "text": OTHER, "extra": None}),
        json.dumps({"text": BODY.replace("Ghana", "Mali") + " \ud800\x00"}),
    ]
    write(tmp_path, {"a.jsonl": "\ufeff" + "\r\n".join(rows)})
    articles, skipped = read(tmp_path)
    assert [x.id for x in articles] == ["one", "7", "a.jsonl:7"]
    assert (articles[0].date, articles[0].url) == ("2025-06-04", "u")
    assert articles[2].text.endswith(" \ufffd\ufffd")
    assert [(x.id, x.reason) for x in skipped] == [
        ("a.jsonl:2", "line 2 is not JSON"),
        ("a.jsonl:4", "line 4 is not an object with the keys id, title, text, date, publisher, url"),
        ("a.jsonl:5", "line 5 has no text"),
    ]


def test_jsonl_on_standard_input() -> None:
    lines = json.dumps({"text": BODY}).encode() + b"\n" + json.dumps({"id": "b", "text": OTHER}).encode()
    articles, skipped = read("-", stdin=lines)
    assert ([x.id for x in articles], skipped) == (["stdin:1", "b"], [])


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv(tmp_path: Path, mark: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark)
    writer.writerow(["ID", " Text", "date", "note"])
    writer.writerow(["one", f"{BODY}\n\n{OTHER}", "2025-06", "x"])
    writer.writerow(["two", "", "", ""])
    writer.writerow(["three", "x", "", "", "too", "many"])
    writer.writerow(["", OTHER.replace("Togo", "Mali"), "", ""])
    write(tmp_path, {"a.csv": out.getvalue()})
    articles, skipped = read(tmp_path)
    assert [(x.id, x.date, len(x.body)) for x in articles] == [("one", "2025-06", 2), ("a.csv:7", None, 1)]
    assert [(x.id, x.reason) for x in skipped] == [
        ("a.csv:5", "line 5 has no text"),
        ("a.csv:6", "line 6 has 6 columns instead of 4"),
    ]


def test_csv_without_a_text_column_is_set_aside(tmp_path: Path) -> None:
    write(tmp_path, {"a.csv": "id,body\n1,x\n"})
    articles, [skipped] = read(tmp_path)
    assert articles == []
    assert "no column is named text" in skipped.reason


def test_a_long_text_in_csv_is_read(tmp_path: Path) -> None:
    long = "\n".join(BODY.replace("Ghana", f"Ghana {i}") for i in range(2000))
    out = io.StringIO()
    csv.writer(out).writerows([["text"], [long]])
    write(tmp_path, {"a.csv": out.getvalue()})
    [article], _ = read(tmp_path)
    assert article.text == long


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=400), suffix=st.sampled_from(["txt", "md", "jsonl", "csv", "txt.gz", "jsonl.gz"])
)
def test_any_bytes_give_an_article_or_a_reason(tmp_path: Path, data: bytes, suffix: str) -> None:
    (tmp_path / f"a.{suffix}").write_bytes(data)
    for found in read_articles([tmp_path / f"a.{suffix}"]):
        if isinstance(found, Article):
            assert all(0 <= s.start < s.end <= len(found.text) for s in found.body)
        else:
            assert found.reason


def test_reading_plain_text_imports_no_heavy_library() -> None:
    code = "import sys, graph.articles; print(sorted({'trafilatura', 'spacy', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
