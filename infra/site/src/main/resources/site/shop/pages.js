import {below, categories, categoryAddress, nameOf, product, products} from './catalogue.js';
import {element, fill} from './elements.js';
import {showPurchases} from './header.js';
import {recommendations} from './lists.js';
import {picture} from './pictures.js';
import {card, grid, price, skeletons} from './products.js';
import {asParameters, bought, buys, groupOf, numberOf, opens, userId, viewedUpTo} from './visitor.js';
import {errorInWords, words} from './words.js';

const ON_THE_HOME_PAGE = 12;
const ON_OTHER_PAGES = 6;
const PRODUCTS_AT_ONCE = 24;

/**
 * A page.
 *
 * @typedef {object} Page
 * @property {Node[]} content what is there at once
 * @property {Promise<string>} ready its title, when all of it is there
 */

/**
 * The page that an address names.
 *
 * @param {URLSearchParams} query
 * @param {string|null} from the list that led here
 * @returns {Page}
 */
export function pageOf(query, from) {
  if (query.has('product')) return productPage(query.get('product'), from);
  if (query.has('category')) return categoryPage(query.get('category'));
  if (query.get('q')?.trim()) return searchPage(query.get('q').trim());
  return homePage();
}

// ------------------------------------------------------------------------------------------------ home

function homePage() {
  const list = recommendations(words('recommended'), ON_THE_HOME_PAGE, asParameters());
  const departments = element('div');
  return {
    content: [element('h1.unseen', {}, 'eSzoppping'), visitorStrip(), list.section, departments],
    ready: Promise.all([list.ready, showDepartmentTiles(departments)]).then(() => words('home')),
  };
}

function visitorStrip() {
  if (userId() === null) return null;
  const strip = element('p.strip', {}, '\u00a0');
  groupOf(userId())
    .then(({group, interests}) => fill(strip, ...knownAs(group, interests)))
    .catch(() => strip.remove());
  return strip;
}

function knownAs(group, interests) {
  if (group === null) return [words('unknownCustomer', userId())];
  if (interests.length === 0) return [words('knownPlain', userId(), numberOf(group))];
  return [
    words('knownAs', userId(), numberOf(group)),
    interests.map((category) => element('a.chip', {href: categoryAddress(category)}, nameOf(category))),
  ];
}

async function showDepartmentTiles(place) {
  const all = await categories().catch(() => []);
  if (all.length === 0) return;
  fill(
    place,
    element(
      'section',
      {'aria-labelledby': 'tiles'},
      element('h2', {id: 'tiles'}, words('departments')),
      element(
        'ul.tiles',
        {role: 'list'},
        below(null, all).map((department) =>
          element(
            'li',
            {},
            element('a.tile', {href: categoryAddress(department.path)}, picture(department.path), department.name),
          ),
        ),
      ),
    ),
  );
}

// ------------------------------------------------------------------------------------------------ a category

function categoryPage(path) {
  const list = recommendations(words('recommendedHere'), ON_OTHER_PAGES, {...asParameters(), category: path});
  const all = listing(words('allProducts'), {category: path}, words('nothingHere'));
  const chips = element('div.chips');
  const content = [breadcrumb(path), element('h1', {}, nameOf(path)), chips, list.section, all.section];
  const place = element('div', {}, content);
  const known = categories()
    .then((every) => {
      if (!every.some((category) => category.path === path)) {
        list.section.querySelector('h2').textContent = words('recommended');
        fill(place, nothing(words('noCategory')), list.section);
        return words('notFound');
      }
      fill(chips, chipsBelow(path, every));
      return nameOf(path);
    })
    .catch(() => nameOf(path));
  return {content: [place], ready: Promise.all([known, list.ready, all.ready]).then(([title]) => title)};
}

function chipsBelow(path, all) {
  const children = below(path, all);
  if (children.length === 0) return null;
  return element(
    'nav',
    {'aria-label': words('subcategories')},
    children.map((child) => element('a.chip', {href: categoryAddress(child.path)}, child.name)),
  );
}

