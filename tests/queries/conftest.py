"""A SPARQL server that holds the sample graph."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.exports.bulk import write_shards
from graph.queries import query_endpoint

OXIGRAPH = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}") or shutil.which("oxigraph")


@pytest.fixture(scope="module")
def shards(sample_kg, tmp_path_factory):
    return write_shards(sample_kg / "graph.ttl", tmp_path_factory.mktemp("bulk"), triples=100)


@pytest.fixture(scope="module")
def server(shards, tmp_path_factory):
    """The address of a read-only server that holds the sample graph."""
    if OXIGRAPH is None:
        pytest.skip("oxigraph is not installed")
    folder = tmp_path_factory.mktemp("server")
    place = ["--location", str(folder / "db")]
    subprocess.run(
        [OXIGRAPH, "load", *place, "--file", *sorted(shards.iterdir())], check=True, capture_output=True
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    run = subprocess.Popen(
        [OXIGRAPH, "serve-read-only", *place, "--bind", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://{address}/query"
        _await(url)
        yield url
    finally:
        run.kill()
        run.wait()


def _await(url):
    until = time.monotonic() + 60
    while True:
        try:
            query_endpoint(url, "ASK {}", seconds=20.0, rows=1000)
        except QueryError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
