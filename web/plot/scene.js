/* A scene as Plotly's traces. A scene says by role what lies on a drawing, in view units; `charts/screen/scene.py`
   tells what each role holds, and `charts/screen/figure.py` draws the same for those without a browser.
   `hollow`, `margins`, `experts` and `measure` belong to marks, by their number (`of`). */

const CORNERS = 36; // of an ellipse

/** {data, picks, margin, measure} of a scene: traces from below; what can be picked, {id, x, y, size}; the outline of
    the margin when there is only one; and where the measuring line and its words stand. */
export function drawnScene(scene) {
  const { marks } = scene;
  const measure = scene.measure ? measured(scene) : null;
  const rings = (scene.margins?.rings ?? []).map((look) => ({
    look,
    outlines: scene.margins.of.map((_, k) => ellipse(scene, k, look.reach)),
  }));
  const data = [
    ...(scene.areas ?? [])
      .filter((one) => one.fill)
      .map((one) =>
        area(
          { ...one, role: one.code, colour: one.line },
          one.rings.map((ring) => [...ring, ring[0]]),
        ),
      ),
    ...(scene.lines ?? []).map(stroke),
    ...rings.map(({ look, outlines }) => area(look, outlines)),
    ...(scene.experts
      ? [stroke({ ...scene.experts.line, ...parted(scene.experts.of.map((_, k) => round(scene, k))) })]
      : []),
    ...(scene.hollow ? pins(asPins(scene)) : []),
    ...(measure
      ? [stroke({ ...scene.measure.line, ...parted(measure.strokes) }), stops(scene.measure, measure.ends)]
      : []),
    ...(marks ? [points({ ...marks, role: "points" })] : []),
    ...(scene.scale ? scaleBar(scene.scale) : []),
    ...(scene.pins ?? []).flatMap(pins),
    ...(scene.rings ?? []).map(stroke),
  ];
  const picks = [scene.hollow && asPins(scene), marks, ...(scene.pins ?? [])]
    .filter((part) => part?.code)
    .flatMap(pickable);
  return { data, picks, measure, margin: rings.length && scene.margins.of.length === 1 ? rings[0].outlines[0] : null };
}

/** The layout that shows the frame of a scene, both axes alike. */
export function layoutOf({ frame: [x0, y0, x1, y1] }) {
  return {
    clickmode: "none", // a press is ours (gestures.js), and is not to be searched for twice
    xaxis: { range: [x0, x1], visible: false },
    yaxis: { range: [y0, y1], visible: false, scaleanchor: "x", scaleratio: 1 },
  };
}

/** What every drawing begins with. @param {(name: string) => string} theme @param {string | null} ground the colour of the paper under a plate */
export function bareLayout(theme, ground) {
  const ink = theme("text-color"),
    paper = theme("background-color");
  return {
    margin: { l: 0, r: 0, t: 0, b: 0 },
    paper_bgcolor: ground ?? "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    showlegend: false,
    hovermode: "closest",
    hoverdistance: 14,
    font: { color: ink, family: theme("font") },
    hoverlabel: { bgcolor: paper, bordercolor: ink, align: "left", font: { color: ink, family: theme("font") } },
    xaxis: {},
    yaxis: {},
  };
}

/* ---- places that follow from the marks ---- */

function ellipse({ marks, margins }, k, reach) {
  const of = margins.of[k],
    [ax, ay] = margins.axis[k],
    lean = margins.lean[k];
  const along = (reach * margins.al[k]) / margins.mm[k],
    across = (reach * margins.ac[k]) / margins.mm[k];
  const way = [ax + lean * ay, ay - lean * ax];
  return turned((cos, sin) => [
    marks.x[of] + along * cos * way[0] + across * sin * ay,
    marks.y[of] + along * cos * way[1] - across * sin * ax,
  ]);
}

function round({ marks, experts }, k) {
  const of = experts.of[k],
    r = experts.reach[k];
  return turned((cos, sin) => [marks.x[of] + r * sin, marks.y[of] + r * cos]);
}

/** @param {(cos: number, sin: number) => number[]} place */
function turned(place) {
  return Array.from({ length: CORNERS + 1 }, (_, i) =>
    place(Math.cos((2 * Math.PI * (i % CORNERS)) / CORNERS), Math.sin((2 * Math.PI * (i % CORNERS)) / CORNERS)),
  );
}

