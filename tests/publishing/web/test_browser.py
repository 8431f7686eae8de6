"""The stories of the page, in a real browser: browse, explain, review by keyboard, take away, add; with hostile texts, small screens, no mouse."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("ISTOR_SHOTS")
"""A folder for pictures of every view, where somebody wants to look at them."""


@pytest.fixture
def page(browser, address):
    """A page whose console, errors, dialogs and requests are watched: nothing may run from a report, nothing may leave the machine."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda e: wrong.append(f"error {e}"))
    opened.on("console", lambda m: wrong.append(f"console {m.text}") if m.type == "error" else None)
    opened.on("dialog", lambda d: (wrong.append(f"dialog {d.message}"), d.dismiss()))
    opened.on("request", lambda r: wrong.append(f"request {r.url}") if not r.url.startswith((address, "blob:", "data:")) else None)
    opened.base = address
    yield opened
    context.close()
    assert wrong == []


def settle(page) -> None:
    page.wait_for_selector("body[data-ready='1']")


def go(page, path: str) -> None:
    page.goto(page.base + path)
    if page.locator("#map").count():
        settle(page)


def shot(page, name: str, **more: object) -> None:
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), **more)


def headings(page) -> list[str]:
    return [t.strip() for t in page.locator(".row .row-place").all_inner_texts()]


def test_list_map_and_time_line_filter_each_other_and_the_address_holds_it(page) -> None:
    go(page, "/")
    assert len(headings(page)) == 4
    page.get_by_label("Peaceful protest").check()
    page.wait_for_url("**type=peaceful_protest**")
    settle(page)
    assert headings(page) == ["Lyon, France"]
    assert page.evaluate("document.activeElement.value") == "peaceful_protest"
    page.reload()
    settle(page)
    assert headings(page) == ["Lyon, France"]
    page.go_back()
    settle(page)
    assert len(headings(page)) == 4


@pytest.mark.parametrize("width", [360, 1440, 2560])
def test_the_map_asks_for_what_it_shows(page, width: int) -> None:
    asked: list[str] = []
    page.on("response", lambda r: asked.append(r.url + " " + str(len(r.json()))) if "/api/map" in r.url else None)
    page.set_viewport_size({"width": width, "height": 900})
    go(page, "/?type=shelling&type=peaceful_protest")
    assert asked
    assert all("NaN" not in a and a.endswith(" 2") for a in asked)


def test_a_span_is_dragged_on_the_time_line(page) -> None:
    go(page, "/?type=shelling&type=bombing")
    box = page.locator("#time").bounding_box()
    page.mouse.move(box["x"] + 12, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 40, steps=4)
    page.mouse.up()
    page.wait_for_url("**from=2021-05-03**")
    settle(page)
    assert headings(page) == ["Balad, Iraq"]


def test_an_area_is_drawn_on_the_map(page) -> None:
    go(page, "/?map=0.6232,0.4012,7")
    box = page.locator("#map").bounding_box()
    page.get_by_role("button", name="Choose an area").click()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 80, box["y"] + box["height"] - 60, steps=4)
    page.mouse.up()
    page.wait_for_url("**area=**")
    settle(page)
    assert headings(page) == ["Balad, Iraq"]
    assert page.get_by_role("button", name="Choose an area").get_attribute("aria-pressed") == "false"
    shot(page, "area")


def test_words_are_searched_while_typing_and_what_has_no_date_is_there(page) -> None:
    go(page, "/")
    page.keyboard.press("/")
    page.keyboard.type("convoy leaves")
    page.wait_for_url("**q=convoy**")
    settle(page)
    assert page.locator(".none").is_visible()  # the words stand in the report, not in what is coded
    page.fill("#q", "threatened further")
    page.wait_for_url("**q=threatened**")
    settle(page)
    assert headings(page) == ["no place stated"]
    assert page.locator(".row-date").inner_text() == "no date stated"


def test_the_time_line_and_the_map_by_keyboard(page) -> None:
    go(page, "/?type=shelling&type=bombing")
    page.locator("#time").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**to=2021-05-04**")
    page.locator("#time").focus()
    page.keyboard.press("Escape")
    page.wait_for_url(lambda u: "from=" not in u)
    page.locator("#map").focus()
    for _ in range(3):
        page.keyboard.press("+")
    page.keyboard.press("Enter")
    page.wait_for_url("**area=**")


def test_a_value_shows_its_words_in_every_language_and_direction(page) -> None:
    go(page, "/event/e-balad")
    page.get_by_role("link", name="3", exact=True).first.click()
    page.wait_for_selector("mark.active")
    assert page.locator("mark.active").all_inner_texts() == ["three bodies had been brought in", "Trois militaires ont été tués", "قُتل ثلاثة جنود"]
    arabic = page.locator(".paper-text[lang=ar] p").first
    assert page.evaluate("e => getComputedStyle(e).direction", arabic.element_handle()) == "rtl"
    assert "s=m1.5" in page.url
    page.reload()
    assert page.locator("mark.active").count() == 3
    shot(page, "event", full_page=False)


