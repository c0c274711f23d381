"""Plates as files, and the command line of paper: the right size, the right data, a whole file or none."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import pypdfium2
import pytest
from paper_helpers import heard, language_of, read
from PIL import Image

from charts.drawing import Words, line
from charts.paper.clipping import bounds, seen_in
from charts.paper.letters import font, printable, width_mm, wrapped
from charts.paper.page import About, PaperError, PaperPage
from charts.paper.pdf import pdf
from charts.paper.png import png
from charts.paper.sheets import sheet_named
from content.people import people
from content.view_data import places_csv, places_geojson
from coords.body import Body
from coords.cun import Measurements
from coords.options import Refused
from coords.view import VIEWS
from cun_atlas.paper import main
from data import load_atlas
from data.shapes.whole_file import write_whole

ATLAS = load_atlas()
READER = Body(ATLAS.limb, Measurements(stature_mm=1630.0))
EMPTY = PaperPage(210, 297, (Words(20, 20, "words"),))


@pytest.fixture
def say(capsys, tmp_path, monkeypatch):
    """Run the command line in an empty folder; (exit code, what it printed, what it said on the side)."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_a_strip_is_written_from_one_length(say, tmp_path):
    code, out, err = say("strip", "--inner-leg", "355.3mm", "--out", "strip.pdf")
    assert (code, out) == (0, "strip.pdf\n") and "not guessed" in err
    text = " ".join(page.text for page in read((tmp_path / "strip.pdf").read_bytes()))
    assert "SP6" in text and "My ruler strip" in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("sole", "--height", "163cm"), "Your foot length is missing, and it is not guessed"),
        (("strip",), "nothing of it is known yet"),
        (("strip", "--inner-leg", "355mm", "--sheet", "50x90mm"), "A sheet of 50 × 90 mm is too small for a strip"),
        (("strip", "--inner-leg", "355mm", "--sheet", "B9"), "No sheet is called 'B9'; there are A4, Letter"),
        (("strip", "--inner-leg", "wide"), "--inner-leg 'wide': We could not read that as a length"),
        (("strip", "--inner-leg", "355mm", "--out", "strip.doc"), "should end in .pdf"),
        (("strip", "--inner-leg", "355mm", "--out", "no/such/folder.pdf"), "no/such/folder.pdf cannot be written"),
        (("handout",), "A handout is of points or of a routine"),
        (("handout", "SP6", "--routine", "RT_HEEL"), "A handout is of points or of a routine"),
        (("handout", "--routine", "RT_NONE"), "No routine 'RT_NONE'; there are RT_HEEL"),
        (("handout", "SP66"), "No point is called 'SP66'"),
        (("handout", "SP6", "--side", "top"), "No side 'top'; it is right or left"),
        (("handout", "SP6", "--class", "nobody.csv"), "nobody.csv cannot be read: No such file"),
        (("plate", "leg"), "No view 'leg'; views are foot_sole"),
        (("plate", "foot_sole", "--out", "x.doc"), "should end in one of .pdf, .svg, .png, .geojson, .csv"),
        (("plate", "foot_sole", "--out", "x.pdf", "--width", "900px"), "A PDF has no pixels"),
        (("plate", "foot_sole", "--out", "x.pdf", "--width", "9mm"), "A plate 9 mm wide cannot be made"),
        (("plate", "foot_sole", "--out", "x.png", "--width", "90000px"), "90000 pixels wide cannot be made"),
        (("plate", "foot_sole", "--out", "x.csv", "--width", "90mm"), "Data (csv) have no width"),
        (("plate", "foot_sole", "--out", "x.geojson", "--life-size"), "Data (geojson) have no width"),
        (("poster",), "invalid choice: 'poster'"),
        (("sole", "--foot", "25cm", "--only", "heel"), "invalid choice: 'heel'"),
    ],
)
def test_what_cannot_be_printed_is_one_sentence_and_no_file(say, tmp_path, words, sentence):
    code, out, err = say(*words)
    assert (code, out) == (2, "") and sentence in err and err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_forty_one_points_are_refused_and_leave_no_file(say, tmp_path):
    codes = [code for code, point in ATLAS.points.items() if point.is_point][:41]
    code, _, err = say("handout", *codes)
    assert code == 2 and "You chose 41 places; a handout holds 40 at most" in err and list(tmp_path.iterdir()) == []


