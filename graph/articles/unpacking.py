"""Opening files: gzip and Zstandard are unpacked on the way, never more of them than a text can be."""

from __future__ import annotations

import errno
import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Protocol

from graph.errors import ArticleError

PACKINGS = (".gz", ".zst")
RATIO = 200
"""Text packed as well as can be grows less than this when it is unpacked; more is a trap."""
FREE = 64_000_000
"""So many bytes may come out of any file, however small."""
_BLOCK = 1 << 16
_ZSTD_BLOCK = 256
"""A byte of a Zstandard file may unpack to 32 kB, so little of it is taken at once."""
_ZSTD_WINDOW = 1 << 27

Meter = Callable[[int], None]
"""Called with how many bytes were read from disk."""


class _Decompressor(Protocol):
    """One frame of a packed file."""

    @property
    def eof(self) -> bool:
        """Whether the frame is complete."""

    @property
    def unused_data(self) -> bytes:
        """What follows it."""

    def decompress(self, data: bytes) -> bytes:
        """What comes of some more bytes."""


def open_bytes(path: Path, *, meter: Meter | None = None) -> IO[bytes]:
    """Open a file to read its bytes, unpacked where its name ends in one of :data:`PACKINGS`.

    What is wrong with a packed file comes as an OSError when it is read.

    Args:
        path: the file.
        meter: told how many bytes are taken from disk.

    Raises:
        ArticleError: where it is no regular file, or a package is missing that unpacks it.
    """
    if not path.is_file():
        raise ArticleError("not a regular file", path=path)
    packing = path.suffix.lower()
    frame = _zstd_frame(path) if packing == ".zst" else None
    taken = _Taken(path, meter)
    if packing == ".gz":
        return io.BufferedReader(_Unpacked(gzip.GzipFile(fileobj=io.BufferedReader(taken)), taken, "gzip"))
    if frame:
        return io.BufferedReader(_Unpacked(_Zstd(taken, frame), taken, "Zstandard"))
    return io.BufferedReader(taken, _BLOCK)


class _Taken(io.RawIOBase):
    """A file that counts what is read of it."""

    def __init__(self, path: Path, meter: Meter | None) -> None:
        self._file = path.open("rb", buffering=0)
        self._meter = meter
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = self._file.readinto(buffer) or 0
        self.count += count
        if self._meter:
            self._meter(count)
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """What comes out of a packed file; its faults, and more than a text can be, are one kind of error."""

    def __init__(self, stream: io.BufferedIOBase | io.RawIOBase, taken: _Taken, kind: str) -> None:
        self._stream = stream
        self._taken = taken
        self._kind = kind
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._stream.read(len(buffer)) or b""
        except (gzip.BadGzipFile, EOFError, ValueError, zlib.error) as error:
            raise OSError(errno.EIO, f"the {self._kind} file is damaged") from error
        self._given += len(data)
        if self._given > max(FREE, RATIO * self._taken.count):
            raise OSError(errno.EFBIG, f"it unpacks to more than {RATIO} times its size, as no text does")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        self._taken.close()
        super().close()


class _Zstd(io.RawIOBase):
    """A Zstandard file of one frame or more."""

    def __init__(self, taken: _Taken, frame: Callable[[], _Decompressor]) -> None:
        self._source = io.BufferedReader(taken, _BLOCK)
        self._new = frame
        self._frame: _Decompressor | None = None
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._held:
            data = self._source.read(_ZSTD_BLOCK)
            if not data:
                if self._frame:
                    raise EOFError
                return 0
            self._held = b"".join(self._unpack(data))
        count = min(len(buffer), len(self._held))
        buffer[:count], self._held = self._held[:count], self._held[count:]
        return count

    def _unpack(self, data: bytes) -> list[bytes]:
        found = []
        while data:
            self._frame = self._frame or self._new()
            found.append(self._frame.decompress(data))
            data = b""
            if self._frame.eof:
                data, self._frame = self._frame.unused_data, None
        return found


def _zstd_frame(path: Path) -> Callable[[], _Decompressor]:
    """What makes an unpacker for one frame; its faults are ValueErrors."""
    try:
        import zstandard
    except ImportError as error:
        raise ArticleError("Zstandard needs a package: pip install 'diplograph[zstd]'", path=path) from error

    class Frame:
        def __init__(self) -> None:
            self._object = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()

        @property
        def eof(self) -> bool:
            return self._object.eof

        @property
        def unused_data(self) -> bytes:
            return self._object.unused_data

        def decompress(self, data: bytes) -> bytes:
            try:
                return self._object.decompress(data)
            except zstandard.ZstdError as error:
                raise ValueError(str(error)) from error

    return Frame
