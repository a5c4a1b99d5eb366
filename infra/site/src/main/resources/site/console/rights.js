import {config} from '../config.js';

/** What the page may do: the local front prints an address with a token, which lets it change experiments. */

const KEY = 'token';
const IN_ADDRESS = '#token=';

/** Keeps the token of the address for as long as this tab is open, and takes it out of sight. */
export function takeToken() {
  if (!location.hash.startsWith(IN_ADDRESS)) return;
  sessionStorage.setItem(KEY, decodeURIComponent(location.hash.slice(IN_ADDRESS.length)));
  history.replaceState(null, '', location.pathname + location.search);
}

/** The token; null if the page only reads, as it does wherever it is deployed. */
export function token() {
  return config.local ? sessionStorage.getItem(KEY) : null;
}

/** Whether controls that change something are shown. */
export function mayChange() {
  return token() !== null;
}

/** Why there are no controls, as a sentence. */
export function whyItOnlyReads() {
  return config.local
    ? 'This page only reads: to start and stop experiments, open the address with a token that ./recs demo and ./recs serve print.'
    : 'A deployed console only reads: experiments are changed by signed requests, PUT and DELETE /experiments/{name}.';
}
