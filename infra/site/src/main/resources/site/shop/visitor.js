import {get, part, report} from '/common/api.js';

/** More of a visit than this is not sent: the API takes 50, and the last few decide. */
const VIEWS_SENT = 20;
const PURCHASES_SENT = 50;

const REFUSED = 'no';

/**
 * Who is shopping, and what they did in this visit. A customer's number is all that this browser keeps of a person; an anonymous
 * visitor has a random id. Who does not agree has neither, and what they did stays in this tab.
 */
let person = whoShops();
let visit = JSON.parse(sessionStorage.getItem('visit')) ?? newVisit();

/** What was asked of customers' groups, by the customer. */
const groups = new Map();

function whoShops() {
  if (localStorage.getItem('consent') === REFUSED) return {consents: false, userId: null};
  const visitorId = localStorage.getItem('visitorId') ?? randomId();
  localStorage.setItem('visitorId', visitorId);
  return {consents: true, userId: localStorage.getItem('userId'), visitorId};
}

function newVisit() {
  return {sessionId: randomId(), viewed: [], bought: [], lists: {}};
}

function keepVisit() {
  sessionStorage.setItem('visit', JSON.stringify(visit));
}

/** Not `randomUUID`, which pages have only over HTTPS or from this machine: a phone in the same network shall shop as well. */
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The customer's number; null for an anonymous visitor, and for who does not agree to be known. */
export function userId() {
  return person.userId;
}

/** Whether who shops agrees that their data are used. */
export function consents() {
  return person.consents;
}

/** The present visit; another visitor is in another one. */
export function sessionId() {
  return visit.sessionId;
}

/** Lets somebody else shop, in a visit of their own. */
export function becomes(newUserId) {
  localStorage.removeItem('consent');
  if (newUserId === null) localStorage.removeItem('userId');
  else localStorage.setItem('userId', newUserId);
  beginVisit();
}

/** Takes back the consent: from now on nothing tells who shops. */
export function refusesConsent() {
  localStorage.setItem('consent', REFUSED);
  localStorage.removeItem('userId');
  localStorage.removeItem('visitorId');
  beginVisit();
}

function beginVisit() {
  person = whoShops();
  visit = newVisit();
  keepVisit();
}

/** What `GET /users/{userId}/group` says of a customer. */
export function groupOf(customer) {
  if (!groups.has(customer)) {
    const asked = get(`/users/${part(customer)}/group`);
    asked.catch(() => groups.delete(customer));
    groups.set(customer, asked);
  }
  return groups.get(customer);
}

/** How people count groups, in reports and in the console: from 1; the API counts from 0. */
export function numberOf(group) {
  return group + 1;
}

/** The parameters of a list that say who asks for it, and what they did in this visit. */
export function asParameters() {
  if (!person.consents) return {consent: false};
  return {...identity(), viewed: visit.viewed.slice(-VIEWS_SENT), exclude: [...new Set(visit.bought)].slice(-PURCHASES_SENT)};
}

function identity() {
  return person.userId === null ? {visitorId: person.visitorId} : {userId: person.userId};
}

/** @returns {string[]} the products bought in this visit */
export function bought() {
  return visit.bought;
}

/** What was looked at in this visit, the present product last; without consent that product only. */
export function viewedUpTo(productId) {
  if (!person.consents) return [productId];
  return [...visit.viewed.filter((id) => id !== productId), productId].slice(-VIEWS_SENT);
}

/**
 * Notes and reports that a product is on the screen. It is either a click, if it came from a list, or a view, never both: a click
 * is a view that names its list. The same click or a reloaded page counts once.
 *
 * @param {string} productId
 * @param {string|null} recommendationId of the list that led here
 */
export function opens(productId, recommendationId) {
  const again = visit.viewed.at(-1) === productId && (!recommendationId || visit.lists[productId] === recommendationId);
  if (again) return;
  if (recommendationId) visit.lists[productId] = recommendationId;
  visit.viewed = [...visit.viewed.filter((id) => id !== productId), productId];
  keepVisit();
  if (recommendationId) {
    send({type: 'click', productId, recommendationId, eventId: `${visit.sessionId}-${recommendationId}-${productId}`});
  } else {
    send({type: 'view', productId, eventId: randomId()});
  }
}

/**
 * Notes and reports a purchase.
 *
 * @returns {string} the number of the order
 */
export function buys(productId) {
  const purchaseId = `web-${randomId().slice(0, 12)}`;
  visit.bought = [...visit.bought, productId];
  keepVisit();
  const recommendationId = visit.lists[productId];
  send({type: 'purchase', productId, purchaseId, eventId: purchaseId, ...(recommendationId && {recommendationId})});
  return purchaseId;
}

function send(event) {
  report([person.consents ? {...event, ...identity(), sessionId: visit.sessionId} : ofNobody(event)]);
}

/**
 * Only what was done, and to which product: a click is a view then, because it would name the list. The id of the event is drawn for
 * it alone, so that it counts once even if a browser sends it twice.
 */
function ofNobody({type, productId}) {
  return {type: type === 'click' ? 'view' : type, productId, eventId: randomId(), consent: false};
}
