"""Packed files: whole, damaged, and made to fill the memory."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest
import zstandard

from graph.articles import unpacking
from graph.articles.unpacking import open_bytes
from graph.errors import ArticleError

TEXT = b"".join(b"line %d of a text that is packed\n" % number for number in range(20_000))


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


PACKED = {
    "a.txt": TEXT,
    "a.gz": gzip.compress(TEXT),
    "two.gz": gzip.compress(TEXT[:999]) + gzip.compress(TEXT[999:]),
    "a.zst": zstd(TEXT),
    "A.ZST": zstd(TEXT),
    "two.zst": zstd(TEXT[:999]) + zstd(TEXT[999:]),
}


@pytest.mark.parametrize("name", PACKED)
def test_what_is_packed_comes_out(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PACKED[name])
    taken: list[int] = []
    with open_bytes(tmp_path / name, meter=taken.append) as stream:
        assert stream.read(10) == TEXT[:10]
        assert stream.readline() == TEXT[10:].splitlines(keepends=True)[0]
        assert len(stream.read()) == len(TEXT) - len(TEXT.splitlines(keepends=True)[0])
    assert sum(taken) == len(PACKED[name])
    assert stream.closed


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("cut.gz", gzip.compress(TEXT)[:-9], "the gzip file is damaged"),
        ("false.gz", b"plain", "the gzip file is damaged"),
        ("middle.gz", gzip.compress(TEXT)[:500] + b"x" * 500, "the gzip file is damaged"),
        ("cut.zst", zstd(TEXT)[:-9], "the Zstandard file is damaged"),
        ("false.zst", b"plain", "the Zstandard file is damaged"),
        ("middle.zst", zstd(TEXT)[:500] + b"x" * 500, "the Zstandard file is damaged"),
    ],
)
def test_damage_is_told(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with open_bytes(tmp_path / name) as stream, pytest.raises(OSError, match=reason):
        stream.read()


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_a_bomb_ends_early_and_holds_little(tmp_path, monkeypatch, pack) -> None:
    path = tmp_path / f"bomb.{'gz' if pack is gzip.compress else 'zst'}"
    path.write_bytes(pack(bytes(50_000_000)))
    monkeypatch.setattr(unpacking, "FREE", 1_000_000)
    given: list[bytes] = []
    with open_bytes(path) as stream, pytest.raises(OSError, match="200 times its size, as no text does"):
        given.extend(iter(lambda: stream.read(1 << 16), b""))
    assert sum(map(len, given)) <= 200 * path.stat().st_size + 1_000_000


def test_a_block_of_zstandard_is_unpacked_in_small_parts(tmp_path: Path) -> None:
    (tmp_path / "a.zst").write_bytes(zstd(bytes(100_000_000)))
    sizes = []
    frame = unpacking._zstd_frame(tmp_path / "a.zst")

    class Watched(frame):  # type: ignore[misc,valid-type]
        def decompress(self, data: bytes) -> bytes:
            found: bytes = super().decompress(data)
            sizes.append(len(found))
            return found

    reader = unpacking._Zstd(unpacking._Taken(tmp_path / "a.zst", None), Watched)
    assert sum(len(data) for data in iter(lambda: reader.read(1 << 20), b"")) == 100_000_000
    assert max(sizes) <= 12_000_000


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.zst").write_bytes(zstd(TEXT))
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(ArticleError, match=r"pip install 'diplograph\[zstd\]'"):
        open_bytes(tmp_path / "a.zst")