/* The measuring line runs at `be`, sideways of the limb; two thin lines carry landmark and point out to it. */
function measured({ marks, measure }) {
  const { sx, sy, be, cun, over, tick, away } = measure,
    [ax, ay] = measure.axis,
    x = marks.x[measure.of],
    y = marks.y[measure.of];
  const at = (level, aside) => [level * ax + aside * ay, level * ay - aside * ax];
  const a = sx * ax + sy * ay,
    b = x * ax + y * ay,
    step = (b - a) / (cun || 1);
  const ticks = Array.from({ length: cun ? Math.floor(cun + 1e-9) : 0 }, (_, k) => a + (k + 1) * step);
  return {
    strokes: [
      [at(a, sx * ay - sy * ax), at(a, be + over)],
      [at(b, x * ay - y * ax), at(b, be + over)],
      [at(a, be), at(b, be)],
      ...ticks.map((level) => [at(level, be - tick / 2), at(level, be + tick / 2)]),
    ],
    ends: [at(a, be), at(b, be)],
    words: { text: measure.text, at: at((a + b) / 2, be + away), side: measure.side },
  };
}

/* ---- traces ---- */

const plain = (role, mode, x, y, more) => ({ type: "scatter", mode, name: role, x, y, showlegend: false, ...more });
const told = (says) =>
  says ? { hovertext: says, hovertemplate: "%{hovertext}<extra></extra>" } : { hoverinfo: "skip" };
/** @type {(look: any) => object} */
const line = ({ colour, width, dash }) => ({ color: colour, width, ...(dash ? { dash } : {}) });

/** Lines, parted by null, as lists of x and y. */
function parted(lines) {
  const places = lines.flatMap((one) => [...one, [null, null]]).slice(0, -1);
  return { x: places.map(([x]) => x), y: places.map(([, y]) => y) };
}

/** @param {any} part */
function stroke({ role, x, y, says, ...look }) {
  return plain(role, "lines", x, y, { line: line(look), ...told(says) });
}

function area({ role, fill, ...look }, outlines) {
  const { x, y } = parted(outlines);
  return plain(role, "lines", x, y, { line: line(look), fill: "toself", fillcolor: fill, hoverinfo: "skip" });
}

/** Marks of one kind: `code` when they can be picked, `says` under the mouse, `edge` the line around each. @param {any} part */
function points({ role, x, y, code, says, symbol, size, colour, opacity, edge, width }) {
  const marker = {
    symbol,
    size,
    color: colour,
    ...(opacity ? { opacity } : {}),
    line: { width, ...(edge ? { color: edge } : {}) },
  };
  return plain(role, "markers", x, y, {
    marker,
    ...told(says),
    ...(code ? { customdata: code.map((one) => [one]) } : {}),
  });
}

/** Marks of one kind, each on a thin line from `fx`, `fy` where it has these. */
function pins(part) {
  const { x, y, fx = [], fy = [], leader } = part;
  const leaders = fx.flatMap((from, i) =>
    from === null
      ? []
      : [
          [
            [from, fy[i]],
            [x[i], y[i]],
          ],
        ],
  );
  return [...(leaders.length ? [stroke({ ...leader, ...parted(leaders) })] : []), points(part)];
}

/** The hollow marks, each on a line from its mark. */
function asPins({ marks, hollow }) {
  const of = (column) => hollow.of.map((number) => column[number]);
  return { ...hollow, code: of(marks.code), fx: of(marks.x), fy: of(marks.y) };
}

const pickable = ({ code, x, y, size }) =>
  code.map((id, i) => ({ id, x: x[i], y: y[i], size: Array.isArray(size) ? size[i] : size }));

/** @param {any} measure @param {any} ends */
function stops({ line: { role, colour } }, [[x0, y0], [x1, y1]]) {
  return points({ role: `${role} ends`, x: [x0, x1], y: [y0, y1], symbol: "circle", size: 4.5, colour, width: 0 });
}

function scaleBar({ x, y, length, tick, text, colour }) {
  const bar = {
    role: "scale bar",
    colour,
    width: 2,
    x: [x, x, x, x + length, x + length, x + length],
    y: [y + tick, y - tick, y, y, y - tick, y + tick],
  };
  const words = { text: [text], textposition: "top right", textfont: { size: 12, color: colour }, hoverinfo: "skip" };
  return [stroke(bar), plain("scale", "text", [x], [y + 1.5 * tick], words)];
}

/** A layout with the values of another put over it. @param {any} base @param {any} [extra] */
export function merge(base, extra = {}) {
  const merged = { ...base };
  for (const [name, value] of Object.entries(extra)) {
    const plain = value !== null && typeof value === "object" && !Array.isArray(value);
    merged[name] = plain ? merge(base[name] ?? {}, value) : value;
  }
  return merged;
}
