"""Addresses of settings by date, proposals of new ones, and dry runs."""

from django.urls import path

from .proposals.enums import SettingsKind
from .views.supervisor import dry_runs, proposals

urlpatterns = [
    path("kebijakan/", proposals.SettingsList.as_view(), name="settings-list"),
    path("kebijakan/usulan/kebijakan/", proposals.Propose.as_view(kind=SettingsKind.POLICY), name="propose-policy"),
    path("kebijakan/usulan/skema/", proposals.Propose.as_view(kind=SettingsKind.SCHEME), name="propose-scheme"),
    path("kebijakan/usulan/<int:pk>/", proposals.ProposalDetail.as_view(), name="proposal-detail"),
    path("kebijakan/usulan/<int:pk>/setujui/", proposals.ProposalApprove.as_view(), name="proposal-approve"),
    path("kebijakan/usulan/<int:pk>/tolak/", proposals.ProposalRefuse.as_view(), name="proposal-refuse"),
    path("kebijakan/usulan/<int:pk>/tarik/", proposals.ProposalWithdraw.as_view(), name="proposal-withdraw"),
    path("kebijakan/usulan/<int:pk>/uji-coba/", dry_runs.ProposalTry.as_view(), name="proposal-try"),
    path("kebijakan/uji-coba/<int:pk>/", dry_runs.DryRunDetail.as_view(), name="dry-run"),
    path("kebijakan/uji-coba/<int:pk>/lagi/", dry_runs.DryRunAgain.as_view(), name="dry-run-again"),
    path("kebijakan/uji-coba/<int:pk>/kader/", dry_runs.DryRunCadres.as_view(), name="dry-run-cadres"),
    path("kebijakan/uji-coba/<int:pk>/keluarga/", dry_runs.DryRunHouseholds.as_view(), name="dry-run-households"),
]
