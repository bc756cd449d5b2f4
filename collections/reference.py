"""What ships with the program: the illustrative reward scheme (RULES 2; the only rate ever published, 2019)."""

from datetime import date

SCHEME_NAME = "ILUSTRASI – bukan tarif resmi BPJS"
SCHEME_START = date(2014, 1, 1)
RATE_BP = 2500


def load(apps) -> None:
    """Write the shipped scheme; run again it changes nothing. `apps` is a registry, as in a migration."""
    scheme, created = apps.get_model("collections", "RewardScheme").objects.get_or_create(
        branch=None, starts_on=SCHEME_START, defaults={"name": SCHEME_NAME}
    )
    if created:
        tier = apps.get_model("collections", "RewardTier")
        tier.objects.create(scheme=scheme, months=(0, None), rate_bp=RATE_BP)
