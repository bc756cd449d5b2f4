"""Measures the lists of one filled database, in a process of its own: `… bench.pages.measuring HOUSEHOLDS BRANCHES`.

One branch is asked, the others stand around it. Prints one line of JSON.
"""

import json
import logging
import re
import sys
import time
from collections import defaultdict

import django
import structlog

COUNT, WARM_UP = 30, 3
BIG = "case|caseholder|listedhousehold|householdkey|householdsearch|participant|payment|household"
SEQUENTIAL = re.compile(rf"Seq Scan on (arrears_({BIG})|collections_(contact|feedbackitem|feedbacksource))\b")


def main(households: int, branches: int) -> None:
    django.setup()
    logging.disable(logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    from django.core.management import call_command  # noqa: PLC0415 (after django.setup)

    from .filling import fill_base  # noqa: PLC0415 (the same)

    call_command("migrate", verbosity=0)
    branch = fill_base(households, branches)
    sys.stdout.write(json.dumps({"times": asked(branch), "plans": sequential_scans(branch)}) + "\n")


def asked(branch) -> dict[str, list[float]]:
    """Seconds of server time by kind of question, pages rendered whole."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 (the same)
    from django.test import Client  # noqa: PLC0415 (the same)
    from django.urls import reverse  # noqa: PLC0415 (the same)

    from .questions import questions, totals  # noqa: PLC0415 (the same)

    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.create(username="bench-lists", role="staff", branch=branch))
    times = defaultdict(list)
    for question in questions(branch, WARM_UP):
        client.get(f"{reverse(question.listing.url_name)}?{question.query}")
    for question in [*questions(branch, COUNT), *totals()]:
        started = time.perf_counter()
        answer = client.get(f"{reverse(question.listing.url_name)}?{question.query}")
        if answer.status_code != 200:
            message = f"{question} was answered {answer.status_code}"
            raise RuntimeError(message)
        times[question.kind].append(time.perf_counter() - started)
    return times


def sequential_scans(branch) -> list[str]:
    """Questions whose plan reads one of the large tables from end to end."""
    from django.http import QueryDict  # noqa: PLC0415 (the same)

    from kaderjkn.common.lists.asking import PAGE_SIZE, Asked  # noqa: PLC0415 (the same)

    from .questions import questions  # noqa: PLC0415 (the same)

    found = []
    for question in questions(branch, COUNT):
        list_asked = Asked(question.listing, QueryDict(question.query), branch)
        plan = list_asked.order.apply(list_asked.filter.rows(in_order=True))[: PAGE_SIZE + 1].explain()
        if SEQUENTIAL.search(plan):
            found.append(f"{question.listing.name}?{question.query}")
    return found


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
