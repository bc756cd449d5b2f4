"""What people do with a review, a file for each step. Nobody is ended by a job (RULES 7)."""

from ..opening import open_reviews, take_back_reviews
from .answers import answer_review, last_day_to_answer
from .appeals import decide_appeal, file_appeal, last_day_to_appeal, may_appeal
from .coaching import coaching_day, look_again
from .decisions import decide_review, may_decide_from, see_decision
from .excuses import excuse_month, take_back_excuse
from .notices import hand_over_notice, see_notice, see_warning

__all__ = [
    "answer_review",
    "coaching_day",
    "decide_appeal",
    "decide_review",
    "excuse_month",
    "file_appeal",
    "hand_over_notice",
    "last_day_to_answer",
    "last_day_to_appeal",
    "look_again",
    "may_appeal",
    "may_decide_from",
    "open_reviews",
    "see_decision",
    "see_notice",
    "see_warning",
    "take_back_excuse",
    "take_back_reviews",
]
