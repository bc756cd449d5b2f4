"""Envelopes, the bundles in which they change hands, and their custody chain."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Reverse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kaderjkn.common.audit import audited, audited_changes
from kaderjkn.common.querysets import BranchScoped

from ..enums import FINAL_STATES, BundleState, ConfirmMeans, EnvelopeState, LetterLayout, StepState
from ..querysets import EnvelopeQuerySet, HandOverQuerySet, StepQuerySet
from .meetings import Meeting


@audited_changes
class Envelope(models.Model):
    """One billing letter for one case; the state says where it is."""

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="envelopes")
    case = models.ForeignKey("arrears.Case", models.PROTECT, related_name="envelopes")
    number = models.CharField(_("nomor amplop"), max_length=20)
    state = models.CharField(_("keadaan"), max_length=11, choices=EnvelopeState, default=EnvelopeState.PRINTED)
    cadre = models.ForeignKey(
        "cadres.Cadre",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="envelopes",
        db_comment="to whom it was handed over",
    )
    printed_at = models.DateTimeField(auto_now_add=True)
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = EnvelopeQuerySet.as_manager()

    class Meta:
        verbose_name = _("amplop")
        verbose_name_plural = _("amplop")
        ordering = ["number"]
        triggers = [
            pgtrigger.FSM(
                name="one_place",
                field="state",
                transitions=[
                    (EnvelopeState.PRINTED.value, EnvelopeState.HANDED_OVER.value),
                    *((EnvelopeState.HANDED_OVER.value, state.value) for state in FINAL_STATES),
                    *((state.value, EnvelopeState.HANDED_OVER.value) for state in FINAL_STATES),  # an end taken back
                ],
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["branch", "number"], name="envelope_number_once_per_branch"),
            models.UniqueConstraint(fields=["case"], name="envelope_one_per_case"),
            models.CheckConstraint(
                condition=Q(state=EnvelopeState.PRINTED, cadre__isnull=True)
                | (~Q(state=EnvelopeState.PRINTED) & Q(cadre__isnull=False)),
                name="envelope_outside_has_cadre",
            ),
        ]
        indexes = [
            models.Index(
                F("branch_id"), OpClass(Reverse("number"), name="text_pattern_ops"), name="envelope_number_end"
            )
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("meetings:envelope-detail", args=[self.pk])


@audited
class EnvelopeBundle(models.Model):
    """A bundle on its way from staff to a cadre (Serah terima): offered by one side, confirmed by the other.

    Until it is confirmed its envelopes are at the branch. Confirmed on the cadre's own phone, or by a signature
    on the screen of the office (strokes as an SVG path, encrypted).
    """

    branch = models.ForeignKey("common.Branch", models.PROTECT, related_name="bundles")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, related_name="bundles")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="bundles")
    is_make_up = models.BooleanField(default=False, db_comment="at the make-up visit after the meeting")
    state = models.CharField(_("keadaan"), max_length=9, choices=BundleState, default=BundleState.OFFERED)
    means = models.CharField(_("cara"), max_length=9, choices=ConfirmMeans, blank=True)
    offered_at = models.DateTimeField(auto_now_add=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, db_comment="confirmed or withdrawn")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    signature = models.BinaryField(null=True, blank=True, db_comment="the cadre's strokes, encrypted")

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("serah terima")
        verbose_name_plural = _("serah terima")
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=BundleState.OFFERED, ended_at__isnull=True)
                | (~Q(state=BundleState.OFFERED) & Q(ended_at__isnull=False)),
                name="bundle_end_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=BundleState.CONFIRMED, means__gt="")
                | (~Q(state=BundleState.CONFIRMED) & Q(means="")),
                name="bundle_confirmed_has_means",
            ),
            models.CheckConstraint(
                condition=(Q(means=ConfirmMeans.SIGNATURE) & Q(signature__isnull=False))
                | (~Q(means=ConfirmMeans.SIGNATURE) & Q(signature__isnull=True)),
                name="bundle_signature_when_signed",
            ),
            models.CheckConstraint(
                condition=Q(is_make_up=False) | Q(meeting__isnull=False), name="bundle_make_up_has_meeting"
            ),
        ]

    def __str__(self):
        return f"{self.cadre} {self.offered_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("meetings:bundle-detail", args=[self.pk])


class BundleItem(models.Model):
    """One envelope of a bundle; in at most one bundle that is still to be confirmed."""

    bundle = models.ForeignKey(EnvelopeBundle, models.CASCADE, related_name="items")
    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="bundle_items")
    is_open = models.BooleanField(default=True, db_comment="the bundle is neither confirmed nor withdrawn")
    is_received = models.BooleanField(default=False, db_comment="the cadre has confirmed this one")

    objects = models.Manager()

    class Meta:
        ordering = ["envelope__number"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "envelope"], name="bundle_item_once"),
            models.UniqueConstraint(fields=["envelope"], condition=Q(is_open=True), name="envelope_in_one_open_bundle"),
            models.CheckConstraint(condition=Q(is_open=False) | Q(is_received=False), name="bundle_item_ended_first"),
        ]

    def __str__(self):
        return f"{self.bundle} {self.envelope}"


@audited_changes
class EnvelopeStep(models.Model):
    """One link of the custody chain: which state was reached, when, by whom, where, at which meeting."""

    envelope = models.ForeignKey(Envelope, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=11, choices=StepState)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="envelope_steps")
    is_make_up = models.BooleanField(default=False, db_comment="handed over at the make-up visit after the meeting")
    bundle = models.ForeignKey(EnvelopeBundle, models.PROTECT, null=True, blank=True, related_name="steps")
    place = models.CharField(_("tempat"), max_length=200, blank=True, db_comment="where, in words of that moment")
    undone_at = models.DateTimeField(null=True, blank=True, db_comment="recorded by mistake, and taken back")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("alasan"), max_length=200, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["envelope", "state"], condition=Q(undone_at__isnull=True), name="envelope_step_once_per_state"
            ),
            models.UniqueConstraint(
                fields=["envelope"],
                condition=Q(state__in=["delivered", "returned", "lost"], undone_at__isnull=True),
                name="envelope_one_end",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "lost"]) | ~Q(reason=""), name="envelope_end_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="handed_over") | Q(bundle__isnull=False), name="envelope_handed_over_in_a_bundle"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | ~Q(state__in=["printed", "handed_over"]),
                name="envelope_step_undone_is_an_end",
            ),
        ]

    def __str__(self):
        return f"{self.envelope} {self.state}"


class EnvelopeSighting(models.Model):
    """An envelope that a cadre still has was shown at a meeting (Diperlihatkan): it counts as held, not as missing."""

    envelope = models.ForeignKey(Envelope, models.CASCADE, related_name="sightings")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="sightings")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = models.Manager()

    class Meta:
        ordering = ["meeting", "envelope"]
        constraints = [models.UniqueConstraint(fields=["envelope", "meeting"], name="envelope_seen_once_per_meeting")]

    def __str__(self):
        return f"{self.envelope} {self.meeting}"


class LetterBatch(models.Model):
    """Letters and labels of many envelopes in one file each, made in the background, deleted after some days."""

    branch = models.ForeignKey("common.Branch", models.CASCADE, related_name="letter_batches")
    cadre = models.ForeignKey("cadres.Cadre", models.PROTECT, null=True, blank=True, related_name="+")
    envelopes = models.ManyToManyField(Envelope, related_name="+")
    layout = models.CharField(_("bentuk"), max_length=6, choices=LetterLayout, default=LetterLayout.LABELS)
    letters_file = models.CharField(max_length=100, blank=True)
    labels_file = models.CharField(max_length=100, blank=True)
    expires_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = BranchScoped.as_manager()

    class Meta:
        verbose_name = _("berkas surat tagihan")
        verbose_name_plural = _("berkas surat tagihan")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.made_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("meetings:batch-detail", args=[self.pk])
