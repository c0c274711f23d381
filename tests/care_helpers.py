"""The questions before pressing in tests without a browser, where nobody says what the tab keeps."""

from app_helpers import remember
from streamlit.testing.v1 import AppTest

from data.care.decision import NO, load_care
from ui.care import Answers

ALL_NO = dict.fromkeys(load_care().questions, NO)


def browser_says(app: AppTest, **kept: str) -> AppTest:
    """The browser has said that it keeps these answers; run the page again."""
    return remember(app, Answers, heard=True, given=dict(kept)).run()


def answered_no(app: AppTest, **but: str) -> AppTest:
    """A reader who answered "no" to everything, but for these."""
    return browser_says(app, **(ALL_NO | but))
