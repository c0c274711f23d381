"""How fast and how heavy the atlas is, beside an empty page of the same kind: `python -m bench`."""
