/* Where the streams stand by likeness, and the groups among those that nobody can name. */
const HULL_MARGIN = 9;

/** The corners of the convex hull of pixels, by Andrew's monotone chain. */
function hull(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const turn = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
  const half = way => {
    const kept = [];
    for (const p of way) {
      while (kept.length > 1 && turn(kept[kept.length - 2], kept[kept.length - 1], p) <= 0) kept.pop();
      kept.push(p);
    }
    return kept.slice(0, -1);
  };
  if (sorted.length < 3) return sorted;
  const corners = [...half(sorted), ...half([...sorted].reverse())];
  return corners.length ? corners : [sorted[0]];
}

/** Outlines of groups, behind the points, with their numbers. */
const groupPainter = {
  id: 'groups',
  beforeDatasetsDraw(chart) {
    const {ctx, chartArea: area, scales: {x, y}} = chart;
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.left, area.top, area.width, area.height);
    ctx.clip();
    ctx.lineJoin = ctx.lineCap = 'round';
    for (const group of DATA.found) {
      const points = group.streams.filter(onMap).map(s => ({x: x.getPixelForValue(DATA.map.x[s]), y: y.getPixelForValue(DATA.map.y[s])}));
      if (points.length === 0) continue;
      const corners = hull(points), chosen = group === state.group;
      ctx.beginPath();
      corners.forEach((p, i) => i ? ctx.lineTo(p.x, p.y) : ctx.moveTo(p.x, p.y));
      // A group in one place has an outline too: a line that has no length is not drawn.
      ctx.lineTo(corners[0].x + 0.01, corners[0].y);
      ctx.closePath();
      // A wide line in the colour of the paper within a wider one is an outline at a distance.
      for (const [width, colour] of [[2 * HULL_MARGIN + (chosen ? 5 : 2.5), cssColour('--accent')], [2 * HULL_MARGIN, cssColour('--panel')]]) {
        ctx.strokeStyle = ctx.fillStyle = colour;
        ctx.lineWidth = width;
        ctx.stroke();
        ctx.fill();
      }
      const top = points.reduce((a, b) => (b.y < a.y ? b : a));
      ctx.fillStyle = cssColour('--accent');
      ctx.font = '600 12px ' + Chart.defaults.font.family;
      ctx.textAlign = 'center';
      ctx.fillText(group.number, top.x, top.y - HULL_MARGIN - 4);
    }
    ctx.restore();
  },
};

const onMap = s => DATA.map.x[s] !== null;

class StreamMap {
  constructor(canvas, onSelect) {
    this.there = ALL_STREAMS.filter(onMap).length;
    if (this.there === 0) {
      canvas.parentElement.hidden = true;
      return;
    }
    Chart.Interaction.modes.nearestStream = (chart, event) => {
      const found = this.nearest(event.x, event.y);
      return found ? [found] : [];
    };
    const axis = {type: 'linear', min: -40, max: 1040, ticks: {display: false}, grid: {display: false}, border: {display: false}};
    this.chart = new Chart(canvas, {
      type: 'scatter',
      data: {datasets: []},
      plugins: [groupPainter],
      options: {
        animation: false, parsing: false, normalized: true, responsive: true, maintainAspectRatio: false,
        interaction: {mode: 'nearestStream'},
        onClick: event => {
          const found = this.nearest(event.x, event.y);
          if (found) onSelect(this.chart.data.datasets[found.datasetIndex].data[found.index].stream);
        },
        scales: {x: {...axis}, y: {...axis}},
        plugins: {
          legend: {display: false},
          tooltip: {displayColors: false, callbacks: {
            title: items => items.length ? this.nameOf(items[0].raw.stream) : '',
            label: item => clientOf(item.raw.stream) + ' → ' + serverOf(item.raw.stream),
          }},
          zoom: {zoom: {mode: 'xy', wheel: {enabled: true, modifierKey: 'ctrl'}, drag: {enabled: true, threshold: 8, borderWidth: 1}}},
        },
      },
    });
  }

