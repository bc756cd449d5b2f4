"""The reports, a module each; in this order they stand below their subject."""

from . import (
    active_cadres,
    arrears_age,
    arrears_places,
    attendance,
    branches,
    collectability,
    coverage,
    delays,
    funnel,
    rehab,
    reviews,
    rewards,
)

ALL = (
    arrears_places,
    arrears_age,
    collectability,
    funnel,
    delays,
    rehab,
    active_cadres,
    attendance,
    rewards,
    reviews,
    coverage,
    branches,
)
