"""The public page behind the QR code of a document."""

from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from ..documents.kinds import PublicFacts, kind_of
from ..models import IssuedDocument
from ..throttling import throttled


@method_decorator([never_cache, throttled("document", limit=30, seconds=300)], name="dispatch")
class DocumentCheck(TemplateView):
    """Whether a paper is genuine and still holds. Nobody signs in; it says only what its kind declares public."""

    template_name = "common/document_check.html"

    def get_context_data(self, **kwargs):
        document = IssuedDocument.objects.filter(token=self.kwargs["token"]).select_related("branch").first()
        if document is None:
            raise Http404
        return super().get_context_data(document=document, kind=kind_of(document.kind), facts=facts_of(document))

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response


def facts_of(document: IssuedDocument) -> PublicFacts:
    """The facts of its kind, or that it was taken back."""
    if document.revoked_at:
        return PublicFacts(False, _("Dokumen ini sudah dicabut dan tidak berlaku lagi."))
    return kind_of(document.kind).public_facts(document)