def test_help_lists_the_products_and_their_words(say):
    code, out, _ = say("--help")
    assert code == 0 and all(name in out for name in ("strip", "sole", "handout", "plate"))
    code, out, _ = say("handout", "--help")
    assert code == 0 and all(name in out for name in ("--inner-leg", "--sheet", "--large", "--practitioner"))
    assert say()[0] == 2


def test_a_routine_is_known_by_its_short_name_too(say, tmp_path):
    assert say("handout", "--routine", "general", "--out", "one.pdf")[0] == 0
    assert say("handout", "--routine", "RT_GENERAL", "--out", "two.pdf")[0] == 0
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_zones_are_drawn_on_the_feet_they_belong_to(say, tmp_path):
    assert say("sole", "--foot", "24cm", "--only", "sole", "--zones", "--out", "zones.pdf")[0] == 0
    left, right = ("".join(one.text for one in page.letters) for page in read((tmp_path / "zones.pdf").read_bytes()))
    assert ("Heart" in left, "Spleen" in left, "Liver" in left, "Gallbladder" in left) == (True, True, False, False)
    assert ("Heart" in right, "Spleen" in right, "Liver" in right, "Gallbladder" in right) == (False, False, True, True)


def test_a_class_gets_one_handout_for_each_person(say, tmp_path):
    (tmp_path / "class.csv").write_text("height,foot\n163cm,25cm\n5ft9,\n", encoding="utf-8")
    assert say("handout", "SP6", "--class", "class.csv", "--out", "class.pdf")[0] == 0
    pages = read((tmp_path / "class.pdf").read_bytes())
    assert ["height 163.0 cm" in pages[0].text, "height 175.3 cm" in pages[1].text, len(pages)] == [True, True, 2]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("height,name\n163cm,Ann\n", "has a column 'name'"),
        ("height\n", "has no rows"),
        ("height\n163cm\n3 km\n", "class.csv, line 3: --height '3 km'"),
        ("height\n163cm,2\n", "line 2: there are more cells than columns"),
        (f"height\n{'1' * 131_073}\n", "class.csv, line 2: it cannot be read (field larger than field limit"),
        (f"height\n{'9' * 1000}cm\n", f"line 2: --height '{'9' * 60}…'"),
        (f"{'x' * 1000}\n1\n", f"has a column '{'x' * 60}…'; columns are"),
        ("height\n" + " " * 1_000_000, "is larger than 1 MB"),
        ("height\n" + "163cm\n" * 1001, "has more than 1,000 rows; a batch holds 1,000"),
    ],
)
def test_a_table_of_people_that_cannot_be_used_is_told_by_line(table, sentence):
    with pytest.raises(Refused, match=re.escape(sentence)):
        list(people(ATLAS, table.encode(), "class.csv", []))


def test_a_code_is_printed_only_for_who_asks_whatever_the_environment_says(say, monkeypatch, tmp_path):
    monkeypatch.setenv("CUN_ATLAS_PUBLIC_URL", "https://atlas.example")
    assert say("handout", "SP6", "--out", "one.pdf")[0] == 0
    assert say("handout", "SP6", "--code", "https://atlas.example", "--out", "two.pdf")[0] == 0
    texts = [read((tmp_path / name).read_bytes())[0].text for name in ("one.pdf", "two.pdf")]
    assert "QR" not in texts[0] and "Scan" not in texts[0] and "Scan to open" in texts[1]


def test_a_png_is_exactly_as_wide_as_asked_for(say, tmp_path):
    assert say("plate", "leg_medial", "--height", "163cm", "--out", "a.png", "--width", "777px")[0] == 0
    assert Image.open(tmp_path / "a.png").size[0] == 777
    assert say("plate", "foot_sole", "--out", "b.png", "--width", "100mm")[0] == 0
    picture = Image.open(tmp_path / "b.png")
    assert picture.size[0] / picture.info["dpi"][0] * 25.4 == pytest.approx(100.0, abs=0.1)


