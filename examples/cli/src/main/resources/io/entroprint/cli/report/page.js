/* Puts the parts of the page together: what is asked for, what is shown of it, and what is not. */
const NARROW = matchMedia('(max-width: 52rem)');
const state = {styles: new Styles('label'), off: new Set(), selected: -1, group: null};
const HAYSTACK = ALL_STREAMS.map(s => [
  clientOf(s), serverOf(s), ...['proto', 'label', 'decision', 'nature', 'clientSoftware', 'serverSoftware', 'settings', 'nearest', 'capture', 'note'].map(c => textOf(c, s)),
  HAS_GIVEN ? textOf('given', s) : '', COLUMNS.id[s]].join('\n').toLowerCase());

const curveChart = new CurveChart(byId('curves'), select);
const streamTable = new StreamTable(byId('streams'), byId('pages'), select);
const timeLine = new TimeLine(byId('time'), showGroup);
groupTable(byId('groups'), byId('group-pages'), showGroup);
const streamMap = new StreamMap(byId('map'), select);
foundTable(byId('found'), byId('found-pages'), showGroup);

/** The streams that the filters let through. */
function filtered() {
  const words = byId('find').value.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = ['label', 'decision', 'nature'].map(column => [column, byId(column).value]).filter(([, value]) => value !== '*');
  const inGroup = state.group && new Set(state.group.streams);
  return ALL_STREAMS.filter(s => wanted.every(([column, value]) => textOf(column, s) === value)
    && (!inGroup || inGroup.has(s)) && words.every(word => HAYSTACK[s].includes(word)));
}

function refresh() {
  state.shown = filtered();
  const n = state.shown.length;
  byId('shown').textContent = (n === STREAM_COUNT ? 'all ' : count(n) + ' of ') + plural(STREAM_COUNT, 'stream')
    + (state.group ? ', of one ' + (state.group.kind === 'cluster' ? 'cluster' : state.group.number ? 'group' : 'recurrence') : '');
  streamTable.show(state.shown, state.styles, state.selected);
  legend();
  drawCurves();
  streamMap.draw(state.shown, state.styles, state.selected);
}

function drawCurves() {
  const view = Number(byId('view').value), most = Number(byId('most').value), category = s => textOf(state.styles.column, s);
  const able = state.shown.filter(s => COLUMNS.curves[s][view].length > 0);
  const wanted = able.filter(s => !state.off.has(category(s)));
  const streams = evenly(wanted, category, most);
  curveChart.draw({streams, view, styles: state.styles, selected: state.selected});
  const said = ['Drawn: ' + (streams.length === wanted.length ? '' : count(streams.length) + ' of ') + plural(wanted.length, 'curve') + '.'];
  if (streams.length < wanted.length) said.push(count(wanted.length - streams.length) + ' are not, so that every colour has its share: filter, or draw more.');
  if (able.length > wanted.length) said.push(count(able.length - wanted.length) + ' are switched off at the left.');
  if (state.shown.length > able.length) said.push(plural(state.shown.length - able.length, 'stream has', 'streams have') + ' no bytes to draw.');
  byId('drawn').textContent = said.join(' ');
}

function legend() {
  const {styles} = state, counts = new Map(tally(styles.column, state.shown)), box = byId('legend'), top = box.scrollTop;
  const lines = styles.order.filter(([name]) => counts.has(name)).map(([name]) => {
    const check = element('input', {type: 'checkbox', checked: !state.off.has(name)});
    check.addEventListener('change', () => {
      if (check.checked) state.off.delete(name); else state.off.add(name);
      drawCurves();
    });
    return element('label', {title: name}, check, sample(styles.colour(name), styles.dash(name), 3), element('span', {className: 'name'}, name || '(none)'), element('span', {className: 'count'}, count(counts.get(name))));
  });
  const fixed = (mark, text) => element('div', {className: 'fixed'}, mark, element('span', {}, text));
  lines.push(element('div', {className: 'rule'}), fixed(sample(faint(cssColour('--quiet'), 0.6), [], 6), 'random bytes ± 3 SD'));
  for (const threshold of DATA.thresholds) lines.push(fixed(sample(cssColour('--ink'), [2, 3], 1.5), threshold / 1000 + ' bits'));
  for (const envelope of DATA.envelopes) lines.push(fixed(sample(faint(cssColour('--accent'), 0.35), [], 9), 'envelope ' + envelope.name));
  if (state.selected >= 0) lines.push(fixed(sample(cssColour('--ink'), [6, 4], 2), 'nearest fingerprint'));
  if (state.selected >= 0 && explanationOf(state.selected)?.second) lines.push(fixed(sample('#d55e00', [2, 4], 2), 'that of another label'));
  box.replaceChildren(...lines);
  box.scrollTop = top;
}

