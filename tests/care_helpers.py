"""The questions of Care first in tests without a browser, where nobody says what the tab keeps."""

from streamlit.testing.v1 import AppTest

from data.care import NO, load_care

ALL_NO = dict.fromkeys(load_care().questions, NO)


def browser_says(app: AppTest, **kept: str) -> AppTest:
    """The browser has said that it keeps these answers; run the page again."""
    app.session_state["care_heard"] = True
    app.session_state["care_answers"] = dict(kept)
    return app.run()


def answered_no(app: AppTest, **but: str) -> AppTest:
    """A reader who answered "no" to everything, but for these."""
    return browser_says(app, **(ALL_NO | but))
