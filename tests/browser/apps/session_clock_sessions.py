"""Sessions for the clock's tests: one with every kind of step, a short one, one that asks first."""

STRENGTH = {"pressure": 3, "strength": "clear but comfortable (3 of 5)"}
PLAIN = {"technique": "Press", "tool": "a thumb", **STRENGTH, "care": [], "other_way": ""}


def step(n: int, title: str, side: str, seconds: int, **more: object) -> dict:
    say = f"Press {title} slowly and keep breathing."
    return {**PLAIN, "n": n, "title": title, "say": say, "side": side, "seconds": seconds, **more}


HEEL = [
    step(1, "Warm up the foot", "left", 60, technique="Stroke", tool="the whole hand", pressure=1,
         strength="very light (1 of 5)",
         say="Stroke and gently squeeze the whole foot, sole and top.",
         care=["Look at the skin first: leave out any spot that is broken, hot or swollen."]),
    step(2, "Warm up the foot", "right", 60, technique="Stroke", tool="the whole hand", pressure=1,
         strength="very light (1 of 5)",
         say="Stroke and gently squeeze the whole foot, sole and top."),
    step(3, "BL60, hollow behind the outer ankle", "left", 300, press_seconds=30, release_seconds=4,
         technique="Pulsed press",
         say="Press into the hollow between the outer ankle bump and the heel cord.",
         where="On you: 1.9 cm behind the highest spot of the outer ankle bump, give or take 4 mm.",
         other_way="Use the eraser end of a pencil, or let the heel of your other foot lean on the place.",
         care=["Not in pregnancy.", "Stop when the toes tingle."]),
    step(4, "GB40, below the outer ankle", "right", 120, switch_seconds=60, technique="Alternating press", pressure=3,
         say="Press for a minute at one level, then for a minute at the other.",
         where="On you: in the hollow 2.1 cm in front of and below the outer ankle bump."),
    step(5, "KI7 and KI8 together", "both", 45, together=True, technique="Pair press", tool="two fingers"),
    step(6, "Slow breaths", "none", 30, technique="", tool="", pressure=None, strength="",
         say="Rest your hands and take a few calm breaths."),
]  # fmt: skip
SESSIONS = {
    "heel": {"id": "heel-1", "title": "Sore heel", "steps": HEEL},
    "short": {"id": "short-1", "title": "A minute for the heel", "breath": True, "ready": 2,
              "steps": [step(7, "Heel centre", "left", 20, other_way="Roll the heel over a small ball."),
                        step(8, "Heel centre", "right", 20)]},
    "check": {"id": "check-1", "title": "Aching legs",
              "steps": [step(1, "Look first", "none", 0, pressure=None, strength="", technique="", tool="",
                             say="Is one calf swollen, warm, red or suddenly painful? Then ask a doctor today."),
                        step(2, "Calf", "left", 30)]},
}  # fmt: skip
