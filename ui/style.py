"""The few lines of CSS the pages share."""

import re

import streamlit as st

PILLS = ":is(.st-key-hurt_view, .st-key-nb_spot_view)"  # the choices of a view by its small picture
CSS = """<style>
.block-container {
  padding: calc(1rem + var(--cun-menu-top, 3.25rem)) 1.6rem calc(2rem + var(--cun-menu-bottom, 0rem));
}
:is(.stButton, .stDownloadButton, .stButtonGroup, .stFileUploader, .stPopover, .stPageLink) :is(button, a),
.stExpander summary, .stTextInput input, .stCheckbox label, [data-testid^="stExpandSidebar"],
[data-testid="stSidebarCollapseButton"] button {
  min-height: 2.75rem;
}
.stButtonGroup button, [data-testid^="stExpandSidebar"], [data-testid="stSidebarCollapseButton"] button {
  min-width: 2.75rem;
}
.stCheckbox label { align-items: center; }
button[aria-label^="Help"] { padding: 14px; margin: -14px; box-sizing: content-box; }
[data-testid="InputInstructions"] { display: none; }
.cun-table { border-collapse: collapse; width: 100%; }
.cun-table th, .cun-table td { text-align: left; padding: .3rem .6rem .3rem 0; }
.cun-table td { border-top: 1px solid rgba(128,128,128,.35); }
.cun-picture { width: 100%; max-width: 260px; display: block; margin: 0 auto; }
PILLS, PILLS .stButtonGroup { width: 100%; }
PILLS [role="radiogroup"] {
  display: grid; grid-template-columns: repeat(10, 1fr); gap: 4px; width: 100%; overflow: visible;
}
PILLS button {
  height: auto; min-width: 0; padding: .25rem .1rem; border-radius: .6rem; align-items: flex-start;
}
PILLS button p {
  display: flex; flex-direction: column; align-items: center; gap: 2px;
  font-size: .74rem; line-height: 1.15; white-space: normal; text-align: center;
}
PILLS img {
  height: 40px !important; max-height: 40px !important; max-width: 100%; width: auto; margin: 0 !important;
}
.st-key-hurt_answer { scroll-margin-top: 4.5rem; }
.st-key-begin_box h3 { padding: 0 0 .3rem; }
.st-key-session_led:has(.cun-clock:not([data-stage="before"])) .st-key-session_beside { display: none; }
.st-key-session_led {
  display: grid;
  grid-template: "time place" auto "time choice" 1fr / minmax(0, 5fr) minmax(0, 4fr);
  gap: .5rem 2rem;
}
.st-key-session_led > :has(> .st-key-session_time) { grid-area: time; }
.st-key-session_led > :has(> .st-key-session_place) { grid-area: place; }
.st-key-session_led > :has(> .st-key-session_spots) { grid-area: choice; }
@media (max-width: 900px) { /* the page "Measure" has the same boxes */
  [data-testid="stSidebar"], [data-testid^="stExpandSidebar"] { display: none; }
}
@media (max-width: 640px) {
  .st-key-session_led { grid-template: "time" auto "place" auto / minmax(0, 1fr); }
  .st-key-session_led:has([data-stage="steps"]) { grid-template: "place" auto "time" auto / minmax(0, 1fr); }
  .st-key-session_led:has([data-stage="after"], [data-stage="done"]) :is(.st-key-session_place, .st-key-session_spots) {
    display: none;
  }
  .st-key-session_led > :has(> .st-key-session_spots) {
    grid-area: place; align-self: end; width: calc(100% - 6.6rem); z-index: 2;
  }
  .st-key-session_spots [role="radiogroup"] { flex-wrap: nowrap; }
  .st-key-session_spots button { padding: 0 .4rem; flex: 1 1 0; }
  .st-key-session_spots button p { font-size: .75rem; line-height: 1.15; white-space: normal; }
  .st-key-session_place [data-zoom="reset"] { display: none; }
  .st-key-session_led .cun-plot,
  .st-key-session_led :is(.stElementContainer, .stBidiComponent, [data-testid^="stBidi"]):has(.cun-plot) {
    height: 300px !important; flex-basis: 300px !important;
  }
  [data-testid="stHorizontalBlock"]:has(.st-key-chosen_found) > [data-testid="stColumn"]:last-child { order: -1; }
  .stMarkdown table { font-size: .8rem; }
  .stMarkdown :is(th, td) { padding: .3rem; }
  PILLS [role="radiogroup"] { grid-template-columns: repeat(5, 1fr); }
  PILLS button p { font-size: .66rem; }
  PILLS img { height: 32px !important; }
  .block-container { padding-left: .8rem; padding-right: .8rem; }
}
.st-key-hurt_view [role="radiogroup"] { grid-template-columns: repeat(4, 1fr); }
</style>""".replace("PILLS", PILLS)


DARK = """<style>
[data-testid="stBaseButton-primary"], [data-testid="stBaseButton-primary"] p,
[data-testid="stMultiSelect"] [data-tag], [data-testid="stMultiSelect"] [data-tag] * { color: #12161a; }
</style>"""


LINES = re.compile(r"\n\s*")  # sent with every page, so in one line


def put() -> None:
    """Add the style to the page; on the light green of the dark theme the words of a button are dark."""
    st.html(LINES.sub("", CSS + (DARK if st.context.theme.type == "dark" else "")))
