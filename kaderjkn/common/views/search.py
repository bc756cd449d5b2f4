"""Search everywhere."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.views.generic import TemplateView

from ..searching.lookups import look_up, lookups_for, the_one_meant
from ..searching.words import clean_search
from .mixins import RoleRequired

LONGEST = 100


class SearchEverything(RoleRequired, TemplateView):
    """What the words find, by kind. The whole number of one thing opens it at once."""

    permission = "common.search"
    template_name = "common/search.html"

    def get(self, request, *args, **kwargs):
        context = self.get_context_data(**kwargs)
        if meant := the_one_meant(context["groups"]):
            return redirect(meant.url)
        return self.render_to_response(context)

    def get_context_data(self, **kwargs):
        typed, error = self.request.GET.get("q", "")[:LONGEST], ""
        try:
            text = clean_search(typed)
        except ValidationError as refused:
            text, error = "", refused.messages[0]
        groups = look_up(self.request.user, text) if text else []
        facts = {
            "typed": typed,
            "text": text,
            "error": error,
            "groups": groups,
            "count": sum(len(group.hits) for group in groups),
            "kinds": [lookup.title for lookup in lookups_for(self.request.user)],
        }
        return super().get_context_data(**facts, **kwargs)
