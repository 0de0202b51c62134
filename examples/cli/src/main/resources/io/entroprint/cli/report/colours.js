/* Colours that the colour-blind can tell apart (Okabe and Ito), with dashes once they are used up. */
const DARK = matchMedia('(prefers-color-scheme: dark)');
const LIGHT_COLOURS = ['#0072b2', '#d55e00', '#009e73', '#b8408f', '#e69f00', '#3aa7dd', '#6f4fbf', '#8a5a2b'];
const DARK_COLOURS = ['#4ea8e0', '#f08235', '#2fc79a', '#e08bbf', '#f3bd3c', '#8fd3ff', '#ab92f0', '#c79a6a'];
const DASHES = [[], [7, 3], [2, 2], [9, 3, 2, 3]];
const WITHOUT_COLOUR = new Set(['unknown', 'undecided', 'undetermined', '']);

const cssColour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** How the categories of a column look, for as long as the column is the same. */
class Styles {
  constructor(column) {
    this.column = column;
    this.order = tally(column, ALL_STREAMS);
    this.ranks = new Map();
    for (const [name] of this.order) {
      if (!WITHOUT_COLOUR.has(name)) this.ranks.set(name, this.ranks.size);
    }
  }
  colour(name) {
    const colours = DARK.matches ? DARK_COLOURS : LIGHT_COLOURS;
    const rank = this.ranks.get(name);
    return rank === undefined ? (DARK.matches ? '#8b95a5' : '#7d8592') : colours[rank % colours.length];
  }
  dash(name) {
    const rank = this.ranks.get(name);
    return rank === undefined ? [] : DASHES[Math.floor(rank / LIGHT_COLOURS.length) % DASHES.length];
  }
}

/** A colour of #rrggbb with less than full opacity. */
const faint = (colour, opacity) => colour + Math.round(opacity * 255).toString(16).padStart(2, '0');

/** A short line as it stands in the chart. */
function sample(colour, dash, width) {
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of [['width', 26], ['height', 10], ['aria-hidden', 'true']]) line.setAttribute(name, value);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  const attributes = {d: 'M0 5H26', stroke: colour, 'stroke-width': width, 'stroke-dasharray': dash.join(' '), fill: 'none'};
  for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
  line.append(path);
  return line;
}
