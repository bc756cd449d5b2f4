"""Browser stories: a cadre signs for envelopes on the office's screen, or lets the page wait for the phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from meetings import actions
from meetings.models import Envelope, EnvelopeBundle
from meetings.validators import SIGNATURE
from tests.collections.builders import make_case
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PAD = ".signature-box svg"
SHOWN = ".signature-shown path"


@pytest.fixture
def envelope(cadre):
    facts = {"branch": cadre.branch, "case": make_case(cadre), "number": "0905-2611-000001"}
    letter = Envelope.objects.create(**facts)
    letter.steps.create(state="printed")
    return letter


@pytest.fixture
def asked(page, live_server, staff, cadre, envelope):
    """The page that asks how the cadre confirms one envelope."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/account/login/")
    page.fill("#id_login", staff.username)
    page.fill("#id_password", PASSWORD)
    page.click("form.form-panel button")
    expect(page.locator("nav").first).to_be_visible()
    page.goto(live_server.url + reverse("meetings:hand-over", args=[cadre.pk]))
    page.click("form.form-panel button[type=submit]")
    expect(page.locator("#confirm-title")).to_be_visible()
    return page


def draw(page, points):
    box = page.locator(PAD).bounding_box()
    (first_x, first_y), *others = [(box["x"] + x, box["y"] + y) for x, y in points]
    page.mouse.move(first_x, first_y)
    page.mouse.down()
    for x, y in others:
        page.mouse.move(x, y)
    page.mouse.up()


def wave(count, left=40):
    return [(left + 4 * step, 80 + 50 * (step % 2)) for step in range(count)]


def strokes(page):
    return page.input_value("#id_signature")


def test_a_cadre_signs_and_the_office_sees_the_signature(asked, envelope):
    draw(asked, wave(30))
    drawn = strokes(asked)
    assert SIGNATURE.fullmatch(drawn)
    asked.click("text=Serahkan dengan tanda tangan")
    expect(asked.locator(SHOWN)).to_have_attribute("d", drawn)
    envelope.refresh_from_db()
    assert envelope.state == "handed_over"


def test_several_strokes_are_one_signature_and_can_be_wiped(asked):
    draw(asked, wave(10))
    draw(asked, wave(10, left=200))
    assert strokes(asked).count("M") == 2
    asked.click("text=Hapus dan ulangi")
    assert strokes(asked) == ""
    assert asked.locator(f"{PAD} path").get_attribute("d") == ""


def test_what_leaves_the_pad_stays_within_it(asked):
    draw(asked, [(10, 10), (-500, -500), (5000, 5000)])
    assert strokes(asked).split(" L")[1:] == ["0 0", "600 240"]


def test_a_signature_without_end_stays_short_enough(asked):
    scribble = """pad => {
      const box = pad.getBoundingClientRect();
      const at = (kind, x, y) => pad.dispatchEvent(new PointerEvent(kind, {
        bubbles: true, pointerId: 1, button: 0, clientX: box.left + x, clientY: box.top + y}));
      pad.setPointerCapture = () => {};
      pad.hasPointerCapture = () => true;
      at("pointerdown", 5, 5);
      for (let step = 0; step < 9000; step++) at("pointermove", 10 + step % 500, step % 2 ? 20 : 200);
      at("pointerup", 5, 5);
    }"""
    asked.locator(PAD).evaluate(scribble)
    assert 19_000 < len(strokes(asked)) < 20_000
    asked.click("text=Serahkan dengan tanda tangan")
    expect(asked.locator(SHOWN)).to_be_visible()


def test_an_empty_pad_is_refused_and_the_choice_stays(asked, envelope):
    asked.click("text=Serahkan dengan tanda tangan")
    expect(asked.locator("main")).to_contain_text("Minta kader menandatangani di layar")
    draw(asked, wave(30))
    asked.click("text=Serahkan dengan tanda tangan")
    expect(asked.locator(SHOWN)).to_be_visible()


def test_a_page_that_waits_notices_that_the_cadre_has_confirmed(asked, cadre):
    asked.keyboard.press("Tab")  # by keyboard too
    asked.get_by_role("button", name="Minta konfirmasi di ponsel kader").focus()
    asked.keyboard.press("Enter")
    expect(asked.locator("main")).to_contain_text("Menunggu konfirmasi kader")
    actions.confirm_bundle(bundle=EnvelopeBundle.objects.get(), by=cadre.user)
    expect(asked.locator("main")).to_contain_text("Ponsel kader", timeout=10_000)
