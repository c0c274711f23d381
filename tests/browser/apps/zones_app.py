"""Points and reflexology zones on one foot: the chart, the layer's choices, its legend, list and card."""

import streamlit as st

from charts.limb import Layers, framed, limb_figure
from charts.palette import look_palettes
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from data.marks import marks_in_view, meridian_runs
from ui import care, plates, plot, state, style, zone_card, zone_layers

st.set_page_config(page_title="Zones", layout="wide")
atlas = load_atlas()
state.fill_in()
zone_layers.fill_in()
now, asked = st.session_state, st.query_params
if "begun" not in now:
    now["begun"], now["page"] = True, "Atlas"
    now["view"], now["side"] = asked.get("view", "foot_sole"), asked.get("side", "right")
    now["layer_zones"], now["layer_guides"] = asked.get("layers", "both"), asked.get("guides") == "yes"
    if "zone" in asked:
        zone_layers.open_zone(asked["zone"])
style.put()
care.keep()
body = Body(atlas.limb, Measurements())
view, side = now["view"], now["side"]
tone = asked.get("tone", "fair")
feet = ("left", "right") if asked.get("both") else (side,)


def chart(foot: str) -> None:
    marks = marks_in_view(atlas, body, view, foot, chosen=now["point"])
    seen = marks if zone_layers.shows_points(view) else []
    drawing = atlas.limb.views[view]
    figure = limb_figure(drawing, seen, side=foot, runs=meridian_runs(atlas, seen), selected=now["point"],
                         layers=Layers(), mm_per_unit=body.view_mm_per_unit(view))
    figure["areas"] = zone_layers.sheet(view, foot)
    x0, y0, x1, y1 = framed(drawing, foot, None)
    plot.render(
        figure, key=f"chart_{foot}", plate_url=plates.plate_url(view, foot), palette=look_palettes("plate", tone),
        height=round(min(max(600 * (y1 - y0) / (x1 - x0), 420), 700)), alt="A foot" + zone_layers.alt_words(view, foot),
        on_pick=lambda name: zone_layers.picked(atlas, name), view_key=f"{view} {foot}",
        select=now["zone"] or now["point"],
    )


wide, narrow = st.columns([3, 2])
with wide:
    if len(feet) > 1:
        for column, foot in zip(st.columns(2), feet, strict=True):
            with column:
                chart(foot)
    else:
        chart(side)
    zone_layers.show_legend(view, side, look_palettes("plate", tone)["light"])
    zone_layers.zone_list(view, side)
with narrow:
    zone_layers.switch()
    with st.expander("Layers"):
        zone_layers.choices()
    if now["zone"]:
        zone_card.show(atlas, now["zone"])
    elif now["point"]:
        st.markdown(f"### {now['point']}")
        zone_card.on_point_card(now["point"], side)
    st.write(f"Open: {now['zone'] or now['point'] or 'nothing'}")
