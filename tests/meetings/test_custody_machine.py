"""Several people act on the same envelopes in any order: the count always balances, and each is in one place.

A model in plain Python says beforehand what every act may do; it knows nothing of the database.
"""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from arrears.models import CaseHolder
from kaderjkn.common.errors import Refused
from meetings import actions
from meetings.balance import balances
from meetings.jobs.envelopes import envelope_rows
from meetings.models import BundleItem, Envelope, EnvelopeBundle, EnvelopeStep
from meetings.outstanding import outstanding_by_cadre
from tests.meetings.builders import (
    SIGNATURE,
    make_branch,
    make_cadre,
    make_case,
    make_envelope,
    make_meeting,
    make_user,
)

ENVELOPES, CADRES = 8, 2
envelopes = st.integers(0, ENVELOPES - 1)
some = st.sets(envelopes, min_size=1, max_size=3)
cadres = st.integers(0, CADRES - 1)
mostly = st.sampled_from([True, True, True, False])
HELD, ENDED = "held", ("delivered", "returned", "lost")


class Custody(RuleBasedStateMachine):
    """`places[n]`: `printed`, `held`, an end, or `taken_in`; `owners[n]`: who got it; `offers`: open bundles."""

    @initialize()
    def begin(self):
        self.undoing = transaction.atomic()
        self.undoing.__enter__()
        self.branch = make_branch()
        self.people = [make_user(self.branch) for _ in range(3)]
        self.cadres = [make_cadre(self.branch, f"K{number}") for number in range(CADRES)]
        cases = [make_case(self.branch, self.cadres[number % CADRES]) for number in range(ENVELOPES)]
        self.envelopes = [make_envelope(case) for case in cases]
        self.meeting = make_meeting(self.branch, self.branch.today() + timedelta(days=0))
        self.holders = [number % CADRES for number in range(ENVELOPES)]
        self.places = ["printed"] * ENVELOPES
        self.owners: list[int | None] = [None] * ENVELOPES
        self.offers: dict[int, tuple[int, set[int]]] = {}
        self.by = 0

    def teardown(self):
        if not hasattr(self, "undoing"):
            return
        connection.check_constraints()
        transaction.set_rollback(True)
        self.undoing.__exit__(None, None, None)

    def anybody(self):
        self.by += 1
        return self.people[self.by % len(self.people)]

    def rows(self, numbers):
        return [Envelope.objects.get(pk=self.envelopes[number].pk) for number in sorted(numbers)]

    def attempt(self, act, *, allowed, **values):
        """Do it; refused exactly where the model says so, and then without a trace."""
        try:
            with transaction.atomic():
                return act(by=self.anybody(), **values)
        except Refused:
            assert not allowed
            return None
        finally:
            self.last = act.__name__

    def own(self, numbers, cadre):
        """Those that can go to the cadre, where there are any: what people at a table would take."""
        return {number for number in numbers if self.can_go({number}, cadre)} or numbers

    def can_go(self, numbers, cadre):
        return all(
            (self.places[number], self.owners[number]) == (HELD, cadre)
            or (self.places[number] == "printed" and self.holders[number] == cadre)
            for number in numbers
        )

    def offered_to_others(self, numbers, cadre):
        return any(numbers & offered for whom, offered in self.offers.values() if whom != cadre)

    # Bundles

    @rule(numbers=some, cadre=cadres, careful=mostly)
    def offer(self, numbers, cadre, careful):
        numbers = self.own(numbers, cadre) if careful else numbers
        fresh = {number for number in numbers if self.places[number] == "printed"}
        fresh -= {number for whom, offered in self.offers.values() if whom == cadre for number in offered}
        allowed = self.can_go(numbers, cadre) and not self.offered_to_others(fresh, cadre)
        given = self.attempt(
            actions.offer_bundle, allowed=allowed, envelopes=self.rows(numbers), cadre=self.cadres[cadre]
        )
        if allowed:
            assert len(given.envelopes) == len(fresh)
            if fresh:
                self.offers[given.bundle.pk] = (cadre, fresh)

    @rule(numbers=some, cadre=cadres, careful=mostly)
    def sign(self, numbers, cadre, careful):
        numbers = self.own(numbers, cadre) if careful else numbers
        fresh = {number for number in numbers if self.places[number] == "printed"}
        allowed = self.can_go(numbers, cadre) and not self.offered_to_others(fresh, cadre)
        facts = {"envelopes": self.rows(numbers), "cadre": self.cadres[cadre], "signature": SIGNATURE}
        self.attempt(actions.hand_over, allowed=allowed, **facts)
        if allowed:
            self.give(fresh, cadre)

    @rule(data=st.data(), missing=st.sets(envelopes))
    def confirm(self, data, missing):
        if not self.offers:
            return
        bundle = data.draw(st.sampled_from(sorted(self.offers)))
        cadre, offered = self.offers.pop(bundle)
        absent = [self.envelopes[number].pk for number in missing]
        self.attempt(actions.confirm_bundle, allowed=True, bundle=EnvelopeBundle.objects.get(pk=bundle), missing=absent)
        self.give(offered - missing, cadre)

    @rule(data=st.data())
    def withdraw(self, data):
        if not self.offers:
            return
        bundle = data.draw(st.sampled_from(sorted(self.offers)))
        del self.offers[bundle]
        self.attempt(actions.withdraw_bundle, allowed=True, bundle=EnvelopeBundle.objects.get(pk=bundle))

    @rule(number=envelopes, cadre=cadres)
    def move_case(self, number, cadre):
        """The household is another cadre's from today on."""
        CaseHolder.objects.filter(case=self.envelopes[number].case).update(cadre=self.cadres[cadre])
        self.holders[number] = cadre

    def give(self, numbers, cadre):
        for number in numbers:
            self.places[number], self.owners[number] = HELD, cadre
        self.offers = {
            bundle: (whom, offered - numbers) for bundle, (whom, offered) in self.offers.items() if offered - numbers
        }

    # Ends

    @rule(number=envelopes, end=st.sampled_from(ENDED))
    def end(self, number, end):
        act = {"delivered": actions.mark_delivered, "returned": actions.mark_returned, "lost": actions.mark_lost}[end]
        reason = {} if end == "delivered" else {"reason": "rumah kosong"}
        place = "returned" if self.places[number] == "taken_in" else self.places[number]
        self.attempt(act, allowed=place in (HELD, end), envelope=self.rows([number])[0], **reason)
        if place == HELD:
            self.places[number] = end

    @rule(number=envelopes)
    def take_in(self, number):
        allowed = self.places[number] in (HELD, "returned", "taken_in")
        self.attempt(actions.take_in, allowed=allowed, envelope=self.rows([number])[0], reason="rumah kosong")
        if allowed:
            self.places[number] = "taken_in"

    @rule(number=envelopes)
    def undo(self, number):
        allowed = self.places[number] != "printed"
        self.attempt(actions.undo_end, allowed=allowed, envelope=self.rows([number])[0])
        if allowed:
            self.places[number] = HELD

    @rule(number=envelopes)
    def show(self, number):
        facts = {"meeting": self.meeting, "envelopes": self.rows([number])}
        self.attempt(actions.see_envelopes, allowed=self.places[number] == HELD, **facts)

    # What always holds

    @invariant()
    def every_envelope_is_where_the_model_says(self):
        states = {"held": "handed_over", "taken_in": "returned"}
        rows = self.rows(range(ENVELOPES))
        assert [row.state for row in rows] == [states.get(place, place) for place in self.places]
        owners = [owner if owner is None else self.cadres[owner].pk for owner in self.owners]
        assert [row.cadre_id for row in rows] == owners

    @invariant()
    def chain_ends_where_the_envelope_is(self):
        chains = {envelope.pk: set() for envelope in self.envelopes}
        for envelope, state in EnvelopeStep.objects.standing().values_list("envelope", "state"):
            chains[envelope].add(state)
        for number, place in enumerate(self.places):
            expected = {"printed"} | ({"handed_over"} if place != "printed" else set())
            expected |= {place} if place in ENDED else {"returned", "taken_in"} if place == "taken_in" else set()
            assert chains[self.envelopes[number].pk] == expected

    @invariant()
    def open_bundles_are_those_of_the_model(self):
        found: dict[int, set[int]] = {}
        for bundle, envelope in BundleItem.objects.filter(is_open=True).values_list("bundle", "envelope"):
            found.setdefault(bundle, set()).add(envelope)
        wanted = {bundle: {self.envelopes[n].pk for n in offered} for bundle, (_whom, offered) in self.offers.items()}
        assert found == wanted
        assert set(EnvelopeBundle.objects.filter(state="offered").values_list("pk", flat=True)) == set(wanted)

    @invariant()
    def count_balances(self):
        for row, cadre in zip(self.report(), range(CADRES), strict=True):
            mine = [self.places[number] for number in range(ENVELOPES) if self.owners[number] == cadre]
            ends = {"delivered": mine.count("delivered"), "lost": mine.count("lost"), "outstanding": mine.count(HELD)}
            ends["returned"] = mine.count("returned") + mine.count("taken_in")
            assert row == {"cadre": f"K{cadre}", "handed_over": len(mine), **ends}
            assert row["handed_over"] == sum(ends.values())
        in_hand = {pk: found.count for pk, found in outstanding_by_cadre(self.branch).items()}
        held = [self.owners[number] for number in range(ENVELOPES) if self.places[number] == HELD]
        assert in_hand == {self.cadres[owner].pk: held.count(owner) for owner in set(held)}

    @invariant()
    def difference_at_the_next_meeting_is_what_is_open(self):
        """Tomorrow's meeting counts what was handed over today; nothing of it was shown there yet."""
        tomorrow = make_meeting(self.branch, self.branch.today() + timedelta(days=1))
        found = balances(tomorrow)
        for cadre in range(CADRES):
            mine = {number: self.places[number] for number in range(ENVELOPES) if self.owners[number] == cadre}
            balance = found[self.cadres[cadre].pk]
            assert balance.handed_over == len(mine)
            assert {row.id for row in balance.unclear} == {
                self.envelopes[n].pk for n, place in mine.items() if place == HELD
            }
            assert len(balance.not_handed_in) == list(mine.values()).count("returned")
        tomorrow.delete()

    def report(self):
        month = date(self.branch.today().year, self.branch.today().month, 1)
        return envelope_rows(self.branch, month)


@pytest.mark.django_db
def test_random_acts_of_several_people_never_break_the_balance():
    enough = max(30, settings().max_examples)
    run_state_machine_as_test(Custody, settings=settings(stateful_step_count=30, max_examples=enough))