/** Shows one stream over the others, with the fingerprint that it is nearest to; -1 for none. */
function select(stream) {
  state.selected = stream === state.selected ? -1 : stream;
  streamTable.select(state.selected);
  byId('selected').replaceChildren(...(state.selected < 0 ? [] : [card(state.selected)]));
  // So that a link to the page can name a stream.
  history.replaceState(null, '', state.selected < 0 ? '#' : '#stream-' + state.selected);
  legend();
  drawCurves();
  streamMap.draw(state.shown, state.styles, state.selected);
}

function card(s) {
  const close = element('button', {type: 'button'}, 'Close');
  close.addEventListener('click', () => select(s));
  const confidence = COLUMNS.confidence[s], distance = COLUMNS.distance[s];
  const claim = (value, sure) => textOf(value, s) && textOf(value, s) + ', confidence ' + COLUMNS[sure][s].toFixed(2);
  const fields = [
    ['Decision', textOf('decision', s) + (confidence === null ? '' : ', confidence ' + confidence.toFixed(2))],
    ['Why not', textOf('reason', s)],
    ['Nearest fingerprint', textOf('nearest', s) + (distance === null ? '' : ', at distance ' + distance.toFixed(3))],
    ['Said to be', HAS_GIVEN ? textOf('given', s) : ''],
    ['Group', groupOf(s) ? groupOf(s).number + ', of ' + plural(groupOf(s).count, 'stream') : ''],
    ['Nature', textOf('nature', s)],
    ['Client software', claim('clientSoftware', 'clientConfidence')],
    ['Server software', claim('serverSoftware', 'serverConfidence')],
    ['Settings', claim('settings', 'settingsConfidence')],
    ['Bytes', count(COLUMNS.toServer[s]) + ' to the server, ' + count(COLUMNS.toClient[s]) + ' to the client'],
    ['Start', moment(COLUMNS.start[s]) + ', for ' + duration(COLUMNS.duration[s] / 1e6)],
    ['Note', textOf('note', s)],
    ['Capture', textOf('capture', s)],
    ['Community ID', COLUMNS.id[s]],
  ].filter(([, value]) => value);
  return element('div', {className: 'card'},
    element('h3', {}, textOf('label', s), element('span', {className: 'quiet'}, textOf('proto', s) + ' ' + clientOf(s) + ' → ' + serverOf(s)), close),
    element('dl', {}, ...fields.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))), ...explanationPanel(s));
}

function showGroup(group) {
  state.group = group;
  refresh();
}

function choices(column) {
  const options = tally(column, ALL_STREAMS).map(([name, n]) => element('option', {value: name}, name + ' (' + count(n) + ')'));
  byId(column).append(element('option', {value: '*'}, 'all'), ...options);
}