def test_review_by_keyboard(page, record) -> None:
    go(page, "/review")
    page.keyboard.press("j")
    page.wait_for_url("**/event/e-balad**")
    page.keyboard.press("a")
    page.locator("#reviewer").fill("Ana")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda u: "/event/" in u and "e-balad" not in u)
    page.keyboard.press("u")
    page.wait_for_timeout(300)
    assert [(j.kind, j.reviewer) for j in record.judgements()] == [("accept", "Ana"), ("unsure", "Ana")]
    go(page, "/event/e-balad")
    page.keyboard.press("z")
    page.wait_for_selector(".decisions", state="detached")
    assert record.judgements()[-1].kind == "undo"


def test_choosing_splitting_merging_and_noting_by_keyboard(page, record) -> None:
    page.context.add_cookies([{"name": "istor_reviewer", "value": "Bob", "url": page.base}])
    go(page, "/event/e-balad")
    page.keyboard.press("e")
    shot(page, "choose")
    page.locator("#d-edit select").select_option("killed")
    page.locator("#d-edit input[name=pick-killed]").first.check()
    with page.expect_navigation():
        page.locator("#d-edit button.primary").click()
    assert page.locator(".decisions li").count() == 1
    page.keyboard.press("s")
    page.keyboard.press("3")
    with page.expect_navigation():
        page.locator("#d-split button.primary").click()
    page.keyboard.press("m")
    with page.expect_navigation():
        page.keyboard.press("1")
    page.keyboard.press("n")
    page.keyboard.type("See the hospital list")
    page.locator("#d-note button.primary").click()
    page.wait_for_selector("text=See the hospital list")
    made = [(j.kind, j.property, j.value) for j in record.judgements()]
    assert made[0] == ("value", "killed", "2")
    assert [m[0] for m in made[1:]] == ["different", "different", "same", "note"]
    assert {j.reviewer for j in record.judgements()} == {"Bob"}


def test_a_text_is_pasted_and_seen_before_it_is_stored(page) -> None:
    go(page, "/add")
    page.get_by_label("Paste a text").fill("A bomb killed three people in Basra on Monday, police said.")
    page.get_by_label("Published").fill("2021-05-04")
    page.get_by_role("button", name="Code it").click()
    page.wait_for_selector("text=Not stored yet")
    page.locator(".properties a.value").first.click()
    page.wait_for_selector("mark.active")
    shot(page, "draft")


def test_one_file_holds_the_event_and_asks_for_nothing(page, tmp_path) -> None:
    go(page, "/event/e-balad")
    with page.expect_download() as waited:
        page.get_by_role("link", name="One HTML file").click()
    path = tmp_path / "event.html"
    waited.value.save_as(path)
    asked: list[str] = []
    alone = page.context.new_page()
    alone.on("request", lambda r: asked.append(r.url))
    alone.on("console", lambda m: asked.append(m.text))
    alone.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert alone.locator("mark").count() > 8
    assert alone.evaluate("getComputedStyle(document.querySelector('.file')).display") == "grid"  # the style is let in by its hash
    shot(alone, "file", full_page=True)


@pytest.mark.parametrize("path", ["/", "/event/e-evil?s=m6.0,m6.1", "/review", "/actor/name%3A%22%3E%3Cscript%3Ealert(11)%3C%2Fscript%3E"])
def test_nothing_in_a_report_runs(page, path: str) -> None:
    go(page, path)
    page.wait_for_timeout(200)
    assert page.evaluate("document.querySelectorAll('img, iframe, object, b[onmouseover]').length") == 0
    shot(page, "hostile" + path.replace("/", "_")[:12])


@pytest.mark.parametrize("width", [360, 768, 1100, 2560])
@pytest.mark.parametrize("path", ["/", "/event/e-balad", "/review", "/actor/karwan-brigade", "/place/g99072", "/add", "/settings", "/api"])
def test_no_view_is_wider_than_the_screen(page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    go(page, path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shot(page, f"{width}{path.replace('/', '_')}", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    go(page, "/event/e-balad")
    contrast = """s => { const lum = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; });
      return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
      const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!/, 0\\)$|transparent/.test(c)) return c; } return 'rgb(255,255,255)'; };
      return [...document.querySelectorAll(s)].map(e => { const a = lum(getComputedStyle(e).color), b = lum(ground(e)); return (Math.max(a, b) + .05) / (Math.min(a, b) + .05); }); }"""
    for selector in (".soft", ".flag", "h1", ".value", "mark", "nav a", "button", ".tag", ".quote"):
        assert min(page.evaluate(contrast, selector), default=21) >= 4.5, selector
    shot(page, f"event-{scheme}")


@pytest.mark.parametrize("path", ["/", "/event/e-balad", "/review", "/add", "/settings"])
def test_everything_that_can_be_used_has_a_name(page, path: str) -> None:
    go(page, path)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea, canvas, svg[role=img]')]
        .filter(e => !(e.getAttribute('aria-label') || e.innerText?.trim() || e.textContent?.trim() || e.labels?.length || e.title))
        .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert nameless == []
    assert page.locator("main").count() == 1
    assert page.locator("h1").count() == 1


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page) -> None:
    go(page, "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_french(page) -> None:
    page.context.add_cookies([{"name": "istor_language", "value": "fr", "url": page.base}])
    go(page, "/event/e-balad")
    assert page.locator("h1").inner_text() == "Tir de roquettes ou d’artillerie, Balad (Irak), le 3 mai 2021"
    shot(page, "french")
