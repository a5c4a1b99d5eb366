import {config} from '../config.js';
import {ApiError, change, part} from '../common/api.js';

/** What the page may do: the local front prints an address with a token, which lets it change experiments. */

const KEY = 'token';
const IN_ADDRESS = '#token=';
const FORBIDDEN = 403;

/** A front that is started anew has a new token, unless it was given one. */
const TOKEN_OF_ANOTHER = 'This page has the token of another start of the front: open the address that it printed this time.';

/** Keeps the token of the address for as long as this tab is open, and takes it out of sight. */
export function takeToken() {
  if (!location.hash.startsWith(IN_ADDRESS)) return;
  sessionStorage.setItem(KEY, decoded(location.hash.slice(IN_ADDRESS.length)));
  history.replaceState(null, '', location.pathname + location.search);
}

/** A broken address makes a wrong token, of which the API complains, and not a page without anything. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Null if the page only reads, as it does wherever it is deployed. */
function token() {
  return config.local ? sessionStorage.getItem(KEY) : null;
}

/** Whether controls that change something are shown. */
export function mayChange() {
  return token() !== null;
}

/**
 * Makes, changes or deletes an experiment.
 *
 * @param {'PUT'|'DELETE'} method
 * @param {string} name
 * @param {object} [wish] the whole experiment as it shall be
 * @throws {ApiError} with what the API says against it
 */
export async function changeExperiment(method, name, wish) {
  try {
    return await change(method, `/experiments/${part(name)}`, token(), wish);
  } catch (error) {
    throw error.status === FORBIDDEN ? new ApiError(FORBIDDEN, TOKEN_OF_ANOTHER) : error;
  }
}

/** Why there are no controls, as a sentence. */
export function whyItOnlyReads() {
  return config.local
    ? 'This page only reads: to change experiments, open the address with a token that ./recs demo and ./recs serve print.'
    : 'A deployed console only reads: experiments are changed by signed requests, PUT and DELETE /experiments/{name}.';
}
