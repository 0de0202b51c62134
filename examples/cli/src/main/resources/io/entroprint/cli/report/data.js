/* What the report holds, and the words for it. */
const DATA = JSON.parse(document.getElementById('data').textContent);
const COLUMNS = DATA.streams;
const STREAM_COUNT = COLUMNS.label.length;
const HAS_GIVEN = 'given' in COLUMNS;

/** The text of a column for a stream. */
const textOf = (column, stream) => DATA.texts[COLUMNS[column][stream]];

const count = n => n.toLocaleString('en-US');
const plural = (n, one, many) => count(n) + ' ' + (n === 1 ? one : many || one + 's');

/** A size in bytes for people: 512 B, 4 KiB, 1.5 MiB. */
function size(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return (unit === 0 || bytes >= 100 ? Math.round(bytes) : Math.round(bytes * 10) / 10) + ' ' + units[unit];
}

/** A time in microseconds since the first start, as UTC. */
const moment = micros => new Date((DATA.firstStart + micros) / 1000).toISOString().replace('T', ' ');
const second = micros => moment(micros).slice(0, 19);

/** A duration in seconds for people. */
function duration(seconds) {
  if (seconds < 1) return Math.round(seconds * 1000) + ' ms';
  if (seconds < 120) return Math.round(seconds * 10) / 10 + ' s';
  if (seconds < 7200) return Math.round(seconds / 6) / 10 + ' min';
  return Math.round(seconds / 360) / 10 + ' h';
}

const endpoint = (address, port) => (address.includes(':') ? '[' + address + ']' : address) + ':' + port;
const clientOf = s => endpoint(textOf('client', s), COLUMNS.clientPort[s]);
const serverOf = s => endpoint(textOf('server', s), COLUMNS.serverPort[s]);
const bytesOf = s => COLUMNS.toServer[s] + COLUMNS.toClient[s];
function softwareOf(s) {
  const client = textOf('clientSoftware', s), server = textOf('serverSoftware', s);
  return client || server ? (client || '?') + ' > ' + (server || '?') : '';
}

/** An element with text; never markup, since much of the text comes from captures. */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name in made && name !== 'colspan') made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}
const byId = id => document.getElementById(id);

/** Counts of a column's texts among streams, the most frequent first. */
function tally(column, streams) {
  const counts = new Map();
  for (const s of streams) {
    const text = textOf(column, s);
    counts.set(text, (counts.get(text) || 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

const ALL_STREAMS = Array.from({length: STREAM_COUNT}, (_, s) => s);

/** Shows so many rows at a time, with buttons that turn the pages; the buttons only where there are pages. */
function paged(body, place, items, perPage, rowOf) {
  let page = 0;
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const before = element('button', {type: 'button', title: 'The page before'}, '‹');
  const after = element('button', {type: 'button', title: 'The next page'}, '›');
  const at = element('span', {role: 'status'});
  const show = () => {
    const from = page * perPage, shown = items.slice(from, from + perPage);
    body.replaceChildren(...shown.map(rowOf));
    before.disabled = page === 0;
    after.disabled = page === pages - 1;
    at.textContent = count(from + 1) + '–' + count(from + shown.length) + ' of ' + count(items.length);
  };
  before.addEventListener('click', () => { page--; show(); });
  after.addEventListener('click', () => { page++; show(); });
  if (pages > 1) place.append(before, at, after);
  show();
}