function introduce() {
  byId('title').textContent = document.title = DATA.title;
  const ends = ALL_STREAMS.reduce((latest, s) => Math.max(latest, COLUMNS.start[s] + COLUMNS.duration[s]), 0);
  byId('scope').textContent = [plural(DATA.streamsSeen, 'stream') + ' of ' + plural(DATA.captures, 'capture'),
    ...(STREAM_COUNT ? [second(0) + ' to ' + second(ends) + ' UTC'] : []), 'fingerprints: ' + DATA.library, 'Entroprint ' + DATA.version].join('  ·  ');
  const missing = [];
  if (DATA.streamsSeen > STREAM_COUNT) missing.push(count(DATA.streamsSeen - STREAM_COUNT) + ' of ' + count(DATA.streamsSeen) + ' streams are not in this page, so that every label has its share. More: --list.');
  if (DATA.problems) missing.push('Something was wrong with one or more captures: the command said what on its error stream.');
  for (const envelope of DATA.envelopes.filter(e => !e.drawn)) missing.push('The envelope ' + envelope.name + ' counts packets or looks at each alone: it has no place among these curves.');
  byId('left-out').replaceChildren(...missing.map(text => element('li', {}, text)));
  const note = GROUPS.length === 0 ? ['No clusters and no recurring sessions were found.'] : [];
  if (GROUPS.length) note.push('A bar goes from the first stream of a cluster (blue, round) or of recurring sessions (orange, square) to the last; a mark is a stream. Click one to see its streams only.');
  if (timeLine.hidden) note.push(plural(timeLine.hidden, 'destination') + ' with fewer streams only in the table.');
  if (timeLine.marksLeftOut) note.push(count(timeLine.marksLeftOut) + ' marks are not drawn.');
  byId('time-note').textContent = note.join(' ');
  byId('time-reset').hidden = GROUPS.length === 0;
  const apart = ALL_STREAMS.length - streamMap.there;
  byId('map-note').textContent = streamMap.there === 0 ? 'No stream could be compared.' : 'Streams that are alike stand together; distances on a map are only suggestive. '
    + (DATA.map.fingerprints.length ? 'Pale squares are fingerprints of the library' + (DATA.map.fingerprintsKnown > DATA.map.fingerprints.length ? ', ' + count(DATA.map.fingerprints.length) + ' of ' + count(DATA.map.fingerprintsKnown) : '') + '. ' : '')
    + (DATA.found.length ? 'Outlined, with their numbers, are the groups of unknown streams. ' : '') + 'Click a point to select its stream.' + (apart ? ' ' + plural(apart, 'stream is', 'streams are') + ' not on it, which could not be compared or would be too many.' : '');
  byId('found-note').textContent = DATA.found.length === 0 ? 'Of the unknown streams no ' + DATA.foundNeighbours + ' look alike.'
    : count(DATA.foundStreams - DATA.foundInNone) + ' of ' + plural(DATA.foundStreams, 'unknown stream') + ' in ' + plural(DATA.found.length, 'group') + ' that look alike, ' + count(DATA.foundInNone) + ' in none. Click a group to see its streams only.';
}

function listen() {
  let waiting = 0;
  byId('find').addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 120);
  });
  for (const id of ['label', 'decision', 'nature']) byId(id).addEventListener('change', refresh);
  for (const id of ['view', 'most']) byId(id).addEventListener('change', drawCurves);
  byId('colour').addEventListener('change', () => {
    state.styles = new Styles(byId('colour').value);
    state.off.clear();
    refresh();
  });
  byId('filters').addEventListener('submit', e => e.preventDefault());
  byId('clear').addEventListener('click', () => {
    byId('find').value = '';
    for (const id of ['label', 'decision', 'nature']) byId(id).value = '*';
    state.group = null;
    refresh();
  });
  for (const button of document.querySelectorAll('[data-zoom]')) button.addEventListener('click', () => curveChart.zoom(button.dataset.zoom));
  byId('time-reset').addEventListener('click', () => timeLine.chart.resetZoom('none'));
  for (const button of document.querySelectorAll('[data-map]')) button.addEventListener('click', () => streamMap.zoom(button.dataset.map));
  // On a phone the page begins with the chart: what to choose is folded.
  const fold = () => {
    for (const id of ['legend-fold', 'filter-fold']) byId(id).open = !NARROW.matches;
  };
  NARROW.addEventListener('change', fold);
  fold();
  DARK.addEventListener('change', () => {
    timeLine.colour();
    refresh();
  });
}

Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
for (const column of ['label', 'decision', 'nature']) choices(column);
byId('colour').append(...[['label', 'label'], ...(HAS_GIVEN ? [['given', 'given label']] : []), ['nature', 'nature'], ['decision', 'decision']]
  .map(([value, text]) => element('option', {value}, text)));
introduce();
listen();
refresh();
const linked = /^#stream-(\d+)$/.exec(location.hash);
if (linked && Number(linked[1]) < STREAM_COUNT) select(Number(linked[1]));
document.documentElement.dataset.ready = 'yes';
