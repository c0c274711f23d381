"""A page that the browser translates: what it says of a point is that point's alone, and nothing breaks."""

from __future__ import annotations

import re

from guiding import answer_none, open_page
from playwright.sync_api import Page, expect
from screen import BELOW, card_of, list_of, open_atlas, settled

from tools.serve import Server

# As Chrome does it: every text that can be read, now or later, is taken out for two elements with other words in them.
TRANSLATE = """() => {
  const wrap = (text) => {
    if (!text.data.trim() || text.parentElement?.closest('script, style, svg, [translate=no], font, textarea')) return;
    const [outer, inner] = [0, 0].map(() => document.createElement('font'));
    inner.textContent = `‹${text.data}›`;
    outer.append(inner);
    text.replaceWith(outer);
  };
  const all = (root) => {
    if (root instanceof Text) return wrap(root);
    const texts = [], walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) texts.push(walk.currentNode);
    texts.forEach(wrap);
  };
  all(document.body);
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node.isConnected) all(node);
  }).observe(document.body, { childList: true, subtree: true });
}"""
TEXTS = f"""() => ['.cun-ins__sheet', '{BELOW} h3', '.st-key-sources']
  .map((place) => document.querySelector(place).innerText)"""


def unfolded(page: Page) -> list[list[str]]:
    """What the card says and what stands below it, its sources unfolded, as words."""
    sources = page.locator(".st-key-sources details")
    if sources.get_attribute("open") is None:
        sources.locator("summary").click()
    page.locator(".st-key-sources code").first.wait_for()
    settled(page)
    return [re.sub("[‹›]", "", text).split() for text in page.evaluate(TEXTS)]


def test_after_a_translation_another_points_card_is_wholly_of_that_point(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=leg_medial&point=SP9")
    plain = unfolded(page)
    open_atlas(page, atlas, "?view=leg_medial&point=SP6")
    unfolded(page)
    page.evaluate(TRANSLATE)
    expect(page.locator(".cun-card").first).to_contain_text("‹")
    for code in ("KI3", "SP9"):
        list_of(page).get_by_role("button", name=re.compile(f"^.?{code}.?$")).click()
        card_of(page, code)
        settled(page)
    assert unfolded(page) == plain
    meant_exactly(page)
    for page_name in ("What hurts", "Measure", "Atlas"):
        page.get_by_role("navigation", name="Pages").get_by_role("link", name=page_name).first.click()
        settled(page)
    expect(page.locator(".cun-ins__title")).to_contain_text("SP9")


def meant_exactly(page: Page) -> None:
    """Codes, lengths and cautions stay as the atlas says them; the rest of the card is translated."""
    exact = page.locator(".cun-ins__sheet :is([role=note], .cun-card__along button), .cun-ins__list [data-code^=SP]")
    assert exact.count() > 8 and "‹" not in "".join(exact.all_text_contents())
    assert page.locator(".cun-ins__told [translate=no]").all_text_contents()
    parts = page.locator(".cun-ins__told").evaluate("node => [...node.childNodes].map((one) => one.textContent)")
    assert all(("‹" in part) != bool(re.search(r"\d", part)) for part in parts if part.strip())
    expect(page.locator(".cun-card h3").first).to_contain_text("‹")


def test_what_to_watch_and_how_hard_are_as_written_in_a_session(page: Page, atlas: Server) -> None:
    open_page(page, atlas, "session?routine=RT_HEEL")
    answer_none(page)
    page.evaluate(TRANSLATE)
    begin_translated(page)
    for part in ("number", "care", "level"):
        assert "‹" not in page.locator(f".cun-clock [data-part={part}]").inner_text()
    expect(page.locator(".cun-clock [data-part=say]")).to_contain_text("‹")


def begin_translated(page: Page) -> None:
    page.locator(".cun-clock [data-do=start]").click()
    page.locator(".cun-clock [data-do=skip]").click()
    settled(page)
