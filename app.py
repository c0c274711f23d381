"""Cun Atlas, as `streamlit run app.py` starts it: a server, whose pages draw before Streamlit does, and the frame that
every run of a page begins with."""

import streamlit as st

if __name__ == "__main__":  # a run of a page
    from ui import frame

    frame.show()
else:  # the server
    from starlette.middleware import Middleware

    from ui import first_look
    from web.early import Early
    from web.frames import FramePolicy

    app = st.App(__file__, middleware=[Middleware(FramePolicy), Middleware(Early, first=first_look.of)])
