"""The markup that a component starts from, before its script has filled it."""

from html.parser import HTMLParser

import pytest

from web.scripts import WEB

FILES = sorted(WEB.rglob("*.html"))


class Buttons(HTMLParser):
    """Each button that is shown, with the words it is called by."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "button" and "hidden" not in given:
            self.named.append(given.get("aria-label") or "")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.named[-1] += data.strip()


def test_there_is_markup_to_look_at():
    assert {"care_lines.html", "screen_ruler.html", "session_clock.html"} <= {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_button_is_shown_before_it_has_a_name(path):
    buttons = Buttons()
    buttons.feed(path.read_text(encoding="utf-8"))
    assert all(buttons.named), buttons.named
