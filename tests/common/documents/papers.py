"""A kind of document for tests alone."""

from kaderjkn.common.documents import PublicFacts, document_kind, issue_document


def facts_of(document) -> PublicFacts:
    return PublicFacts(True, "Dokumen ini asli.", [("Perihal", f"uji {document.subject_id}")])


def issue_paper(branch, subject_id=7, by=None):
    document_kind("test_paper", label="Kertas uji", prefix="KU", public_facts=facts_of)
    return issue_document(branch=branch, kind="test_paper", subject_id=subject_id, by=by)
