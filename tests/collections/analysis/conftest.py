"""A branch of chance with its sums, and a way to ask a report about it."""

import pytest
from django.http import QueryDict

from kaderjkn.collections.analysis.asking import Question
from kaderjkn.collections.analysis.declaring import analysis_named
from kaderjkn.collections.analysis.sums.computing import summarise
from tests.collections.analysis.chance_branch import BEFORE, MONTH, make_chance_branch
from tests.factories import UserFactory


@pytest.fixture(params=[1, 2, 3])
def chance(db, request):
    branch = make_chance_branch(request.param)
    for month in (BEFORE, MONTH):
        summarise(branch=branch, month=month)
    return branch


@pytest.fixture
def ask():
    """`ask("rehab", branch, "per=kelurahan")`: what the branch's supervisor is answered."""

    def answer(name, branch, query="", user=None):
        user = user or UserFactory(role="supervisor", branch=branch)
        analysis = analysis_named(name)
        return analysis.build(Question(analysis, user, QueryDict(f"periode=2026-03&{query}")))

    return answer
