"""The reader's own records: what was pressed, where it was sore, whether it helps. Knows no chart and no screen.

    from datetime import datetime
    from notebook import Notebook, Pressed, Session, open_database

    database = open_database()                 # once in a process; raises a NotebookError with a sentence for the page
    notebook = Notebook(database)              # cheap; on a shared server Notebook(database, whose(…))
    saved = notebook.add(Session(
        datetime.now().astimezone(), (Pressed("point", "SP6", side="left", seconds=60),),
        complaint="heel_pain", before=6, after=4,
    ))
    notebook.edit(replace(saved, after=3))     # StaleEntry when another tab was first
    notebook.list(Find(code="SP6"))            # an EntriesPage, newest first
    say(before_after(notebook.scores()))       # "Not enough entries yet: this needs 5 sessions …"

values.py      what can be written            store.py       the notebook of one person
check.py       is it possible                 mine.py        the one place that ties rows to their person
find.py        what to look for               trends.py, two_weeks.py, say.py   what the scores say
database.py    where it is kept, opening it   exporting.py, importing.py, file_format.py, table_file.py   out and in
backup.py      dated copies and the way back  report.py      a page for a doctor
whose.py       whose notebook it is           wipe.py        delete everything of mine
errors.py, faults.py   what can go wrong      models.py, rows.py, schema.py, migrations/   the tables
"""

from notebook.backup import restore, set_aside
from notebook.check import check
from notebook.database import Database, open_database
from notebook.errors import (
    BadEntry,
    BadFile,
    Damaged,
    DiskFull,
    Locked,
    NewerSchema,
    NotebookError,
    NotebookOff,
    NotThere,
    ReadOnly,
    StaleEntry,
    Unreachable,
)
from notebook.exporting import Copy, copies, to_csv, to_json
from notebook.file_format import MAX_BYTES
from notebook.find import Day, EntriesPage, Find, Scored, Used
from notebook.importing import Done, ImportPlan, import_planned, plan_import, plan_table, put_back
from notebook.report import DoctorPage, doctor_page
from notebook.say import say
from notebook.store import LOCAL, Notebook
from notebook.trends import before_after, by_point, by_routine, one_person_trial, pressed_days, running_mean
from notebook.values import (
    VIEWS,
    Favourite,
    MyPlace,
    Near,
    Note,
    Plan,
    Pressed,
    Session,
    TenderSpot,
    alternate_weeks,
    new_id,
)
from notebook.whose import whose
from notebook.wipe import Removed

__all__ = [
    "LOCAL",
    "MAX_BYTES",
    "VIEWS",
    "BadEntry",
    "BadFile",
    "Copy",
    "Damaged",
    "Database",
    "Day",
    "DiskFull",
    "DoctorPage",
    "Done",
    "EntriesPage",
    "Favourite",
    "Find",
    "ImportPlan",
    "Locked",
    "MyPlace",
    "Near",
    "NewerSchema",
    "NotThere",
    "Note",
    "Notebook",
    "NotebookError",
    "NotebookOff",
    "Plan",
    "Pressed",
    "ReadOnly",
    "Removed",
    "Scored",
    "Session",
    "StaleEntry",
    "TenderSpot",
    "Unreachable",
    "Used",
    "alternate_weeks",
    "before_after",
    "by_point",
    "by_routine",
    "check",
    "copies",
    "doctor_page",
    "import_planned",
    "new_id",
    "one_person_trial",
    "open_database",
    "plan_import",
    "plan_table",
    "pressed_days",
    "put_back",
    "restore",
    "running_mean",
    "say",
    "set_aside",
    "to_csv",
    "to_json",
    "whose",
]  # fmt: skip
