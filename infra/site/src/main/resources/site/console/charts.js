/** Charts over time; those of measures in rows are in /report/drawing.js. */

const HEIGHT = 300;

/** Pixels between the points of two series at the same time. */
const APART = 12;

/**
 * A line for each series, with an interval at each point. `describe` gives, at the time of drawing:
 *   labels  one for each point in time, oldest first
 *   titles  what the tooltip calls each, if other than its label
 *   series  [{name, colour, measures}]: colour is the name of a custom property; a measure may be null
 *   format  of values
 *   max     the end of the axis, if it is known
 *   bare    whether the figures have no intervals, and lines break where there is none
 */
export function courseChart(caption, describe) {
  return chart(caption, () => ({height: HEIGHT, ...describe()}), (description, width) => ({
    type: 'line',
    data: {labels: description.labels, datasets: description.series.map((series) => line(series, description))},
    options: options(description, width),
    plugins: description.bare ? [] : [intervals],
  }));
}

function line(series, description) {
  const colour = colourOf(series.colour);
  return {
    label: series.name,
    data: series.measures.map((measure) => measure && measure.value),
    measures: series.measures,
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2,
    pointRadius: description.bare ? 2 : 4,
    pointHitRadius: 12,
    spanGaps: !description.bare,
  };
}

function options(description, width) {
  const quiet = colourOf('quiet');
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: {mode: 'index', intersect: false},
    scales: {
      x: {
        offset: !description.bare,
        grid: {display: false},
        border: {color: colourOf('line')},
        ticks: {color: quiet, maxRotation: 0, autoSkipPadding: 16, maxTicksLimit: width < 560 ? 4 : 10},
      },
      y: {
        beginAtZero: Boolean(description.bare),
        suggestedMin: description.bare ? 0 : end(description, 'low', Math.min),
        suggestedMax: end(description, 'high', Math.max),
        max: description.max,
        grid: {color: colourOf('line')},
        border: {display: false},
        ticks: {color: quiet, callback: (value) => shortened(description.format(value)), maxTicksLimit: 7},
      },
    },
    plugins: {
      legend: {display: false},
      tooltip: {
        callbacks: {
          title: (items) => (description.titles ?? description.labels)[items[0].dataIndex],
          label: (item) => tooltip(item.dataset, item.dataset.measures[item.dataIndex], description),
        },
      },
    },
  };
}

/** An end of the axis: that of the lowest or the highest interval. */
function end(description, name, furthest) {
  const ends = description.series.flatMap((series) => series.measures.filter(Boolean).map((measure) => measure[name]));
  return ends.length === 0 ? undefined : furthest(...ends);
}

/** Draws intervals, and each series a little beside the others, which would hide it where they are as good. */
const intervals = {
  id: 'intervals',
  beforeDatasetDraw(drawn, {index}) {
    const {ctx, data, scales} = drawn;
    const {borderColor, measures} = data.datasets[index];
    ctx.save();
    ctx.translate(APART * (index - (data.datasets.length - 1) / 2), 0);
    drawn.getDatasetMeta(index).data.forEach((point, i) => {
      if (measures[i]) drawInterval(ctx, scales.y, point.x, measures[i], borderColor);
    });
  },
  afterDatasetDraw({ctx}) {
    ctx.restore();
  },
};

function drawInterval(context, axis, x, {low, high}, colour) {
  const ends = [low, high].map((end) => axis.getPixelForValue(end));
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, ends[0]);
  context.lineTo(x, ends[1]);
  ends.forEach((end) => {
    context.moveTo(x - 5, end);
    context.lineTo(x + 5, end);
  });
  context.stroke();
  context.restore();
}
