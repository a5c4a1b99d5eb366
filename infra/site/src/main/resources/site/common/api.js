import {config} from '../config.js';

/** The API refused, or could not be reached; the message is a sentence that a person can read. */
export class ApiError extends Error {
  /**
   * @param {number} status the HTTP status; 0 if nobody answered
   * @param {string} message what is wrong
   * @param {string} [parameter] the parameter or the field of the body that it is about, if the API names one
   */
  constructor(status, message, parameter) {
    super(message);
    this.status = status;
    this.parameter = parameter;
  }
}

/**
 * Reads from the API.
 *
 * @param {string} path like `/recommendations`, its variable parts encoded by {@link part}
 * @param {Object<string, string|number|boolean|string[]|null|undefined>} parameters lists get commas between them; what is
 *     empty, null or undefined is left out
 * @param {Object<string, string>} headers
 * @returns {Promise<any>} the answer's JSON
 * @throws {ApiError} unless the answer is a success
 */
export function get(path, parameters = {}, headers = {}) {
  return answerOf(fetch(address(path, parameters), {headers}));
}

/** Where {@link get} asks. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (text !== '') query.set(name, text);
  }
  const question = query.size > 0 ? `?${query}` : '';
  return `${config.api}${path}${question}`;
}

/**
 * Reports what a visitor did. It goes on when the page is left, and a visitor hears of no failure.
 *
 * @param {object[]} events as `POST /events` takes them
 * @returns {Promise<boolean>} whether all of them are kept
 */
export async function report(events) {
  try {
    const answer = await answerOf(
      fetch(`${config.api}/events`, {
        method: 'POST',
        keepalive: true,
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({events}),
      }),
    );
    return answer.refused.length === 0;
  } catch (error) {
    console.warn(`Not reported: ${error.message}`);
    return false;
  }
}

/**
 * Changes something, which only the local front lets a page do.
 *
 * @param {'PUT'|'DELETE'} method
 * @param {string} path
 * @param {string} token that the local front printed
 * @param {object} [body]
 */
export function change(method, path, token, body) {
  return answerOf(
    fetch(`${config.api}${path}`, {
      method,
      headers: {Authorization: `Bearer ${token}`, ...(body && {'Content-Type': 'application/json'})},
      body: body && JSON.stringify(body),
    }),
  );
}

/** A part of a path, whatever is in it. */
export function part(text) {
  return encodeURIComponent(text);
}

async function answerOf(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new ApiError(0, 'The API cannot be reached.');
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiError(response.status, body?.detail ?? body?.message ?? `The API answered ${response.status}.`, body?.parameter);
  }
  return body;
}
