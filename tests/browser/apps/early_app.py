"""The instrument as the only thing on a page, and a server that begins it early."""

import streamlit as st

if __name__ == "__main__":
    from coords.body import Body
    from data import load_atlas
    from data.care.decision import decide, load_care
    from ui import first_look, style
    from ui.address import model_from
    from ui.components.instrument import instrument
    from ui.instrument import given
    from ui.model import Model

    st.set_page_config(layout="wide")
    style.put()
    atlas = load_atlas()
    model, _ = model_from(atlas, dict(st.query_params), st.session_state.get("model", Model()))

    def took(acts):
        st.session_state["acts"] = [*st.session_state.get("acts", []), *acts]

    heard = st.session_state.get("acts", [{"n": 0}])[-1]["n"]
    data = given(atlas, Body(atlas.limb, model.measures.measurements()), model, decide(load_care(), {}), heard=heard)
    instrument(data, key="instrument", heard=heard, on_acts=took)
    st.html(f'<p id="acts">{[one["act"] for one in st.session_state.get("acts", [])]}</p>')
else:
    from starlette.middleware import Middleware

    from ui import first_look
    from web.early import Early

    app = st.App(__file__, middleware=[Middleware(Early, first=first_look.of)])
