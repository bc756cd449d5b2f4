"""Kinds of documents: how they are numbered, and what their public page may say.

A kind is declared by the app that owns it, in its module `documents`:
`document_kind("reward_statement", label=_("Rincian imbal jasa"), prefix="IJ", public_facts=facts_of)`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.module_loading import autodiscover_modules

from ..models import IssuedDocument


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What anybody who holds the paper is told. `items` are (label, text); `photo` is the URL of a picture.

    `is_valid` colours the page; `title` says it in words. Whatever stands here, the whole world may read.
    """

    is_valid: bool
    title: str
    items: Iterable[tuple[str, str]] = field(default_factory=tuple)
    advice: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`prefix` begins the number; `public_facts(document)` is asked for documents that are not revoked."""

    name: str
    label: str
    prefix: str
    public_facts: Callable[[IssuedDocument], PublicFacts]


_KINDS: dict[str, DocumentKind] = {}


def document_kind(
    name: str, *, label: str, prefix: str, public_facts: Callable[[IssuedDocument], PublicFacts]
) -> DocumentKind:
    _KINDS[name] = DocumentKind(name, label, prefix, public_facts)
    return _KINDS[name]


def kind_of(name: str) -> DocumentKind:
    """The kind; the apps' declarations are read when it is first asked for."""
    autodiscover_modules("documents")
    return _KINDS[name]
