/* Why a stream is nearest to one fingerprint and not to that of another label. */
const EXPLAINED_UNITS = 10000;

/** What is said of a stream: {second, distance, parting, first, other}, or null. */
function explanationOf(s) {
  const packed = COLUMNS.explained[s];
  if (!packed) return null;
  const [second, distance, parting, first, other] = packed;
  return {second: DATA.texts[second], distance, parting, first, other};
}

/** By offset what adds to the distance to either fingerprint. */
function explanationPanel(s) {
  const said = explanationOf(s);
  if (!said) return [];
  const nearest = textOf('nearest', s), offsets = DATA.fingerprintOffsets;
  const most = Math.max(1, ...said.first, ...said.other);
  const bar = (part, name) => {
    const made = element('span', {className: name});
    made.style.width = 100 * part / most + '%';
    return made;
  };
  const number = part => (part / EXPLAINED_UNITS).toFixed(4);
  const key = (name, id, distance) => element('span', {}, element('span', {className: 'key ' + name}), id + ' at ' + distance.toFixed(3));
  const sentences = ['What the bytes up to each offset add to the distances: to ', key('first', nearest, COLUMNS.distance[s])];
  if (said.second) sentences.push(', and to ', key('other', said.second, said.distance), ', the nearest of another label.');
  if (said.parting) sentences.push(' They part most at ' + size(said.parting) + ', the upright line among the curves.');
  const rows = offsets.map((offset, i) => ({offset, first: said.first[i] || 0, other: said.other[i] || 0})).filter(row => row.first || row.other);
  const labelOf = id => id.split('/')[0];
  const numbers = ['Bytes', '', labelOf(nearest), ...(said.second ? [labelOf(said.second)] : [])];
  return [element('div', {className: 'explained'},
    element('h4', {}, said.second ? 'Why ' + labelOf(nearest) + ' rather than ' + labelOf(said.second) : 'What the distance is made of'),
    element('p', {className: 'quiet'}, ...sentences),
    element('table', {},
      element('thead', {}, element('tr', {}, ...numbers.map((name, i) => element('th', {scope: 'col', className: i === 1 ? 'bars' : 'number', title: name}, name)))),
      element('tbody', {}, ...rows.map(row => element('tr', {className: row.offset === said.parting ? 'parting' : ''},
        element('td', {className: 'number'}, size(row.offset).replace(' B', '')),
        element('td', {className: 'bars'}, bar(row.first, 'first'), ...(said.second ? [bar(row.other, 'other')] : [])),
        element('td', {className: 'number'}, number(row.first)),
        ...(said.second ? [element('td', {className: 'number'}, number(row.other))] : []))))))];
}

/** An upright line where the selected stream's two nearest labels part. */
const partingPainter = {
  id: 'parting',
  afterDatasetsDraw(chart) {
    const said = state.selected >= 0 && explanationOf(state.selected);
    if (!said || !said.parting) return;
    const {ctx, chartArea: area, scales: {x}} = chart, at = x.getPixelForValue(Math.log2(said.parting));
    if (at < area.left || at > area.right) return;
    ctx.save();
    ctx.strokeStyle = cssColour('--accent');
    ctx.setLineDash([3, 4]);
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.moveTo(at, area.top);
    ctx.lineTo(at, area.bottom);
    ctx.stroke();
    ctx.restore();
  },
};