def test_a_plate_a_handout_and_a_sole_carry_light_and_shade_and_stay_small(say, tmp_path):
    say("plate", "foot_medial", "--out", "plate.pdf")
    say("handout", "KI3", "--out", "handout.pdf")
    say("sole", "--foot", "255mm", "--only", "sole", "--out", "sole.pdf")
    for name, most_kb in (("plate", 110), ("handout", 130), ("sole", 260)):
        file = (tmp_path / f"{name}.pdf").read_bytes()
        page = pypdfium2.PdfDocument(file)[0]
        pictures = [one for one in page.get_objects(max_depth=3) if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        assert pictures and len(file) < most_kb * 1000, (name, len(file))


def test_life_size_is_life_size(say, tmp_path):
    assert say("plate", "foot_sole", "--foot", "260mm", "--life-size", "--out", "sole.pdf")[0] == 0
    (page,) = read((tmp_path / "sole.pdf").read_bytes())
    x0, _, x1, _ = ATLAS.limb.views["foot_sole"].frame
    assert page.width == pytest.approx((x1 - x0) * 260.0, abs=0.1)
    (bar,) = [one for one in page.lines if one.level and one.length > 20]
    assert bar.length == pytest.approx(50.0, abs=0.1) and "5 cm of you" in page.text


@pytest.mark.parametrize(("measure", "words"), [
    ((), "of an average adult"), (("--thumb", "20mm"), "of you"), (("--foot", "25cm"), "of you"),
    (("--thumb", "20mm", "--traditional"), "of you"),
])  # fmt: skip
@pytest.mark.parametrize("what", [("plate", "leg_medial"), ("plate", "hand_palmar"), ("handout", "SP6")])
def test_a_scale_bar_is_of_you_as_soon_as_anything_is_measured(say, tmp_path, what, measure, words):
    assert say(*what, *measure, "--out", "a.pdf")[0] == 0
    text = read((tmp_path / "a.pdf").read_bytes())[0].text
    assert f"cm {words}" in text and ("average adult" in text) == (not measure)


def test_a_handout_from_the_command_line_has_the_zones_of_its_steps(say, tmp_path):
    assert say("handout", "--routine", "RT_BACK7", "--thumb", "20.7mm", "--out", "a.pdf")[0] == 0
    text = read((tmp_path / "a.pdf").read_bytes())[0].text.replace("\u00a0", " ")
    assert "5 Heel" in text and "10 Shoulders" in text and "8 Sciatic band" in text
    assert say("handout", "LR3", "BL60", "--out", "b.pdf")[0] == 0
    assert "5 Heel" not in read((tmp_path / "b.pdf").read_bytes())[0].text.replace("\u00a0", " ")


def test_every_view_of_both_sides_becomes_an_svg_with_its_points(say, tmp_path):
    for view in VIEWS:
        for side in ("right", "left"):
            assert say("plate", view, "--side", side, "--width", "120mm", "--out", "a.svg")[0] == 0
            root = ET.parse(tmp_path / "a.svg").getroot()
            assert root.get("width") == "120mm" and "lang" in "".join(root.attrib)
            words = {"".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")}
            body = Body(ATLAS.limb, Measurements())
            rows = list(csv.DictReader(io.StringIO(places_csv(ATLAS, body, view, side))))
            assert {row["code"].partition(".")[0] for row in rows} <= words | {"EX-LE5"}


def test_data_of_a_view_are_the_places_of_the_body():
    document = json.loads(places_geojson(ATLAS, READER, "leg_medial", "left"))
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(places_csv(ATLAS, READER, "leg_medial", "left")))}
    (sp6,) = [feature for feature in document["features"] if feature["id"] == "SP6"]
    place = READER.place("SP6", "leg_medial", "left")
    assert sp6["geometry"]["coordinates"] == pytest.approx(place.xy, abs=1e-5)
    assert sp6["properties"]["y_mm"] == pytest.approx(place.xy[1] * place.mm_per_unit, abs=0.01)
    assert float(rows["SP6"]["distance_cm"]) == pytest.approx(place.distance_mm / 10, abs=0.01)
    assert rows["SP6"]["pinyin"] == "Sānyīnjiāo" and document["unit"] == "L"
    assert {feature["id"] for feature in document["features"]} == set(rows)


