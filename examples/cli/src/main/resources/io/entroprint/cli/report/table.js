/* The streams as a table, a page at a time: a browser is slow with ten thousand rows. */
const ROWS = 50;
const TABLE_COLUMNS = [
  {name: 'Start', key: s => COLUMNS.start[s], text: s => second(COLUMNS.start[s])},
  {name: 'Proto', key: s => textOf('proto', s)},
  {name: 'Client', key: clientOf},
  {name: 'Server', key: serverOf},
  {name: 'Bytes', key: bytesOf, text: s => count(bytesOf(s)), number: true},
  {name: 'Label', key: s => textOf('label', s), swatch: true},
  ...(HAS_GIVEN ? [{name: 'Given', key: s => textOf('given', s), differs: s => textOf('given', s) && textOf('decision', s) === 'known' && textOf('given', s) !== textOf('label', s)}] : []),
  {name: 'Decision', key: s => textOf('decision', s)},
  {name: 'Confidence', key: s => COLUMNS.confidence[s] ?? -1, text: s => COLUMNS.confidence[s] === null ? '' : COLUMNS.confidence[s].toFixed(2), number: true},
  {name: 'Nature', key: s => textOf('nature', s)},
  {name: 'Software', key: softwareOf},
  {name: 'Distance', key: s => COLUMNS.distance[s] ?? 99, text: s => COLUMNS.distance[s] === null ? '' : COLUMNS.distance[s].toFixed(3), number: true},
  {name: 'Capture', key: s => textOf('capture', s)},
];

class StreamTable {
  constructor(table, pages, onSelect) {
    Object.assign(this, {table, pages, onSelect, streams: ALL_STREAMS, page: 0, sort: 0, down: false});
    this.head = TABLE_COLUMNS.map((column, i) => {
      const button = element('button', {type: 'button'}, column.name);
      button.addEventListener('click', () => this.sortBy(i));
      return element('th', {scope: 'col', className: column.number ? 'number' : ''}, button);
    });
    this.body = element('tbody');
    table.append(element('thead', {}, element('tr', {}, ...this.head)), this.body);
    this.before = element('button', {type: 'button', title: 'The page before'}, '‹');
    this.after = element('button', {type: 'button', title: 'The next page'}, '›');
    this.place = element('span', {role: 'status'});
    this.before.addEventListener('click', () => this.turn(-1));
    this.after.addEventListener('click', () => this.turn(1));
    pages.append(this.before, this.place, this.after);
  }

  sortBy(column) {
    this.down = this.sort === column && !this.down;
    this.sort = column;
    this.show(this.streams, this.styles, this.selected);
  }
  turn(by) {
    this.page += by;
    this.render();
  }

  /** Shows streams, sorted, from the first page on. */
  show(streams, styles, selected) {
    const key = TABLE_COLUMNS[this.sort].key, sign = this.down ? -1 : 1;
    const keys = new Map(streams.map(s => [s, key(s)]));
    this.streams = [...streams].sort((a, b) => {
      const x = keys.get(a), y = keys.get(b);
      return x < y ? -sign : x > y ? sign : a - b;
    });
    Object.assign(this, {styles, selected, page: 0});
    this.head.forEach((th, i) => th.setAttribute('aria-sort', i !== this.sort ? 'none' : this.down ? 'descending' : 'ascending'));
    this.head.forEach((th, i) => { th.firstChild.textContent = TABLE_COLUMNS[i].name + (i !== this.sort ? '' : this.down ? ' ▾' : ' ▴'); });
    this.render();
  }

  /** Marks a stream, and turns to its page. */
  select(stream) {
    this.selected = stream;
    const place = this.streams.indexOf(stream);
    if (place >= 0) this.page = Math.floor(place / ROWS);
    this.render();
  }

  render() {
    const pages = Math.max(1, Math.ceil(this.streams.length / ROWS));
    this.page = Math.min(Math.max(0, this.page), pages - 1);
    const from = this.page * ROWS, shown = this.streams.slice(from, from + ROWS);
    this.body.replaceChildren(...shown.map(s => this.row(s)));
    this.before.disabled = this.page === 0;
    this.after.disabled = this.page === pages - 1;
    this.place.textContent = this.streams.length === 0 ? 'none' : count(from + 1) + '–' + count(from + shown.length) + ' of ' + count(this.streams.length);
  }

  row(s) {
    const row = element('tr', {tabIndex: 0, 'aria-selected': String(s === this.selected)});
    for (const column of TABLE_COLUMNS) {
      const text = String((column.text || column.key)(s));
      const cell = element('td', {className: column.number ? 'number' : '', title: text.length > 30 ? text : ''});
      if (column.swatch) {
        const mark = element('span', {className: 'swatch'});
        mark.style.background = this.styles.colour(textOf(this.styles.column, s));
        cell.append(mark);
      }
      cell.append(column.differs && column.differs(s) ? element('span', {className: 'differs', title: 'not what the verdict says'}, text) : text);
      row.append(cell);
    }
    row.addEventListener('click', () => this.onSelect(s));
    row.addEventListener('keydown', e => { if (e.key === 'Enter') this.onSelect(s); });
    return row;
  }
}
