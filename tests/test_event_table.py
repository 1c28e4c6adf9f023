import csv
import io
import json

from graph.event_table import EventRecord, to_csv, to_json, to_text

RECORD = EventRecord(
    id="event:1", date="2024", type="Visit", plover="CONSULT", goldstein=-4.0, actors=("+a", "b"), targets=("c",),
    participants=(), place=(), status="Occurred", attributed_to=(), article="one", quote="=1+1", confidence=0.5,
)  # fmt: skip


def test_no_cell_is_a_formula():
    (row,) = csv.DictReader(io.StringIO(to_csv([RECORD])))
    assert (row["quote"], row["actors"], row["targets"]) == ("'=1+1", "'+a; b", "c")
    assert (row["goldstein"], row["confidence"], row["place"]) == ("-4.0", "0.5", "")


def test_other_forms_are_as_told():
    assert "'+a" not in to_text([RECORD])
    assert json.loads(to_json([RECORD]))[0]["quote"] == "=1+1"
