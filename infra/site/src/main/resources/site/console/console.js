/*
 * The console: finds the view that the address names, shows it, and says what went wrong if it cannot.
 * Functions that no module imports, here and in the views, are those of /report/: words.js, drawing.js and sections.js, with
 * which a training's report draws the same figures.
 */
import {mayChange, takeToken} from './rights.js';
import {address, problem} from './parts.js';
import * as versions from './versions.js';
import * as models from './models.js';
import * as groups from './groups.js';
import * as sideBySide from './side-by-side.js';
import * as quality from './quality.js';
import * as experiments from './experiments.js';
import * as experiment from './experiment.js';
import * as newExperiment from './new-experiment.js';
import * as live from './live.js';

/** Each has a title and a function that makes its elements from the address's parameters. */
const VIEWS = {
  versions,
  models,
  groups,
  'side-by-side': sideBySide,
  quality,
  experiments,
  experiment,
  'new-experiment': newExperiment,
  live,
};

/** What the navigation names, and under what; the others belong to one of these. */
const IN_NAVIGATION = ['versions', 'models', 'groups', 'side-by-side', 'quality', 'experiments', 'live'];
const BELONGS_TO = {experiment: 'experiments', 'new-experiment': 'experiments'};
const FIRST = 'versions';

const main = document.getElementById('main');

/** Ends when the view is left. */
let shown = new AbortController();

function place() {
  const [name, query] = location.hash.replace(/^#\/?/, '').split('?');
  return {name: Object.hasOwn(VIEWS, name) ? name : FIRST, parameters: new URLSearchParams(query)};
}

async function show() {
  shown.abort();
  shown = new AbortController();
  const {signal} = shown;
  const {name, parameters} = place();
  const view = VIEWS[name];
  document.title = `${view.title} · eSzoppping Recommendations`;
  showNavigation(BELONGS_TO[name] ?? name);
  main.setAttribute('aria-busy', 'true');
  let children;
  try {
    children = await view.show(parameters, signal);
  } catch (error) {
    children = problem(error, show);
  }
  if (signal.aborted) return;
  main.replaceChildren(heading(view.title), ...children.filter((child) => child !== null));
  main.setAttribute('aria-busy', 'false');
  main.dataset.view = name;
  redrawAll();
}

function heading(title) {
  return element('h1', {tabindex: '-1'}, title);
}

function showNavigation(current) {
  const links = IN_NAVIGATION.map((name) => {
    const here = name === current ? {'aria-current': 'page'} : {};
    return element('li', {}, element('a', {href: address(name), ...here}, VIEWS[name].title));
  });
  document.getElementById('views').replaceChildren(...links);
  document.querySelector('[aria-current]').scrollIntoView({block: 'nearest', inline: 'nearest'});
}

/** Whoever follows a link hears and sees the new view from its top. */
async function move() {
  takeToken();
  await show();
  main.querySelector('h1')?.focus({preventScroll: true});
  window.scrollTo(0, 0);
}

function skip(event) {
  event.preventDefault();
  main.focus();
}

takeToken();
document.getElementById('rights').textContent = mayChange()
  ? 'May change experiments.'
  : 'This page only reads.';
document.getElementById('skip').addEventListener('click', skip);
window.addEventListener('hashchange', move);
watchSurroundings();
await show();
