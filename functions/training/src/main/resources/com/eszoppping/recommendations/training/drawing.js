'use strict';

/* Elements, tables and charts. Texts become text nodes and never markup, whatever is in them. */

const NARROW = window.matchMedia('(max-width: 40rem)');
const DARK = window.matchMedia('(prefers-color-scheme: dark)');

/** Values are written behind the bars. */
const ROOM_FOR_VALUES = 62;

const LINE_HEIGHT = 15;

/** The charts of the page, which are drawn anew after a change of colours. */
let charts = [];

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

function paragraph(text, kind) {
  return element('p', kind ? { class: kind } : {}, text);
}

function details(summary, ...children) {
  return element('details', {}, element('summary', {}, summary), ...children);
}

function opened(summary, ...children) {
  const made = details(summary, ...children);
  made.open = true;
  return made;
}

/** A list of terms and what they mean. */
function terms(entries, kind) {
  return element('dl', { class: kind || 'terms' }, entries.map(([term, meaning]) => element('div', {},
    element('dt', {}, term), element('dd', {}, meaning))));
}

/**
 * A table. Columns are {name, number, wide}; a row is {cells, kind}, its first cell its header. A cell is a text, a node, or
 * {text, below} with a smaller line below.
 */
function table(caption, columns, rows) {
  const head = element('tr', {}, columns.map((column) =>
    element('th', { scope: 'col', class: kindOfColumn(column) }, column.name)));
  const body = rows.map((row) => element('tr', row.kind ? { class: row.kind } : {},
    row.cells.map((content, i) => cell(content, columns[i], i === 0))));
  return element('div', { class: 'wide', role: 'region', tabindex: '0', 'aria-label': caption },
    element('table', {}, element('caption', {}, caption), element('thead', {}, head), element('tbody', {}, body)));
}

function cell(content, column, isHeader) {
  const attributes = { class: kindOfColumn(column) };
  const made = element(isHeader ? 'th' : 'td', isHeader ? { ...attributes, scope: 'row' } : attributes);
  if (content !== null && typeof content === 'object' && 'below' in content) {
    made.append(content.text, element('small', {}, content.below));
  } else {
    made.append(content === null || content === undefined ? '\u2013' : content);
  }
  return made;
}

function kindOfColumn(column) {
  return column.number ? 'number' : (column.wide ? 'text' : '');
}

function measured(measure, format) {
  return { text: format(measure.value), below: shortInterval(measure, format) };
}

/** A bar in a cell, from 0 to 1. */
function bar(share, text) {
  const fill = element('span', { class: 'fill' });
  fill.style.width = `${Math.min(100, 100 * share)}%`;
  return element('span', { class: 'bar' }, element('span', { class: 'track', 'aria-hidden': 'true' }, fill),
    element('span', { class: 'amount' }, text));
}

/** What the colours of a chart stand for. */
function legend(entries) {
  return element('ul', { class: 'legend' }, entries.map(([colour, text]) => {
    const key = element('span', { class: 'key', 'aria-hidden': 'true' });
    key.style.background = `var(--${colour})`;
    return element('li', {}, key, text);
  }));
}

/**
 * A chart of measures with their intervals. `describe` gives, at the time of drawing:
 *   labels     one for each row
 *   series     [{name, colours, measures}]: colours are names of custom properties, one for each row
 *   format     of values
 *   asDots     whether a measure is a dot on its interval instead of a bar from zero
 *   reference  {value, label}: a line across all rows
 * Its figures must be in a table too; `caption` says which.
 */
function measureChart(caption, describe) {
  return chart(caption, describe, (description, width) => {
    return {
      type: 'bar',
      data: {
        labels: labelsOf(description, width),
        datasets: description.series.map((series) => dataset(series, description)),
      },
      options: options(description, width),
      plugins: [referenceLine(description.reference), whiskers(description)],
    };
  });
}

function chart(caption, describe, configure) {
  const canvas = element('canvas', { role: 'img', 'aria-label': caption });
  const frame = element('div', { class: 'chart' }, canvas);
  let drawn = null;
  const draw = () => {
    if (drawn !== null) {
      drawn.destroy();
    }
    const description = describe();
    frame.style.height = `${description.height || heightOf(description, frame.clientWidth)}px`;
    drawn = new Chart(canvas, configure(description, frame.clientWidth));
  };
  charts.push(frame);
  frame.redraw = draw;
  frame.forget = () => drawn && drawn.destroy();
  return frame;
}

function heightOf(description, width) {
  const bars = description.series.length > 1 ? 22 * description.series.length + 8 : 32;
  const lines = Math.max(...labelsOf(description, width).map((label) => label.length));
  const axis = 40;
  return axis + Math.max(bars, LINE_HEIGHT * lines + 6) * description.labels.length + (description.reference ? 22 : 0);
}

function labelsOf(description, width) {
  return description.labels.map((label) => wrapped(label, width < 560 ? 18 : 34));
}

function dataset(series, description) {
  const colours = series.colours.map(colourOf);
  return {
    label: series.name,
    data: series.measures.map((measure) => (description.asDots ? [measure.low, measure.high] : measure.value)),
    backgroundColor: description.asDots ? 'transparent' : colours,
    colours,
    measures: series.measures,
    borderRadius: 3,
    barPercentage: 0.82,
    categoryPercentage: 0.72,
  };
}

