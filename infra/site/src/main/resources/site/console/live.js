import {config} from '../config.js';
import {get} from '../common/api.js';
import {card, spanOf} from './parts.js';
import {courseChart} from './charts.js';

export const title = 'Live';

const EVERY_MILLISECONDS = 2_000;
/** Where the API says null. */
const FALLBACKS = {NONE: 'none: the list that was asked for'};

const LATENCIES = [['p50Milliseconds', 'p50', 'best'], ['p95Milliseconds', 'p95', 'reference'], ['p99Milliseconds', 'p99', 'what-if']];

/** How fast the local front answers and how many lists fell back, as long as somebody looks. */
export async function show(parameters, signal) {
  if (!config.local) {
    return [paragraph('In the cloud these figures are on the CloudWatch dashboard of the stack, with its alarms: its address is the '
      + 'stack’s output DashboardUrl.')];
  }
  const view = await liveView();
  poll(view.update, signal);
  return view.elements;
}

/** Elements that stay, and what fills them anew. */
async function liveView() {
  let figures = await read();
  const facts = element('div');
  const routes = element('div');
  const fallbacks = element('div');
  const latency = courseChart('Milliseconds for a list in the last five minutes: p50, p95 and p99; the figures are in the table below.', () => ({
    labels: timesOf(figures),
    series: LATENCIES.map(([key, name, colour]) => ({name, colour, measures: measuresOf(figures, key)})),
    format: milliseconds,
    bare: true,
  }));
  const shares = courseChart('Which share of lists needed a fallback in the last five minutes; the figures are in the table below.', () => ({
    labels: timesOf(figures),
    series: [{name: 'lists with a fallback', colour: 'best', measures: measuresOf(figures, 'fallbackShare')}],
    format: percent,
    max: 1,
    bare: true,
  }));
  const course = element('div');
  const fill = () => {
    facts.replaceChildren(factsOf(figures));
    routes.replaceChildren(routeTable(figures.live));
    fallbacks.replaceChildren(fallbackTable(figures.live));
    const wasOpen = course.querySelector('details')?.open ?? false;
    course.replaceChildren(courseTable(figures.live));
    course.querySelector('details').open = wasOpen;
  };
  fill();
  return {
    elements: [
      facts,
      card('Lists in the last five minutes', element('h3', {}, 'Time to answer'), latency,
        legend(LATENCIES.map(([, name, colour]) => [colour, name])), element('h3', {}, 'Fallbacks'), shares, course),
      card('Since the start', routes, fallbacks),
    ],
    update: async () => {
      figures = await read();
      fill();
      latency.redraw();
      shares.redraw();
    },
  };
}

async function read() {
  const [live, health] = await Promise.all([get('/console/live.json'), get('/health').catch((error) => ({error: error.message}))]);
  return {live, health};
}

/** Asks again and again; not while nobody sees the page, nor after the view is left. */
async function poll(update, signal) {
  while (!signal.aborted) {
    await new Promise((resume) => { setTimeout(resume, EVERY_MILLISECONDS); });
    if (!signal.aborted && !document.hidden) {
      await update().catch(() => null); // the front may be restarting: the figures stay as they are
    }
  }
}

function factsOf({live, health}) {
  return terms([
    ['Since', moment(live.since)],
    ['Lists served', count(live.lists.served)],
    ['Version', health.version ?? health.error],
    ...(health.version ? [['Published', spanOf(-health.ageSeconds)]] : []),
  ], 'facts');
}

function timesOf({live}) {
  return live.lastMinutes.map(({from}) => from.slice(11, 19));
}

/** Where nobody asked for a list there is nothing to measure. */
function measuresOf({live}, key) {
  return live.lastMinutes.map((slice) => (slice.requests === 0 ? null : exactly(slice[key])));
}

function milliseconds(number) {
  return `${number < 10 ? number.toFixed(1) : Math.round(number)} ms`;
}

function latencyCells(figures) {
  return [count(figures.requests), ...LATENCIES.map(([key]) => figures[key].toFixed(1))];
}

const LATENCY_COLUMNS = [{name: 'Requests', number: true}, {name: 'p50 ms', number: true}, {name: 'p95 ms', number: true}, {name: 'p99 ms', number: true}];

function routeTable(live) {
  return table('Time to answer by route', [{name: 'Route'}, ...LATENCY_COLUMNS, {name: '4xx', number: true}, {name: '5xx', number: true}],
    live.routes.map((route) => ({cells: [route.route, ...latencyCells(route), count(route.clientErrors), count(route.serverErrors)]})));
}

function fallbackTable(live) {
  if (live.lists.served === 0) {
    return paragraph('No list was served yet: ask for one, or open the storefront.');
  }
  return table('Lists by the most general list that filled them', [{name: 'Fallback'}, {name: 'Lists', number: true}, {name: 'Share', number: true}],
    live.lists.fallbacks.map(({fallback, lists, share}) => ({cells: [FALLBACKS[fallback] ?? fallback, count(lists), percent(share)]})));
}

function courseTable(live) {
  return details('The figures as a table', table('Lists by five seconds, in UTC', [{name: 'From'}, ...LATENCY_COLUMNS, {name: 'With a fallback', number: true}],
    live.lastMinutes.filter((slice) => slice.requests > 0).map((slice) => ({cells: [slice.from.slice(11, 19), ...latencyCells(slice), percent(slice.fallbackShare)]}))));
}