def test_a_pdf_says_its_title_its_language_and_its_pictures(say, tmp_path):
    assert say("handout", "SP6", "KI3", "--out", "a.pdf")[0] == 0
    content = (tmp_path / "a.pdf").read_bytes()
    with pypdfium2.PdfDocument(content) as opened:
        assert opened.get_metadata_value("Title") == "My points" and opened.is_tagged()
    assert language_of(content) == "en"
    assert {letter.font for letter in read(content)[0].letters} == {"CunAtlasSans-Regular", "CunAtlasSans-Bold"}


def test_headings_and_pictures_can_be_heard(say, tmp_path):
    assert say("handout", "SP6", "KI3", "--out", "a.pdf")[0] == 0
    parts = heard((tmp_path / "a.pdf").read_bytes())
    assert [role for role, _ in parts].count("H1") == 1
    figures = [said for role, said in parts if role == "Figure"]
    assert any("Drawing: inner side of the foot, right, with" in said for said in figures)
    assert figures and all(figures)


class Breaking:
    """A maker that writes half and then fails."""

    def __call__(self, file):
        file.write(b"half")
        raise PaperError("the paper tore")


def test_a_failed_write_leaves_what_stood_there_and_no_half_file(tmp_path):
    target = tmp_path / "mine.pdf"
    target.write_bytes(b"the old one")
    with pytest.raises(PaperError):
        write_whole(str(target), Breaking())
    assert target.read_bytes() == b"the old one" and [file.name for file in tmp_path.iterdir()] == ["mine.pdf"]
    write_whole(str(target), lambda file: file.write(b"the new one"))
    assert target.read_bytes() == b"the new one" and [file.name for file in tmp_path.iterdir()] == ["mine.pdf"]


def test_a_folder_in_the_way_is_told_and_leaves_nothing(tmp_path):
    (tmp_path / "mine.pdf").mkdir()
    with pytest.raises(Refused, match="cannot be written"):
        write_whole(str(tmp_path / "mine.pdf"), lambda file: file.write(b"x"))
    assert [file.name for file in tmp_path.iterdir()] == ["mine.pdf"]


def test_the_letters_cover_every_name_of_the_atlas():
    for point in ATLAS.points.values():
        for text in (point.names.pinyin, point.names.hanzi, point.names.hanzi_simplified, point.card.where,
                     point.card.press, *point.names.english, *(one.sentence for one in point.cautions)):  # fmt: skip
            printable(text)
    printable("Łucja Öztürk, Nguyễn Thị Hồng, Ελένη Παπαδοπούλου, Ольга Ёлкина, Čapek & Ørsted")
    for bold in (False, True):
        assert len(font(bold).face.charToGlyph) > 800


def test_lines_are_never_wider_than_their_room_and_lose_no_letter():
    text = "A word of " + "immeasurable" * 20 + " length, ± 1.3 cm"
    lines = wrapped(text, 40, 10)
    assert all(width_mm(one, 10) <= 40 for one in lines)
    assert "".join(lines).replace(" ", "").replace("\u00a0", "") == text.replace(" ", "")
    assert not any(one.endswith("±") for one in lines)


def test_sheets_have_their_names_and_sizes():
    assert (sheet_named("a4").width, sheet_named("LETTER").height, sheet_named("A3").height) == (210, 279.4, 420)
    assert (sheet_named("300x200mm").width, sheet_named("300 × 200 mm").height) == (200, 300)
    with pytest.raises(PaperError, match="cannot be printed"):
        sheet_named("1x9mm")


def test_only_what_may_be_seen_is_kept_of_a_piece():
    items = (line(0, 0, 10, 0), line(0, 50, 10, 50), Words(5, 30, "up", angle=90), Words(5, 80, "away"))
    assert seen_in(items, (0, -1, 20, 35)) == (items[0], items[2])
    x0, y0, x1, y1 = bounds(items[2])
    assert y1 - y0 > x1 - x0 > 0


def test_the_same_pages_make_the_same_file():
    assert pdf([EMPTY], About("one")) == pdf([EMPTY], About("one")) != pdf([EMPTY], About("two"))


def test_a_picture_of_a_page_has_the_pages_shape():
    picture = Image.open(io.BytesIO(png(pdf([EMPTY], About("one")), 420)))
    assert picture.size[0] == 420 and abs(picture.size[1] - 594) <= 1