function options(description, width) {
  return {
    indexAxis: 'y',
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    layout: { padding: { top: description.reference ? 22 : 0, right: ROOM_FOR_VALUES } },
    scales: {
      x: {
        min: description.asDots ? undefined : 0,
        suggestedMax: furthest(description),
        grid: { color: colourOf('line') },
        border: { display: false },
        ticks: { color: colourOf('quiet'), callback: (value) => shortened(description.format(value)), maxTicksLimit: width < 560 ? 5 : 9 },
      },
      y: {
        grid: { display: false },
        border: { display: false },
        ticks: { color: colourOf('ink'), autoSkip: false, crossAlign: 'far' },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: {
        callbacks: {
          title: (items) => [description.labels[items[0].dataIndex]],
          label: (item) => tooltip(item.dataset, item.dataset.measures[item.dataIndex], description),
        },
      },
    },
  };
}

function tooltip(series, measure, description) {
  const value = description.format(measure.value);
  const start = series.label ? `${series.label}: ` : '';
  return measure.low === measure.high ? start + value : `${start}${value} (${interval(measure, description.format)})`;
}

function furthest(description) {
  const ends = description.series.flatMap((series) => series.measures.map((measure) => measure.high));
  return Math.max(...ends, description.reference ? description.reference.value : 0);
}

/** 20.0 % is 20 % on an axis. */
function shortened(text) {
  return text.replace(/\.0+(?=\D|$)/, '');
}

/** Draws each interval as a line with ends, and writes the value behind it. */
function whiskers(description) {
  return {
    id: 'whiskers',
    afterDatasetsDraw(drawn) {
      const context = drawn.ctx;
      drawn.data.datasets.forEach((series, number) => {
        drawn.getDatasetMeta(number).data.forEach((row, i) => {
          drawWhisker(context, drawn.scales.x, row.y, series.measures[i], description, series.colours[i]);
        });
      });
    },
  };
}

function drawWhisker(context, axis, y, measure, description, colour) {
  const low = axis.getPixelForValue(measure.low);
  const high = axis.getPixelForValue(measure.high);
  context.save();
  if (measure.high > measure.low || description.asDots) {
    context.strokeStyle = description.asDots ? colour : colourOf('ink');
    context.lineWidth = description.asDots ? 3 : 1.4;
    context.beginPath();
    context.moveTo(low, y);
    context.lineTo(high, y);
    [low, high].forEach((end) => {
      context.moveTo(end, y - 5);
      context.lineTo(end, y + 5);
    });
    context.stroke();
  }
  if (description.asDots) {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(axis.getPixelForValue(measure.value), y, 4, 0, 2 * Math.PI);
    context.fill();
  }
  context.fillStyle = colourOf('ink');
  context.font = `600 12px ${fontFamily()}`;
  context.textBaseline = 'middle';
  context.strokeStyle = colourOf('card');
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeText(description.format(measure.value), high + 9, y);
  context.fillText(description.format(measure.value), high + 9, y);
  context.restore();
}

function referenceLine(reference) {
  return {
    id: 'reference',
    afterDatasetsDraw(drawn) {
      if (!reference) {
        return;
      }
      const context = drawn.ctx;
      const x = drawn.scales.x.getPixelForValue(reference.value);
      context.save();
      context.strokeStyle = colourOf('reference');
      context.setLineDash([5, 4]);
      context.lineWidth = 1.6;
      context.beginPath();
      context.moveTo(x, drawn.chartArea.top - 4);
      context.lineTo(x, drawn.chartArea.bottom);
      context.stroke();
      context.fillStyle = colourOf('reference');
      context.font = `600 12px ${fontFamily()}`;
      writeInside(context, reference.label, x, drawn.chartArea.top - 12, drawn.width);
      context.restore();
    },
  };
}

function writeInside(context, text, x, y, width) {
  const half = context.measureText(text).width / 2;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, Math.max(half, Math.min(width - half, x)), y);
}

/** Breaks a label into lines of about a length. */
function wrapped(label, length) {
  const lines = [''];
  label.split(' ').forEach((word) => {
    const line = lines[lines.length - 1];
    if (line && line.length + word.length + 1 > length) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = line ? `${line} ${word}` : word;
    }
  });
  return lines;
}

/** A colour as a canvas takes it: what a custom property stands for on this page, now. */
function colourOf(name) {
  const probe = element('span', { hidden: '' });
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

function fontFamily() {
  return getComputedStyle(document.body).fontFamily;
}

function redrawAll() {
  Chart.defaults.font.family = fontFamily();
  Chart.defaults.font.size = 12.5;
  charts.filter((frame) => !frame.isConnected).forEach((frame) => frame.forget());
  charts = charts.filter((frame) => frame.isConnected);
  charts.forEach((frame) => frame.redraw());
}

/** On paper everything is black on white and nothing is folded up. */
function drawForPaper() {
  document.documentElement.classList.add('paper');
  document.querySelectorAll('details').forEach((folded) => { folded.open = true; });
  redrawAll();
}

function drawForScreen() {
  document.documentElement.classList.remove('paper');
  redrawAll();
}

function watchSurroundings() {
  DARK.addEventListener('change', redrawAll);
  NARROW.addEventListener('change', redrawAll);
  window.addEventListener('beforeprint', drawForPaper);
  window.addEventListener('afterprint', drawForScreen);
}
