/* The curves of many streams over each other. */
const log2 = Math.log2;
const OFFSETS = DATA.offsets.map(log2);
const LIMITS = {x: {min: 0, max: 16, minRange: 0.2}, y: {min: 0, max: 8.02, minRange: 0.01}};
const VIEWS = ['both', 'to_server', 'to_client'];

const points = (offsets, millibits) => millibits.map((y, i) => ({x: offsets[i], y: y / 1000}));

/** The curve of a fingerprint, at those of its offsets that curves of streams have. */
const fingerprintPoints = millibits => millibits
  .map((y, i) => ({offset: DATA.fingerprintOffsets[i], x: log2(DATA.fingerprintOffsets[i]), y: y / 1000}))
  .filter(point => DATA.offsets.includes(point.offset));

/** The point of a chart that is nearest to a pixel, and no farther than its reach, if there is one. */
function nearestPoint(chart, px, py, reach, isWanted) {
  let best = reach * reach, found = null;
  chart.data.datasets.forEach((dataset, datasetIndex) => {
    if (!isWanted(dataset)) return;
    chart.getDatasetMeta(datasetIndex).data.forEach((element, index) => {
      const d = (element.x - px) ** 2 + (element.y - py) ** 2;
      if (d < best) {
        best = d;
        found = {element, datasetIndex, index};
      }
    });
  });
  return found;
}

/** At most so many streams, the same number of each category as far as it has them. */
function evenly(streams, categoryOf, most) {
  if (streams.length <= most) return streams;
  const counts = new Map();
  for (const s of streams) counts.set(categoryOf(s), (counts.get(categoryOf(s)) || 0) + 1);
  const quotas = new Map();
  let left = most, categories = counts.size;
  for (const [name, n] of [...counts].sort((a, b) => a[1] - b[1])) {
    const quota = Math.min(n, Math.floor(left / categories--));
    quotas.set(name, quota);
    left -= quota;
  }
  const seen = new Map();
  return streams.filter(s => {
    const name = categoryOf(s), place = seen.get(name) || 0, quota = quotas.get(name), n = counts.get(name);
    seen.set(name, place + 1);
    return Math.floor((place + 1) * quota / n) > Math.floor(place * quota / n);
  });
}

/** Ranges of envelopes, behind everything. */
const envelopePainter = {
  id: 'envelopes',
  beforeDatasetsDraw(chart) {
    const {ctx, chartArea: area, scales: {x, y}} = chart;
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.left, area.top, area.width, area.height);
    ctx.clip();
    for (const envelope of DATA.envelopes) {
      if (envelope.view !== VIEWS[chart.entroprintView]) continue;
      for (const [start, end, low, high] of envelope.ranges) {
        const left = x.getPixelForValue(log2(Math.max(1, start))), right = x.getPixelForValue(log2(end + 1));
        const top = y.getPixelForValue(high / 1000), bottom = y.getPixelForValue(low / 1000);
        ctx.fillStyle = faint(cssColour('--accent'), 0.1);
        ctx.fillRect(left, top, right - left, bottom - top);
        ctx.strokeStyle = faint(cssColour('--accent'), 0.5);
        ctx.strokeRect(left, top, right - left, bottom - top);
      }
    }
    ctx.restore();
  },
};

class CurveChart {
  constructor(canvas, onSelect) {
    this.streams = [];
    const within = (chart, event) => {
      const found = this.nearest(event.x, event.y);
      return found ? [found] : [];
    };
    Chart.Interaction.modes.stream = within;
    Chart.Tooltip.positioners.pointer = (items, at) => items.length ? at : false;
    this.chart = new Chart(canvas, {
      type: 'line',
      data: {datasets: []},
      plugins: [envelopePainter, partingPainter],
      options: {
        animation: false, parsing: false, normalized: true, responsive: true, maintainAspectRatio: false,
        interaction: {mode: 'stream'},
        onClick: event => {
          const found = this.nearest(event.x, event.y);
          onSelect(found ? this.chart.data.datasets[found.datasetIndex].stream : -1);
        },
        elements: {point: {radius: 0, hoverRadius: 4}, line: {borderJoinStyle: 'round'}},
        scales: {
          x: {type: 'linear', min: 0, max: 16, title: {display: true, text: 'bytes of the stream, from its start'}, afterBuildTicks: octaves,
            ticks: {callback: v => size(Math.round(2 ** v)).replace(' B', ''), maxRotation: 0}, grid: {}},
          y: {min: 0, max: 8.02, title: {display: true, text: 'entropy, bits per byte'}, ticks: {includeBounds: false}, grid: {}},
        },
        plugins: {
          legend: {display: false},
          tooltip: {position: 'pointer', displayColors: false, callbacks: {
            title: items => items.length ? this.nameOf(items[0].dataset.stream) : '',
            label: item => this.describe(item),
          }},
          zoom: {
            limits: LIMITS,
            zoom: {mode: 'xy', wheel: {enabled: true, modifierKey: 'ctrl'}, drag: {enabled: true, threshold: 8, borderWidth: 1}},
            pan: {enabled: true, mode: 'xy', modifierKey: 'shift'},
          },
        },
      },
    });
    this.movedBy(canvas);
  }

