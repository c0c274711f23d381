"""My handout: where, how and how long for one person, beside the plates; one page where it fits, larger if asked for.

The type becomes smaller, within reason, until everything stands on one page; else it goes on to the next page. Nothing
is ever cut off: every line is measured before it is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from charts.drawing import INK, MM_PER_PT, SOFT, Block, Box, Item, Still, Words, line
from charts.paper.areas import NamedArea
from charts.paper.letters import LEADING, RISE, printable, shortened, width_mm
from charts.paper.page import PaperError, PaperPage
from charts.paper.parts import RULE, Flowable, boxed, filled, led_paragraph, paragraph, qr
from charts.paper.plate_file import BAR_MM, picture
from charts.paper.sheets import Sheet
from charts.say import Say
from coords.printed import Handout, HandoutPlate, HandoutRow

MOST_ROWS = 40
LARGE = 18.0  # of the large print, pt
LEAST_PT = 7.5  # of the cautions
QR_MM, QR_CLOSE_MM = 27.0, 24.0  # width of the code
NOTES_MM = 8.5  # between the lines for notes
STOP = "#8a1f1f"
GUTTER = 6.0
NARROW = 120.0  # a sheet whose room is narrower has its plates above the table, not beside it

Stills = Callable[[str, str], Still]  # (view, side) → its drawing
Zones = Callable[[str, str], Sequence[NamedArea]]  # (view, side) → the zones that the steps work there, in its units


@dataclass(frozen=True)
class Fit:
    """A way to set a handout: the type in pt, and whether everything stands close together."""

    size: float
    close: bool = False
    close_leading: float = 1.2

    @property
    def leading(self) -> float:
        return self.close_leading if self.close else LEADING

    @property
    def care_pt(self) -> float:
        """Type of the cautions."""
        return self.size if self.size >= LARGE else max(self.size * (0.8 if self.close else 0.86), LEAST_PT)


FITS = (  # the first one that fits on a page, else the first of those with the fewest pages
    *(Fit(size) for size in (12.0, 11.4, 10.8, 10.2)),
    *(Fit(size, True) for size in (10.8, 10.4, 10.0, 9.7, 9.4, 9.2, 9.0)),
    Fit(9.0, True, 1.12),
    Fit(9.0, True, 1.08),
)


def no_zones(view: str, side: str) -> Sequence[NamedArea]:
    """None, as on a handout of points."""
    return ()


def handout_pages(
    handout: Handout,
    stills: Stills,
    sheet: Sheet,
    palette: Mapping[str, str],
    say: Say,
    large: bool = False,
    zones: Zones = no_zones,
) -> list[PaperPage]:
    """The pages of one handout; `say` has the words of the page itself.

    Raises PaperError for a sheet too small, too many places, or a sign no font has.
    """
    if len(handout.rows) > MOST_ROWS:
        raise PaperError(
            f"You chose {len(handout.rows):,} places; a handout holds {MOST_ROWS} at most. Choose fewer, or make two."
        )
    if not handout.rows:
        raise PaperError("A handout needs at least one place; choose a point or a routine.")
    x0, y0, x1, y1 = sheet.room
    if x1 - x0 < 80 or y1 - y0 < 120 or (large and (x1 - x0 < 120 or y1 - y0 < 180)):
        raise PaperError(f"A sheet of {sheet.name} is too small for this handout; take A4, Letter or A3.")
    if large:
        return _Setting(handout, stills, sheet, palette, Fit(LARGE), say, beside=False, zones=zones).pages()

    def setting(fit: Fit) -> _Setting:
        return _Setting(handout, stills, sheet, palette, fit, say, beside=x1 - x0 >= NARROW, zones=zones)

    best, fewest = FITS[0], (MOST_ROWS * 9, 0)
    for fit in FITS:
        tried = setting(fit)
        pages = (len(tried.pages(draft=True)), tried.table_pages)
        if pages < fewest:
            best, fewest = fit, pages
        if pages[0] == 1:
            break
    return setting(best).pages()


def batch_pages(
    handouts: Iterable[Handout],
    stills: Stills,
    sheet: Sheet,
    palette: Mapping[str, str],
    say: Say,
    large: bool = False,
    progress: Callable[[int], object] | None = None,
    zones: Zones = no_zones,
) -> Iterator[PaperPage]:
    """The pages of many handouts, each begun only when the one before is written.

    `progress` is told how many handouts are done.
    """
    kept: dict[tuple[str, str], Still] = {}

    def still(view: str, side: str) -> Still:
        if (view, side) not in kept:
            kept[view, side] = stills(view, side)
        return kept[view, side]

    for done, handout in enumerate(handouts, start=1):
        yield from handout_pages(handout, still, sheet, palette, say, large, zones)
        if progress:
            progress(done)


class _Setting:
    """One handout set in one way."""

    def __init__(
        self, handout: Handout, stills: Stills, sheet: Sheet, palette: Mapping[str, str], fit: Fit, say: Say,
        *, beside: bool, zones: Zones,
    ):  # fmt: skip
        self.say, self.zones = say, zones
        self.handout, self.stills, self.sheet, self.palette, self.fit = handout, stills, sheet, palette, fit
        self.size, self.close = fit.size, fit.close
        self.beside = beside and bool(handout.plates)
        self.large = fit.size >= LARGE
        self.draft = False
        self.room: Box = sheet.room
        self.table_pages = 1
        self.done: list[list[Item]] = [[]]
        self.y = self.room[3]

    def pages(self, draft: bool = False) -> list[PaperPage]:
        """All pages, the last one with lines for notes; a draft has no pictures."""
        self.draft = draft
        x0, y0, x1, _ = self.room
        self._header()
        top = self.y
        if self.beside:
            wide = min(70.0, (x1 - x0) * (0.27 if self.close else 0.3))
            self._table(x0 + wide + GUTTER, x1)
            low = self.y if len(self.done) == 1 else y0 + 4
            low = self._plates_beside(x0, x0 + wide, top, low)
            self.y = min(self.y, low) if len(self.done) == 1 else self.y
        else:
            self._plates_above(x0, x1)
            self._table(x0, x1)
        self.table_pages = len(self.done)
        self._after()
        self._notes()
        count = len(self.done)
        for number, items in enumerate(self.done, start=1):
            said = self.say("handout.foot")
            if count > 1:
                said = self.say("handout.foot_page", title=printable(self.handout.title), number=number, count=count)
            items.append(Words(x1, y0 - 4.2, said, 7, colour=SOFT, anchor="end"))
        return [PaperPage(self.sheet.width, self.sheet.height, tuple(items)) for items in self.done]

    # ---- setting type

    def _lines(
        self, text: str, width: float, size: float, bold: bool = False, colour: str = INK, role: str = "P"
    ) -> Flowable:
        return paragraph(text, width, size, bold, colour, role, self.fit.leading)

    def _put(self, part: Flowable, x: float, after: float = 0.0) -> None:
        """Set a part below what is there, on a new page when there is no room."""
        if self.y - part.height < self.room[1] and self.done[-1]:
            self._turn()
        if self.y - part.height < self.room[1] - 1e-6:
            raise PaperError(f"A sheet of {self.sheet.name} is too small for this handout; take A4, Letter or A3.")
        self.done[-1] += part.set(x, self.y)
        self.y -= part.height + after

    def _turn(self) -> None:
        self.done.append([])
        self.y = self.room[3]

    # ---- from the top down

    def _header(self) -> None:
        x0, _, x1, y1 = self.room
        handout, size = self.handout, self.size
        wide = QR_CLOSE_MM if self.close else QR_MM
        code = (
            qr(handout.link, x1 - wide, y1 - wide, wide, self.say("handout.qr_alt", link=handout.link))
            if handout.link
            else None
        )
        right = x1 - wide - GUTTER if code else x1
        self._put(self._lines(handout.title, right - x0, size * 1.75, True, role="H1"), x0, 1.0)
        if handout.practitioner:
            self._put(self._lines(handout.practitioner, right - x0, size * 1.05, True, SOFT), x0, 1.0)
        if handout.intro:
            self._put(self._lines(handout.intro, right - x0, size * 0.95), x0, 1.0)
        self._put(self._lines(handout.measured, right - x0, size * 0.85, colour=SOFT), x0, 0.5)
        if code:
            self._put(self._lines(self.say("handout.scan"), right - x0, max(size * 0.7, 7.0), colour=SOFT), x0, 0.5)
            self.done[0].append(code)
            self.y = min(self.y, y1 - wide + 7.0)
        self.y -= 4.0 if self.close else 5.8
        half = (x0 + right) / 2
        for at, end, word in ((x0, half - 3, self.say("handout.for")), (half, right, self.say("handout.date"))):
            self.done[-1].append(Words(at, self.y, word, size * 0.85, colour=SOFT))
            self.done[-1].append(line(at + size * 0.85, self.y - 0.6, end, self.y - 0.6, 0.15, SOFT))
        self.y -= 4.0

    def _plates_beside(self, x0: float, x1: float, top: float, low: float) -> float:
        """The plates under each other in a column that reaches down to `low` at least; returns where it ends."""
        title = self.size * 0.8
        head = title * MM_PER_PT * LEADING + 0.5
        room = max(top - low, 0.45 * (top - self.room[1]))

        def arranged(rows: list[list[HandoutPlate]]) -> tuple[list[float], list[float], float]:
            """Width of the places in each row, height of each row, and what share of the heights there is room for."""
            wide = [(x1 - x0 - 4.0 * (len(row) - 1)) / len(row) for row in rows]
            tall = [max(_ratio(plate) * each for plate in row) for row, each in zip(rows, wide, strict=True)]
            return wide, tall, min(1.0, (room - len(rows) * (head + BAR_MM + 2.0)) / sum(tall))

        def shown(rows: list[list[HandoutPlate]]) -> float:
            """Area of all pictures, as far as the share goes."""
            wide, _, share = arranged(rows)
            return sum((share * each) ** 2 * _ratio(p) for row, each in zip(rows, wide, strict=True) for p in row)

        rows = max([[plate] for plate in self.handout.plates], _shelves(self.handout.plates), key=shown)
        (wide, tall, share), y = arranged(rows), top
        for row, each, high in zip(rows, wide, tall, strict=True):
            for n, plate in enumerate(row):
                x = x0 + n * (each + 4.0)
                words = plate.title if len(row) == 1 else plate.name
                self.done[0] += self._lines(shortened(words, each, title, True), each, title, True, SOFT).set(x, y)
                self.done[0].append(self._picture(plate, (x, y - head - high * share - BAR_MM, x + each, y - head)))
            y -= head + high * share + BAR_MM + 2.0
        return y

    def _plates_above(self, x0: float, x1: float) -> None:
        """The plates above the table, two or three in a row, the wide ones on more room."""
        plates = self.handout.plates
        rows = -(-len(plates) // (3 if self.large else 4))
        for n in range(rows):
            row = plates[n * len(plates) // rows : (n + 1) * len(plates) // rows]
            shares = [min(max(1 / _ratio(plate), 0.55), 1.4) for plate in row]
            wide = [(x1 - x0 - GUTTER * (len(row) - 1)) * share / sum(shares) for share in shares]
            most = (self.room[3] - self.room[1]) * (0.38 if rows == 1 else 0.28)
            self._put(self._plate_row(row, wide, most), x0, 3.0)
        self.y -= 1.0

    def _plate_row(self, row: Sequence[HandoutPlate], wide: Sequence[float], most: float) -> Flowable:
        """Plates beside each other, each with its title above; their pictures are at most `most` mm high."""
        title = min(self.size * 0.8, 13)
        heads = [self._lines(plate.title, each, title, True, SOFT) for plate, each in zip(row, wide, strict=True)]
        head = max(part.height for part in heads) + 1
        most = min(most, self.room[3] - self.room[1] - head)
        high = min(max(each * _ratio(plate) for plate, each in zip(row, wide, strict=True)) + BAR_MM, most)

        def put(x: float, top: float) -> list[Item]:
            items: list[Item] = []
            for plate, each, part in zip(row, wide, heads, strict=True):
                items += part.set(x, top)
                items.append(self._picture(plate, (x, top - head - high, x + each, top - head)))
                x += each + GUTTER
            return items

        return Flowable(head + high, put)

    def _picture(self, plate: HandoutPlate, box: Box) -> Block:
        if self.draft:
            return Block(())
        return picture(
            self.stills(plate.view, plate.side), plate.frame, plate.marks, self.palette, box,
            body_mm_per_unit=plate.mm_per_unit, alt=plate.alt, owner=plate.owner, name_pt=13 if self.large else 8.5,
            dot_mm=1.5 if self.large else 1.15, zones=self.zones(plate.view, plate.side),
        )  # fmt: skip

    def _table(self, x0: float, x1: float) -> None:
        """The rows; from the second page on over the whole width."""
        first = len(self.done)
        for row in self.handout.rows:
            part = self._row(row, x1 - x0)
            if self.y - part.height < self.room[1] and self.done[-1]:
                self._turn()
            if len(self.done) > first and x0 != self.room[0]:
                x0 = self.room[0]
                part = self._row(row, x1 - x0)
            self._put(part, x0, 0.8 if self.close else 1.6)

    def _row(self, row: HandoutRow, width: float) -> Flowable:
        size = self.size
        time = self._lines(row.how_long, width, size, True) if row.how_long else None
        aside = width_mm(printable(row.how_long), size, True) + 4.0 if time else 0.0
        beside = not self.large and aside < 0.4 * width  # the time stands at the end of the name's line
        name = f"{row.label}  {row.name}" if row.label else row.name
        head = self._lines(name, width - aside if beside else width, size * 1.12, True)
        distance = self.say("handout.on_you", distance=row.distance) if row.distance else ""
        told, done = ((row.where, False), (distance, True)), ((row.how, False), (row.note, False))
        if self.close:
            told, done = ((row.where, False), (distance, True)), ((f"{row.how} {row.note}".strip(), False),)
        if not beside:
            done = (*done, (self.say("handout.how_long", time=row.how_long) if time else "", True))
        gap = 4.0
        half = (width - 2 - gap) / 2
        if self.close or self.large or width < 95 or not (row.where or distance):
            columns = [(2.0, [self._lines(text, width - 2, size, bold) for text, bold in (*told, *done) if text])]
        else:
            columns = [(2.0 + n * (half + gap), [self._lines(text, half, size, bold) for text, bold in part if text])
                       for n, part in enumerate((told, done))]  # fmt: skip
        between = size * 0.06
        high = head.height + 0.4 + max(sum(p.height + between for p in parts) for _, parts in columns)

        def put(x: float, top: float) -> list[Item]:
            items: list[Item] = [line(x, top + 0.7, x + width, top + 0.7, 0.2, RULE)]
            items += head.set(x, top)
            if time and beside:
                items += time.set(x + width - aside + 4.0, top - size * 0.12 * MM_PER_PT * RISE)
            for dx, parts in columns:
                y = top - head.height - 0.4
                for part in parts:
                    items += part.set(x + dx, y)
                    y -= part.height + between
            return items

        return Flowable(high + 0.8, put)

    def _after(self) -> None:
        """Cautions in a tinted box, two columns of them where there is room; then the sources."""
        x0, _, x1, _ = self.room
        size = self.fit.care_pt
        columns = 1 if self.large or x1 - x0 < NARROW else 2
        wide = (x1 - x0 - 6 - (columns - 1) * 5) / columns
        self.y -= 1.5
        told = (*self.handout.general, *self.handout.cautions)
        parts = [self._caution(label, words, wide, size) for label, words in told]
        head = self._lines(self.say("handout.care"), x1 - x0 - 6, size * 1.1, True, STOP, "H2") if parts else None
        while parts:
            room = self.y - self.room[1] - 4.0 - (head.height if head else 0)
            shares = filled(parts, columns, room)
            taken = sum(len(share) for share in shares)
            whole = self.room[3] - self.room[1] - 8.0 - (head.height if head else 0)
            if taken < len(parts) and self.done[-1] and filled(parts, columns, whole, every=True):
                self._turn()  # they all fit on a page of their own
                continue
            if taken < min(2 * columns, len(parts)) and self.done[-1]:
                self._turn()
                continue
            if not taken:
                raise PaperError(f"A sheet of {self.sheet.name} is too small for the cautions; take A4 or A3.")
            self._put(boxed(head, shares, wide, x1 - x0), x0, 2.0)
            parts, head = parts[taken:], None
        if self.handout.sources:
            small = self.size * (0.72 if self.large else 0.66)
            text = self.say("handout.sources", sources="; ".join(self.handout.sources))
            self._put(self._lines(text, x1 - x0, max(small, 6.6), colour=SOFT), x0, 1.5)

    def _caution(self, label: str, words: str, width: float, size: float) -> Flowable:
        """A caution, its label before it in bold."""
        if label:
            return led_paragraph(self.say("handout.caution", label=label), words, width, size, self.fit.leading)
        return self._lines(words, width, size)

    def _notes(self) -> None:
        """Lines to write on, as many as there is room for."""
        x0, y0, x1, _ = self.room
        apart = NOTES_MM * (1.4 if self.large else 0.83 if self.close else 1.0)
        count = int((self.y - y0 - 3) // apart)
        if count < 2:
            self._turn()
            count = int((self.y - y0 - 3) // apart)
        count = min(count, 14)
        self.done[-1].append(
            Block((Words(x0, self.y - 3.5, self.say("handout.notes"), max(self.size * 0.85, 8), True, SOFT),))
        )
        for n in range(count):
            y = self.y - 3 - (n + 1) * apart + 1.5
            self.done[-1].append(line(x0, y, x1, y, 0.15, RULE))


SLENDER = 1.6  # a picture so many times as tall as wide


def _ratio(plate: HandoutPlate) -> float:
    x0, y0, x1, y1 = plate.frame
    return (y1 - y0) / (x1 - x0)


def _shelves(plates: Sequence[HandoutPlate]) -> list[list[HandoutPlate]]:
    """The plates in rows: slender ones two by two, the others alone."""
    slender = [plate for plate in plates if _ratio(plate) >= SLENDER]
    pairs = [slender[n : n + 2] for n in range(0, len(slender) - 1, 2)]
    paired = {id(plate) for pair in pairs for plate in pair}
    return [*([plate] for plate in plates if id(plate) not in paired), *pairs]
