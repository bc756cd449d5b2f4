"""The cadre's app: its files, and where it stands on the site."""

from kaderjkn.common.devices.programs import Program

PHONE = Program(
    template="phone/shell.html",
    page="collections:phone",
    words="collections:phone-words",
    manifest="collections:phone-manifest",
    addresses="phone/program.js",
    files=(
        "phone/app.js",
        "phone/messages.js",
        "phone/model.js",
        "phone/order.js",
        "phone/pages-contact.js",
        "phone/pages-envelopes.js",
        "phone/pages-home.js",
        "phone/pages-household.js",
        "phone/pages-meetings.js",
        "phone/pages-month.js",
        "phone/pages-more.js",
        "phone/pages-queue.js",
        "phone/pages-reports.js",
        "phone/pages-review.js",
    ),
)
