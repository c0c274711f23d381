"""Figures: coordinates in, plain plotly dicts out. Knows no Streamlit and opens no file."""
