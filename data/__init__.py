"""What is known: the files of the atlas, one loader, one checker."""

from data.atlas import Atlas, load_atlas
from data.reading.tables import DataError

__all__ = ["Atlas", "DataError", "load_atlas"]
