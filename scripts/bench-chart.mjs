/** @typedef {import('../test/bench/support/figure.ts').ToldFigure} Figure */

const WIDTH = 360;
const HEIGHT = 220;
const FRAME = { left: 52, right: 12, top: 30, bottom: 48 };
/** Told apart on white and on black, and by people who see no red or green. */
const COLOURS = ['#2f80ed', '#e07b00', '#8a63d2', '#1a9988'];
const INK = '#7a7f87';

/**
 * A small chart of how figures grow with the number of rows, both scales logarithmic: what grows as the rows do rises with
 * the dashed line, what stays as it is lies flat.
 *
 * @param {string} title
 * @param {readonly Figure[]} figures each with a `size`; those of one name are one line
 * @returns {string} SVG
 */
export function drawChart(title, figures) {
  const sizes = [...new Set(figures.map(({ size = 0 }) => size))].toSorted((a, b) => a - b);
  const values = figures.map(({ measured }) => measured);
  const [first = 1, last = 1] = [sizes[0], sizes.at(-1)];
  const x = scale([first, last], [FRAME.left, WIDTH - FRAME.right]);
  const lowest = 10 ** Math.floor(Math.log10(Math.min(...values)));
  const highest = 10 ** Math.ceil(Math.log10(Math.max(...values)) + 1e-9);
  const y = scale([lowest, highest], [HEIGHT - FRAME.bottom, FRAME.top]);
  const names = [...new Set(figures.map(({ name }) => name))];
  const unit = figures[0]?.unit ?? '';
  const decades = Array.from(
    { length: Math.round(Math.log10(highest / lowest)) + 1 },
    (_, power) => lowest * 10 ** power,
  );
  const grid = decades.map(
    (value) =>
      `<line x1="${FRAME.left}" x2="${WIDTH - FRAME.right}" y1="${y(value)}" y2="${y(value)}" stroke="${INK}" stroke-opacity="0.25"/>` +
      label(FRAME.left - 6, y(value) + 4, short(value), 'end'),
  );
  const ticks = sizes.map((size) => label(x(size), HEIGHT - FRAME.bottom + 16, short(size), 'middle'));
  const lines = names.map((name, index) => {
    const points = figures
      .filter((figure) => figure.name === name)
      .map(({ size = 0, measured }) => /** @type {const} */ ([x(size), y(measured)]));
    const colour = COLOURS[index % COLOURS.length];
    const dots = points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`);
    return (
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map((point) => point.join(',')).join(' ')}"/>` +
      dots.join('') +
      label(FRAME.left + 4, FRAME.top + 12 + 13 * index, names.length > 1 ? name : '', 'start', colour)
    );
  });
  // From the first point on, ten times the value at ten times the rows.
  const start = Math.min(...figures.filter(({ size }) => size === first).map(({ measured }) => measured));
  const reach = Math.min(last, (first * highest) / start);
  const linear = `<line x1="${x(first)}" y1="${y(start)}" x2="${x(reach)}" y2="${y((start * reach) / first)}" stroke="${INK}" stroke-dasharray="4 4"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="11">`,
    `<title>${escape(title)}</title>`,
    label(8, 16, `${title}, ${unit}`, 'start'),
    ...grid,
    ...ticks,
    linear,
    ...lines,
    label(WIDTH / 2, HEIGHT - 10, 'rows; dashed: as the rows grow', 'middle'),
    '</svg>',
    '',
  ].join('\n');
}

/**
 * @param {readonly [number, number]} from
 * @param {readonly [number, number]} to
 */
function scale([from, until], [start, end]) {
  const span = Math.log(until / from) || 1;
  return (/** @type {number} */ value) =>
    Math.round((start + ((end - start) * Math.log(value / from)) / span) * 10) / 10;
}

/** @param {'start' | 'middle' | 'end'} anchor */
function label(
  /** @type {number} */ x,
  /** @type {number} */ y,
  /** @type {string} */ words,
  anchor,
  colour = INK,
) {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${colour}">${escape(words)}</text>`;
}

/** 10k, 1M. */
function short(/** @type {number} */ value) {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 1000 ? `${value / 1000}k` : String(Number(value.toPrecision(3)));
}

function escape(/** @type {string} */ words) {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
