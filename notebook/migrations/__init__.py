"""How the tables came to be, step by step; never change a step that was released, add one.

`versions/` holds Alembic revisions, read by `notebook/schema.py`. HEAD and KNOWN in `notebook/models.py` name them.
"""
