"""Deterministic IRIs: the same name gives the same IRI, and no name can break a file.

Names come from articles and may hold anything: quotes, newlines, ``>``, right-to-left marks, lone
surrogates. What a slug cannot hold is replaced by a hash, so every IRI here is plain ASCII.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote, urlsplit

from graph.namespaces import DIP, ID, TERMS

OWN_CLASS = f"{ID}class/"
"""The namespace of classes of events that a user's own lexicon adds; each is a subclass of ``dip:Event``."""

_LONGEST = 80
_KINDS = {
    "Agreement": "text",
    "Article": "article",
    "Bloc": "bloc",
    "Boundary": "place",
    "City": "city",
    "Doctrine": "text",
    "EventSeries": "series",
    "Facility": "place",
    "Law": "text",
    "NationalityGroup": "people",
    "Person": "person",
    "Place": "place",
    "Region": "region",
    "State": "state",
    "Text": "text",
    "ArmedGroup": "org",
    "ArmedService": "org",
    "Company": "org",
    "GovernmentBody": "org",
    "InternationalOrganization": "org",
    "MediaOrganization": "org",
    "Organization": "org",
    "PoliticalParty": "org",
}
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
        "ə": "e", "ħ": "h", "ŋ": "ng", "'": "", "’": "", "‘": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "",
    }
)  # fmt: skip
_CLASS = re.compile(r"[A-Z][A-Za-z0-9]*")
_ACTOR = re.compile(r"[a-z]+/[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?")


def _digest(*parts: str, length: int) -> str:
    """The first hexadecimal digits of SHA-256 over the parts, each preceded by its length in bytes."""
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode("utf8", "surrogatepass")
        sha.update(f"{len(data)}:".encode())
        sha.update(data)
    return sha.hexdigest()[:length]


def _plain(text: str) -> str:
    """Lower case without accents, apostrophes and the dots of initials; other letters stay."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"\b([a-z])\.", r"\1", bare)


def slug(text: str) -> str:
    """A name as ASCII letters, digits and hyphens; never empty.

    Eight digits of a hash are added where letters of other scripts were lost, where nothing is left, and
    where the name is longer than 80 characters; so two such names stay apart.
    """
    plain = _plain(text)
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    lost = any(char.isalnum() and not char.isascii() for char in plain)
    if short and not lost and len(short) <= _LONGEST:
        return short
    return f"{short[:60].strip('-')}-{_digest(plain, length=8)}".lstrip("-")


def entity_iri(type: str, name: str) -> str:
    """The IRI of an entity that is known by its name alone.

    Args:
        type: local name of its class; it decides the folder (``Person`` gives ``person/...``).
        name: as the article tells it.
    """
    return f"{ID}{_KINDS.get(type, 'thing')}/{slug(name)}"


def actor_iri(actor_id: str) -> str:
    """The IRI of one of the ontology's own actors, from an id such as ``state/IND``.

    Raises:
        ValueError: where the id does not have that form.
    """
    if not _ACTOR.fullmatch(actor_id):
        raise ValueError(f"not the id of an actor: {actor_id!r}")
    return ID + actor_id


def long_iri(name: str) -> str:
    """The IRI of a node's id as people write it, such as ``state:IND`` or ``state/IND``; an IRI stays as it is."""
    return name if name.startswith(ID) else ID + name.replace(":", "/", 1)


def is_own_class(name: str) -> bool:
    """Whether a user may give this name to a class of events: UpperCamel in ASCII, and no term of the ontology."""
    return _CLASS.fullmatch(name) is not None and name not in TERMS


def class_iri(name: str) -> str:
    """The IRI of a class of events: that of the ontology, or else one for a user's own.

    Args:
        name: its local name, such as ``Visit``.

    Raises:
        ValueError: where it is neither a term of the ontology nor a name for a class.
    """
    if name in TERMS:
        return DIP + name
    if not is_own_class(name):
        raise ValueError(f"not the name of a class: {name!r}")
    return OWN_CLASS + name


def article_iri(article_id: str) -> str:
    """The IRI of an article: readable, and different for any two ids."""
    return f"{ID}article/{slug(article_id)[:60].rstrip('-')}-{_digest(article_id, length=8)}"


def digest_iri(kind: str, *parts: str) -> str:
    """An IRI such as ``event/<16 hexadecimal digits>``, made of everything that identifies the node."""
    return f"{ID}{kind}/{_digest(*parts, length=16)}"


def web_iri(url: str) -> str | None:
    """A web address as an IRI that every RDF tool reads, or None where it is not one.

    Only ``http`` and ``https`` pass. What an IRI cannot hold, and all that is not ASCII, is
    percent-encoded.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not _HOST.fullmatch(parts.netloc):
        return None
    iri = f"{parts.scheme.lower()}://{parts.netloc}{_encoded(parts.path)}"
    iri += f"?{_encoded(parts.query)}" if parts.query else ""
    return iri + (f"#{_encoded(parts.fragment)}" if parts.fragment else "")


def _encoded(text: str) -> str:
    """The text percent-encoded; well-formed escapes stay as they are."""
    escaped = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return quote(escaped, safe="%/:@!$&'()*+,;=-._~?", errors="replace")