  nameOf(s) {
    const group = groupOf(s);
    return textOf('label', s) + (group ? ', group ' + group.number : '');
  }

  /** The point of a stream that is nearest to a pixel, if any is near. */
  nearest(px, py) {
    return nearestPoint(this.chart, px, py, 20, dataset => dataset.clickable);
  }

  /** Draws anew: the shown streams in their colours, the others and the fingerprints pale. */
  draw(shown, styles, selected) {
    if (!this.chart) return;
    const place = s => ({x: DATA.map.x[s], y: DATA.map.y[s], stream: s});
    const quiet = cssColour('--quiet'), ink = cssColour('--ink'), among = new Set(shown);
    const datasets = [];
    if (selected >= 0 && onMap(selected)) datasets.push({clickable: true, data: [place(selected)], radius: 7, hoverRadius: 8, backgroundColor: styles.colour(textOf(styles.column, selected)), borderColor: ink, borderWidth: 2.5});
    const byStyle = new Map();
    for (const s of shown.filter(onMap)) {
      const name = textOf(styles.column, s);
      if (!byStyle.has(name)) byStyle.set(name, []);
      byStyle.get(name).push(place(s));
    }
    const radius = shown.length > 3000 ? 2 : 3.5;
    for (const [name, data] of byStyle) datasets.push({clickable: true, data, radius, hoverRadius: radius + 2, backgroundColor: faint(styles.colour(name), 0.75), borderWidth: 0});
    datasets.push({data: ALL_STREAMS.filter(s => onMap(s) && !among.has(s)).map(place), radius: 2, hoverRadius: 2, backgroundColor: faint(quiet, 0.3), borderWidth: 0});
    datasets.push({data: DATA.map.fingerprints.map(([x, y]) => ({x, y})), radius: 2.2, hoverRadius: 2.2, pointStyle: 'rectRot', backgroundColor: faint(quiet, 0.28), borderWidth: 0});
    this.chart.data.datasets = datasets;
    this.chart.update('none');
  }

  zoom(how) {
    if (how === 'reset') this.chart.resetZoom('none');
    else this.chart.zoom(how === 'in' ? 1.6 : 1 / 1.6, 'none');
  }
}

const GROUP_BY_STREAM = new Map(DATA.found.flatMap(group => group.streams.map(s => [s, group])));
const groupOf = s => GROUP_BY_STREAM.get(s);
const FOUND_ROWS = 10;

/** The groups of unknown streams as a table. */
function foundTable(table, pages, onSelect) {
  if (DATA.found.length === 0) return;
  const head = ['Group', 'Streams', 'From', 'To', 'Ports', 'Bytes', 'Nature', 'Spread', 'Perhaps', 'Nearest known labels', 'Why refused'];
  const numbers = new Set([0, 1, 5, 7]);
  const body = element('tbody');
  table.append(element('thead', {}, element('tr', {}, ...head.map((name, i) => element('th', {className: numbers.has(i) ? 'plain number' : 'plain', scope: 'col'}, name)))), body);
  paged(body, pages, DATA.found, FOUND_ROWS, group => {
    const cells = [
      String(group.number), count(group.count), plural(group.clients, 'client'), plural(group.servers, 'server'), group.proto + ' ' + group.ports, size(group.bytes), group.natures,
      group.spread.toFixed(3), group.hint ? group.hint + ' (by the port)' : '', group.nearest.map(([label, distance]) => label + ' ' + distance.toFixed(2)).join(', '), group.refused,
    ];
    const row = element('tr', {tabIndex: 0}, ...cells.map((text, i) => element('td', {className: numbers.has(i) ? 'number' : '', title: text.length > 30 ? text : ''}, text)));
    row.addEventListener('click', () => onSelect(group));
    row.addEventListener('keydown', e => { if (e.key === 'Enter') onSelect(group); });
    return row;
  });
}
