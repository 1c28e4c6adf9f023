"""The measures: what each divides by what, and their values over an article or all of them."""

from __future__ import annotations

from collections.abc import Mapping

# Measure: counts divided, the first by the second. F1 is the harmonic mean of the P and R of its name.
RATIOS: dict[str, tuple[str, str]] = {
    "entity_P": ("entity_right", "entity_built"),
    "entity_R": ("entity_hit", "entity_gold"),
    "entity_F1": ("", ""),
    "entity_type": ("entity_typed", "entity_hit"),
    "noise_leaked": ("noise_leaked", "noise_gold"),
    "relation_P": ("relation_right", "relation_built"),
    "relation_R": ("relation_hit", "relation_gold"),
    "relation_F1": ("", ""),
    "event_P": ("event_right", "event_built"),
    "event_R": ("event_hit", "event_gold"),
    "event_F1": ("", ""),
    "full_R": ("full_hit", "event_gold"),
    "duplicates": ("event_duplicate", "event_built"),
    "class": ("class_hit", "class_gold"),
    "role": ("role_hit", "role_gold"),
    "arg_P": ("arg_right", "arg_built"),
    "status": ("status_hit", "status_gold"),
    "time": ("time_hit", "time_gold"),
    "date_invented": ("date_invented", "undated"),
    "speaker": ("speaker_hit", "speaker_gold"),
    "speaker_P": ("speaker_right", "speaker_built"),
    "negatives_fired": ("negative_fired", "negative_gold"),
}

MEANINGS: dict[str, str] = {
    "entity_P": "entities of the graph that a gold entity explains",
    "entity_R": "required gold entities found",
    "entity_F1": "harmonic mean of the two",
    "entity_type": "found entities of the right class",
    "noise_leaked": "names beside the body that became nodes (lower is better)",
    "relation_P": "relations and positions of the graph that gold has",
    "relation_R": "core relations and positions found",
    "relation_F1": "harmonic mean of the two",
    "event_P": "events of the graph that a gold event explains",
    "event_R": "core events found",
    "event_F1": "harmonic mean of the two",
    "full_R": "core events found with every argument in its role and the right status",
    "duplicates": "events that tell again what another tells (lower is better)",
    "class": "found core events of the right class",
    "role": "their gold arguments in a compatible role",
    "arg_P": "their arguments that gold knows",
    "status": "found core events of the right status",
    "time": "those with a gold time that carry it",
    "date_invented": "those without a time in the text that carry one (lower is better)",
    "speaker": "those that gold attributes which name the speaker",
    "speaker_P": "the speakers named there that are right",
    "negatives_fired": "wrong claims named in gold that the graph makes (lower is better)",
}


def scores(counts: Mapping[str, int]) -> dict[str, float]:
    """Every measure, in the order of :data:`RATIOS`; 0 where there is nothing to divide by."""
    values: dict[str, float] = {}
    for name, (above, below) in RATIOS.items():
        if above:
            values[name] = ratio(counts.get(above, 0), counts.get(below, 0))
        else:
            stem = name.removesuffix("F1")
            values[name] = harmonic(values[f"{stem}P"], values[f"{stem}R"])
    return values


def ratio(above: float, below: float) -> float:
    """A quotient; 0 where the divisor is."""
    return above / below if below else 0.0


def harmonic(one: float, other: float) -> float:
    """The harmonic mean of two shares."""
    return ratio(2 * one * other, one + other)
