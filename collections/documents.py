"""Where the registry of documents looks for the kinds of this app."""

from .payouts import documents  # noqa: F401 (declares the statement)
from .reviews import letter  # noqa: F401 (declares the notice of a review)
