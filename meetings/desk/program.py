"""The meeting's app: its files, and where it stands on the site."""

from kaderjkn.common.devices.programs import Program

DESK = Program(
    template="desk/shell.html",
    page="desk:page",
    words="desk:words",
    manifest="desk:manifest",
    addresses="desk/program.js",
    files=(
        "desk/desk.css",
        "desk/app.js",
        "desk/codes.js",
        "desk/model.js",
        "desk/pages-balance.js",
        "desk/pages-cadre.js",
        "desk/pages-door.js",
        "desk/pages-meeting.js",
        "desk/pages-queue.js",
        "js/signature.js",
        "vendor/qrcode.js",
    ),
)
