/** The storefront: finds the page that the address names, shows it, and follows links without loading the shop again. */
import {fill} from './elements.js';
import {closeMenu, showHeader} from './header.js';
import {pageOf} from './pages.js';
import {becomes, consents, sessionId} from './visitor.js';

const SHOP = 'eSzoppping';
const main = document.getElementById('content');
const search = document.querySelector('form.search');

/** How far each page of the history was scrolled. */
const scrolled = new Map();
let present = 0;

/**
 * Shows the page of the present address.
 *
 * @param {{scroll?: number, say?: string}} [how] where to scroll when the page is there; what to say instead of its title
 */
async function show({scroll, say} = {}) {
  const {from, visit} = history.state ?? {};
  const page = pageOf(new URLSearchParams(location.search), visit === sessionId() ? from : null);
  search.elements.q.value = new URLSearchParams(location.search).get('q') ?? '';
  const mine = ++present;
  fill(main, page.content);
  const title = await page.ready;
  if (mine !== present) return;
  document.title = `${title} – ${SHOP}`;
  document.getElementById('said').textContent = say ?? title;
  if (scroll !== undefined) window.scrollTo({top: scroll, behavior: 'instant'});
}

/** Goes to a page of this shop. */
function go(address) {
  closeMenu();
  const {state, path} = entryOf(new URL(address, location.origin));
  history.pushState(state, '', path);
  window.scrollTo({top: 0, behavior: 'instant'});
  main.focus({preventScroll: true});
  show();
}

/**
 * What the history keeps of an address: which list led there, in which visit, is part of the entry and not of the address, so
 * that nobody passes on somebody else's click.
 */
function entryOf(url) {
  const from = url.searchParams.get('from');
  url.searchParams.delete('from');
  const key = crypto.getRandomValues(new Uint32Array(1))[0];
  return {state: {key, from, visit: sessionId()}, path: url.pathname + url.search};
}

/** Begins with what the address says: a list that led here, or, with `user`, the customer who shops. */
function begin() {
  const url = new URL(location.href);
  if (url.searchParams.has('user')) {
    if (consents()) becomes(url.searchParams.get('user').trim() || null); // no link takes back a refusal
    url.searchParams.delete('user');
  }
  const {state, path} = entryOf(url);
  history.replaceState(history.state?.key ? history.state : state, '', path);
  history.scrollRestoration = 'manual';
  showHeader((say) => show({say}));
  show();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!plain || event.defaultPrevented || !link?.getAttribute('href').match(/^\/(\?|$)/)) return;
  event.preventDefault();
  go(link.href);
});

document.querySelector('a.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});

search.addEventListener('submit', (event) => {
  event.preventDefault();
  go(`/?${new URLSearchParams({q: search.elements.q.value})}`);
});

window.addEventListener('scroll', () => scrolled.set(history.state?.key, window.scrollY), {passive: true});

window.addEventListener('popstate', (event) => {
  const scroll = scrolled.get(event.state?.key) ?? 0; // an address to which somebody adds a # has no state
  main.focus({preventScroll: true});
  show({scroll});
});

begin();
