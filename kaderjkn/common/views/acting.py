"""How pages call an action: once, and a refusal becomes a sentence on the page."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.views.generic import FormView
from django.views.generic.base import View
from django.views.generic.detail import SingleObjectMixin

from ..errors import Refused


class ActsOnForm:
    """A form page whose `act(form)` does it and returns the sentence to show on the next page, or nothing."""

    def form_valid(self, form):
        try:
            done = self.act(form)
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        if done:
            messages.success(self.request, done)
        return HttpResponseRedirect(self.get_success_url())


class FormAbout(ActsOnForm, SingleObjectMixin, FormView):
    """A form page about one object, which GET and POST find the same way."""

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().post(request, *args, **kwargs)

    def get_success_url(self):
        return self.object.get_absolute_url()


class ActOnPost(SingleObjectMixin, View):
    """A button: POST only; `act()` does it and returns the sentence to show, or nothing."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        try:
            if done := self.act():
                messages.success(request, done)
        except Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(self.get_failure_url())
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_failure_url(self):
        return self.object.get_absolute_url()
