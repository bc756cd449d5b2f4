"""The functions of ``kaderjkn.common.formatting`` as template filters, under the same names.

``{% load formatting %}``, then ``{{ case.target|rupiah }}`` or ``{{ job.ended_at|local_time:branch.zone }}``.
"""

from django import template

from kaderjkn.common import formatting

register = template.Library()

for function in (
    formatting.rupiah,
    formatting.number,
    formatting.percent,
    formatting.basis_points,
    formatting.long_date,
    formatting.short_date,
    formatting.weekday_date,
    formatting.month_name,
    formatting.local_time,
    formatting.clock_time,
    formatting.mask_tail,
    formatting.mask_phone,
    formatting.mask_name,
    formatting.group_digits,
):
    register.filter(function.__name__, function)


@register.filter
def percent_of(numerator: int | None, denominator: int | None) -> str:
    """Write ``{{ collected|percent_of:target }}`` as a percentage; empty where the target is 0."""
    return formatting.percent((numerator, denominator))
