"""Where the message gateway tells how messages fared, and what families replied. Nobody signs in; it signs."""

from django.http import JsonResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic.base import View

from kaderjkn.common.throttling import throttled

from ..outreach.actions.replies import take_delivery, take_reply
from ..outreach.webhook import BadNews, check_signature, read_events


@method_decorator([csrf_exempt, never_cache, throttled("gateway", limit=600, seconds=60)], name="dispatch")
class GatewayNews(View):
    """Take signed events; the same ones again change nothing. What is not signed well is answered with 400."""

    http_method_names = ["post", "options"]

    def post(self, request):
        headers, body = request.headers, request.body
        try:
            check_signature(
                headers.get("X-Timestamp", ""), headers.get("X-Signature", ""), body, timezone.now().timestamp()
            )
            events = read_events(body)
        except BadNews as bad:
            return JsonResponse({"error": str(bad)}, status=400)
        known = sum(take(event) for event in events)
        return JsonResponse({"taken": known, "unknown": len(events) - known})


def take(event: dict) -> bool:
    kind = event.pop("kind")
    return take_reply(**event) if kind == "reply" else take_delivery(**event)
