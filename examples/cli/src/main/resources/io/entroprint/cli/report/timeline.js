/* Clusters and recurring sessions: a line for each destination, and the same as a table. */
const MOST_DESTINATIONS = 20;
const MOST_MARKS = 4000;
const GROUP_ROWS = 15;
const TIME_STEPS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 2592000];

const GROUPS = [
  ...DATA.clusters.map(group => ({...group, kind: 'cluster'})),
  ...DATA.recurring.map(group => ({...group, kind: 'recurring'})),
];

/** Ticks at whole seconds, minutes, hours or days of UTC. */
function clockTicks(axis) {
  const step = TIME_STEPS.find(s => (axis.max - axis.min) / s <= 9) || Math.ceil((axis.max - axis.min) / 9);
  const first = DATA.firstStart / 1e6;
  axis.ticks = [];
  for (let t = Math.ceil((first + axis.min) / step) * step; t <= first + axis.max; t += step) axis.ticks.push({value: t - first});
  axis.clockStep = step;
}
function clockLabel(value) {
  const text = second(value * 1e6);
  return this.clockStep >= 86400 ? text.slice(0, 10) : this.clockStep >= 60 ? [text.slice(11, 16), text.slice(0, 10)] : [text.slice(11), text.slice(0, 10)];
}

class TimeLine {
  constructor(canvas, onSelect) {
    const largest = new Map();
    for (const group of GROUPS) largest.set(group.destination, Math.max(group.count, largest.get(group.destination) || 0));
    this.rows = [...largest].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_DESTINATIONS).map(([name]) => name);
    this.hidden = largest.size - this.rows.length;
    this.groups = GROUPS.filter(group => this.rows.includes(group.destination));
    this.marksLeftOut = 0;
    if (this.rows.length === 0) {
      canvas.parentElement.hidden = true;
      return;
    }
    canvas.parentElement.style.height = (this.rows.length * 26 + 90) + 'px';
    this.onSelect = onSelect;
    this.chart = this.make(canvas);
    this.colour();
  }

  make(canvas) {
    const start = Math.min(...this.groups.map(g => g.start)) / 1e6, end = Math.max(...this.groups.map(g => g.last)) / 1e6;
    const margin = Math.max(1, (end - start) * 0.02);
    const [min, max] = [start - margin, end + margin];
    const marks = kind => {
      const all = this.groups.filter(g => g.kind === kind).flatMap(g => g.streams.map(s => ({x: COLUMNS.start[s] / 1e6, y: g.destination, stream: s, group: g})));
      const every = Math.ceil(all.length / MOST_MARKS);
      const kept = all.filter((mark, i) => i % every === 0);
      this.marksLeftOut += all.length - kept.length;
      return kept;
    };
    const bars = this.groups.map(g => ({x: [g.start / 1e6, g.last / 1e6], y: g.destination, group: g}));
    return new Chart(canvas, {
      type: 'bar',
      data: {
        labels: this.rows,
        datasets: [
          {type: 'scatter', data: marks('cluster'), radius: 3, hoverRadius: 5, pointStyle: 'circle'},
          {type: 'scatter', data: marks('recurring'), radius: 4, hoverRadius: 6, pointStyle: 'rectRot'},
          {type: 'bar', data: bars, minBarLength: 6, barPercentage: 0.7, categoryPercentage: 0.9, grouped: false, borderRadius: 3, borderSkipped: false},
        ],
      },
      options: {
        indexAxis: 'y', animation: false, responsive: true, maintainAspectRatio: false,
        interaction: {mode: 'nearest', intersect: true},
        onClick: (event, items) => {
          if (items.length) this.onSelect(this.groupAt(items[0]));
        },
        scales: {
          x: {type: 'linear', min, max, afterBuildTicks: clockTicks, ticks: {callback: clockLabel, maxRotation: 0}, title: {display: true, text: 'time, UTC'}, grid: {}},
          y: {type: 'category', labels: this.rows, offset: true, grid: {}, ticks: {autoSkip: false}},
        },
        plugins: {
          legend: {display: false},
          tooltip: {displayColors: false, callbacks: {
            title: items => items.length ? this.groupAt(items[0].element ? items[0] : {datasetIndex: items[0].datasetIndex, index: items[0].dataIndex}).destination : '',
            label: item => {
              const group = this.groupAt({datasetIndex: item.datasetIndex, index: item.dataIndex});
              const line = group.kind + ': ' + plural(group.count, 'stream') + ', ' + rateOf(group);
              return item.raw.stream === undefined ? line : [line, second(COLUMNS.start[item.raw.stream]) + ' ' + clientOf(item.raw.stream)];
            },
          }},
          zoom: {limits: {x: {min, max, minRange: 1}}, zoom: {mode: 'x', wheel: {enabled: true, modifierKey: 'ctrl'}, drag: {enabled: true, threshold: 8}}},
        },
      },
    });
  }

  groupAt({datasetIndex, index}) {
    return this.chart.data.datasets[datasetIndex].data[index].group;
  }

  /** In the colours of light or dark. */
  colour() {
    if (!this.chart) return;
    const [clusters, recurring, bars] = this.chart.data.datasets;
    const quiet = cssColour('--quiet'), colours = DARK.matches ? DARK_COLOURS : LIGHT_COLOURS;
    clusters.backgroundColor = clusters.borderColor = faint(colours[0], 0.8);
    recurring.backgroundColor = recurring.borderColor = faint(colours[1], 0.9);
    bars.backgroundColor = bars.data.map(bar => faint(colours[bar.group.kind === 'cluster' ? 0 : 1], 0.22));
    for (const scale of Object.values(this.chart.options.scales)) {
      scale.ticks.color = quiet;
      scale.grid.color = faint(cssColour('--line'), 0.6);
      if (scale.title) scale.title.color = quiet;
    }
    this.chart.update('none');
  }
}

const rateOf = group => group.kind === 'cluster'
  ? (group.perMinute === null ? 'all at once' : Math.round(group.perMinute * 10) / 10 + ' a minute')
  : 'every ' + duration(group.period) + ' ± ' + duration(group.jitter) + (group.missed ? ', ' + group.missed + ' missed' : '');

/** The same for those who read tables. */
function groupTable(table, pages, onSelect) {
  if (GROUPS.length === 0) return;
  const head = ['', 'Destination', 'From', 'First', 'Last', 'Streams', 'Rate', 'Bytes', 'Mostly'];
  const numbers = new Set([5, 7]);
  table.append(element('thead', {}, element('tr', {}, ...head.map((name, i) => element('th', {className: numbers.has(i) ? 'plain number' : 'plain', scope: 'col'}, name)))));
  const share = (name, part) => name + ' ' + Math.round(part * 100) + ' %';
  const body = element('tbody');
  table.append(body);
  paged(body, pages, GROUPS, GROUP_ROWS, group => {
    const cells = [
      group.kind, group.destination, group.client || plural(group.clients, 'address', 'addresses'), second(group.start), second(group.last), count(group.count),
      rateOf(group), size(group.bytes), group.kind === 'cluster' ? share(group.label, group.labelShare) + ', ' + share(group.nature, group.natureShare) : duration(group.duration) + ' each',
    ];
    const row = element('tr', {tabIndex: 0}, ...cells.map((text, i) => element('td', {className: numbers.has(i) ? 'number' : ''}, text)));
    row.addEventListener('click', () => onSelect(group));
    row.addEventListener('keydown', e => { if (e.key === 'Enter') onSelect(group); });
    return row;
  });
}
