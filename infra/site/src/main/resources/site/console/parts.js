import {get, part} from '../common/api.js';

/** What several views show. */

const NOTHING_PUBLISHED = 503;

/** The address of a view. */
export function address(view, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return `#/${view}${query.size > 0 ? `?${query}` : ''}`;
}

export function link(text, view, parameters) {
  return element('a', {href: address(view, parameters)}, text);
}

/** A part of a page with its heading. */
export function card(title, ...children) {
  return element('section', {}, element('h2', {}, title), ...children);
}

/** What is shown instead of a view that cannot be. */
export function problem(error, again) {
  if (!('status' in error)) {
    console.error(error);
    return [banner('bad', 'This view cannot be shown.', [paragraph(String(error.message))])];
  }
  const retry = element('button', {type: 'button'}, 'Try again');
  retry.addEventListener('click', again);
  const sentence = error.status === NOTHING_PUBLISHED ? 'There is nothing to see yet.' : 'The API did not answer as it should.';
  const next = error.status === NOTHING_PUBLISHED
    ? paragraph('Train first: ./recs train --data DIR --store DIR here, or the schedule in the cloud.', 'quiet')
    : null;
  return [banner(error.status === NOTHING_PUBLISHED ? 'unsure' : 'bad', sentence, [paragraph(error.message), next].filter(Boolean)), retry];
}

/** The versions as the API lists them. */
export function versions() {
  return get('/models');
}

/**
 * One version with its report, by default the one that is served; if all were held back, the newest.
 *
 * @returns {Promise<{known: object, version: object}>}
 */
export async function chosenVersion(parameters) {
  const known = await versions();
  const name = parameters.get('version') ?? known.current ?? known.versions[0].version;
  return {known, version: await get(`/models/${part(name)}`)};
}

/** Which version a view is about, and another one at the reader's choice. */
export function versionChoice(view, known, chosen, parameters = {}) {
  const select = element('select', {id: 'version'}, versionOptions(known, chosen));
  select.addEventListener('change', () => { location.hash = address(view, {...parameters, version: select.value}); });
  return element('div', {class: 'choice'}, element('label', {for: 'version'}, 'Version'), select);
}

export function versionOptions(known, chosen) {
  return known.versions.map(({version}) => {
    const state = stateOf(version, known);
    return element('option', {value: version, ...(version === chosen && {selected: ''})}, state ? `${version} (${state})` : version);
  });
}

/** The names of the models of all versions. */
export function modelNames(known) {
  return [...new Set(known.versions.flatMap(({models}) => models.map(({name}) => name)))];
}

/** What the pointer says of a version, in a word; nothing if it says nothing. */
export function stateOf(version, known) {
  if (version === known.current) return 'live';
  return version === known.previous ? 'previous' : '';
}

/** Has the report's parts made, or says that there is no report. */
export function ofReport(version, parts) {
  if (version.report === null) {
    return [banner('unsure', 'This version has no report: older code trained it.', [])];
  }
  about(version.report);
  return parts(version.report);
}

/** How long ago, or how long until, in one unit. */
export function fromNow(time) {
  return spanOf((new Date(time) - Date.now()) / 1000);
}

export function spanOf(seconds) {
  const [unit, length] = [['day', 86_400], ['hour', 3_600], ['minute', 60]].find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en', {numeric: 'always'}).format(Math.round(seconds / length), unit);
}

/** A time in a table. */
export function shortMoment(time) {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
