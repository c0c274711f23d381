"""How a command that looks something up answers: its text, remarks before it, or one sentence why not."""

import sys
from collections.abc import Callable

from content.opening import first_fault
from coords.options import Refused
from data.reading.tables import DataError

Remarks = list[str]


class Help(Exception):
    """The reader asked how a command is used, or (code 2) said too little to do anything."""

    def __init__(self, text: str, code: int = 0):
        super().__init__(text)
        self.code = code


def answer(work: Callable[[Remarks], str]) -> int:
    """Print what `work` returns, after the remarks it made.

    0 when done; 2 with one sentence when something asked for cannot be used, 1 when a file of the data cannot.
    """
    remarks: Remarks = []
    try:
        text = work(remarks)
    except Help as told:
        print(told)
        return told.code
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except (Refused, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except Exception:
        if (fault := first_fault()) is None:
            raise
        print(fault, file=sys.stderr)
        return 1
    for remark in remarks:
        print(remark, file=sys.stderr)
    print(text)
    return 0