function breadcrumb(path, withItself = false) {
  const names = path.split(';');
  const above = names.map((name, index) => ({name, path: names.slice(0, index + 1).join(';')}));
  if (!withItself) above.pop();
  return element(
    'nav.breadcrumb',
    {'aria-label': words('breadcrumb')},
    element(
      'ol',
      {role: 'list'},
      element('li', {}, element('a', {href: '/'}, words('home'))),
      above.map((step) => element('li', {}, element('a', {href: categoryAddress(step.path)}, step.name))),
    ),
  );
}

/** All products that fit, page after page. */
function listing(title, parameters, ifNone) {
  const cards = grid(skeletons(ON_OTHER_PAGES, false));
  const foot = element('div.foot', {role: 'status'});
  const more = element('button', {type: 'button', hidden: true, onclick: () => showMore()}, words('more'));
  const section = element(
    'section.listing',
    {'aria-labelledby': 'all'},
    element('h2', {id: 'all'}, title),
    cards,
    element('div.end', {}, foot, more),
  );
  let shown = 0;

  async function showMore() {
    more.disabled = true;
    try {
      const page = await products({...parameters, limit: PRODUCTS_AT_ONCE, offset: shown});
      const made = page.products.map((found) => card(found));
      if (shown === 0) fill(cards, made);
      else cards.append(...made);
      if (shown > 0) made[0]?.querySelector('a').focus();
      shown += made.length;
      fill(foot, page.total === 0 ? element('p.notice', {}, ifNone) : words('count', shown, page.total));
      more.hidden = shown >= page.total || made.length === 0;
    } catch (error) {
      if (shown === 0) fill(cards);
      fill(foot, element('p.notice', {}, errorInWords(error, true)));
    } finally {
      more.disabled = false;
    }
  }

  return {section, ready: showMore()};
}

// ------------------------------------------------------------------------------------------------ a search

function searchPage(q) {
  const found = listing(words('foundProducts'), {q}, words('nothingFound'));
  return {content: [element('h1', {}, words('results', q)), found.section], ready: found.ready.then(() => words('results', q))};
}

// ------------------------------------------------------------------------------------------------ a product

function productPage(productId, from) {
  const asked = product(productId);
  const list = recommendations(words('recommendedNext'), ON_OTHER_PAGES, {
    ...asParameters(),
    viewed: viewedUpTo(productId),
  });
  const about = element('div', {'aria-busy': 'true'}, waitingProduct());
  const shown = asked
    .then((found) => {
      opens(productId, from);
      fill(about, breadcrumb(found.category, true), aboutProduct(found));
      return found.name;
    })
    .catch((error) => {
      if (error.status === 404 || error.status === 400) {
        fill(about, nothing(words('noProduct')));
        return words('notFound');
      }
      fill(about, element('h1', {}, words('notShown')), element('p.notice', {}, errorInWords(error, true)));
      return words('notShown');
    })
    .finally(() => about.removeAttribute('aria-busy'));
  return {content: [about, list.section], ready: Promise.all([shown, list.ready]).then(([title]) => title)};
}

function aboutProduct(found) {
  const thanks = element('div', {role: 'status'});
  const button = element(
    'button.primary.buy',
    {
      type: 'button',
      disabled: !found.available,
      onclick: () => {
        const order = buys(found.productId);
        showPurchases();
        button.textContent = words('buyAgain');
        fill(
          thanks,
          element('p.thanks', {}, element('strong', {}, words('thanks', order)), element('span', {}, words('thanksHint'))),
        );
      },
    },
    words(bought().includes(found.productId) ? 'buyAgain' : 'buy'),
  );
  return element(
    'article.product',
    {},
    picture(found.category),
    element(
      'div.facts',
      {},
      element('h1', {}, found.name),
      element('p.small', {}, words('productNumber', found.productId)),
      price(found.price),
      element(found.available ? 'p.stock' : 'p.stock.out', {}, words(found.available ? 'available' : 'unavailable')),
      button,
      thanks,
    ),
  );
}

function waitingProduct() {
  return [
    element('div.breadcrumb', {}, '\u00a0'),
    element(
      'div.product.waiting',
      {},
      element('span.picture'),
      element('div.facts', {}, element('h1', {}, words('loading'))),
    ),
  ];
}

/** Says that there is no such thing, and leads on. */
function nothing(sentence) {
  return element(
    'div.nothing',
    {},
    element('h1', {}, words('notFound')),
    element('p', {}, sentence),
    element('p', {}, element('a.button', {href: '/'}, words('backHome'))),
  );
}