  nameOf(s) {
    const name = textOf('label', s);
    return name + (COLUMNS.confidence[s] === null ? '' : ' (' + COLUMNS.confidence[s].toFixed(2) + ')');
  }
  describe(item) {
    const s = item.dataset.stream;
    const at = size(Math.round(2 ** item.parsed.x)) + ': ' + item.parsed.y.toFixed(3) + ' bits';
    const lines = [clientOf(s) + ' → ' + serverOf(s), at];
    const software = softwareOf(s);
    return software ? [lines[0], software, at] : lines;
  }

  /** The point of a stream's curve that is nearest to a pixel, if any is near. */
  nearest(px, py) {
    return nearestPoint(this.chart, px, py, 30, dataset => dataset.stream !== undefined);
  }

  /** Draws streams anew: {streams, view, styles, selected}. */
  draw({streams, view, styles, selected}) {
    const ink = cssColour('--ink'), quiet = cssColour('--quiet'), line = cssColour('--line');
    const datasets = [];
    const opacity = (streams.length > 120 ? 0.5 : 0.75) * (selected >= 0 ? 0.35 : 1);
    for (const s of streams) {
      const millibits = COLUMNS.curves[s][view];
      if (s === selected) continue;
      const name = textOf(styles.column, s);
      const colour = faint(styles.colour(name), opacity);
      datasets.push({stream: s, order: 3, data: points(OFFSETS, millibits), borderColor: colour, backgroundColor: colour, borderWidth: 1.3,
        borderDash: styles.dash(name), pointRadius: millibits.length === 1 ? 2 : 0});
    }
    if (selected >= 0) {
      const nearest = DATA.fingerprints[textOf('nearest', selected)];
      if (nearest) {
        datasets.push({order: 2, data: fingerprintPoints(nearest[view]), borderColor: ink, borderWidth: 2, borderDash: [6, 4], pointRadius: 2.5, pointStyle: 'rectRot', backgroundColor: ink});
      }
      const second = DATA.fingerprints[explanationOf(selected)?.second];
      if (second) {
        datasets.push({order: 2, data: fingerprintPoints(second[view]), borderColor: '#d55e00', borderWidth: 2, borderDash: [2, 4], pointRadius: 2, backgroundColor: '#d55e00'});
      }
      datasets.push({stream: selected, order: 1, data: points(OFFSETS, COLUMNS.curves[selected][view]), borderColor: styles.colour(textOf(styles.column, selected)),
        backgroundColor: styles.colour(textOf(styles.column, selected)), borderWidth: 3.5, pointRadius: 3});
    }
    for (const threshold of DATA.thresholds) {
      datasets.push({order: 4, data: points([0, 16], [threshold, threshold]), borderColor: ink, borderWidth: 1.2, borderDash: [2, 3]});
    }
    const band = sign => DATA.random.map(([n, mean, deviation]) => ({x: log2(n), y: mean + sign * 3 * deviation}));
    const grey = faint(quiet, 0.9);
    datasets.push({order: 5, data: band(1), borderColor: grey, borderWidth: 0.8, fill: '+1', backgroundColor: faint(quiet, 0.4)});
    datasets.push({order: 5, data: band(-1), borderColor: grey, borderWidth: 0.8});
    this.chart.entroprintView = view;
    this.chart.data.datasets = datasets;
    for (const scale of [this.chart.options.scales.x, this.chart.options.scales.y]) {
      scale.grid.color = faint(line.length === 7 ? line : '#888888', 0.6);
      scale.ticks = {...scale.ticks, color: quiet};
      scale.title.color = quiet;
    }
    this.chart.update('none');
  }

  zoom(how) {
    if (how === 'in') this.chart.zoom(1.5, 'none');
    else if (how === 'out') this.chart.zoom(1 / 1.5, 'none');
    else if (how === 'top') {
      this.chart.zoomScale('x', {min: 10, max: 16}, 'none');
      this.chart.zoomScale('y', {min: 7, max: 8.02}, 'none');
    } else this.chart.resetZoom('none');
  }

  /** The zoom plugin wants another library to pan with the mouse; moving by a distance it can itself. */
  movedBy(canvas) {
    let last = null;
    canvas.addEventListener('pointerdown', e => {
      if (!e.shiftKey) return;
      last = e;
      canvas.setPointerCapture(e.pointerId);
    });
    canvas.addEventListener('pointermove', e => {
      if (!last) return;
      this.chart.pan({x: e.clientX - last.clientX, y: e.clientY - last.clientY}, undefined, 'none');
      last = e;
    });
    canvas.addEventListener('pointerup', () => { last = null; });
    canvas.parentElement.addEventListener('keydown', e => {
      const steps = {ArrowLeft: {x: 60}, ArrowRight: {x: -60}, ArrowUp: {y: 60}, ArrowDown: {y: -60}};
      const zooms = {'+': 'in', '-': 'out', '0': 'reset'};
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      if (steps[e.key]) this.chart.pan(steps[e.key], undefined, 'none');
      else if (zooms[e.key]) this.zoom(zooms[e.key]);
      else return;
      e.preventDefault();
    });
  }
}

/** Ticks at powers of two, fewer or more as the zoom wants. */
function octaves(axis) {
  const span = axis.max - axis.min;
  const step = span > 12 ? 2 : span > 5 ? 1 : span > 2 ? 0.5 : span > 0.8 ? 0.25 : 0.05;
  axis.ticks = [];
  for (let v = Math.ceil(axis.min / step) * step; v <= axis.max + 1e-9; v += step) axis.ticks.push({value: v});
}
