import {nameOf, productAddress} from './catalogue.js';
import {element} from './elements.js';
import {picture} from './pictures.js';
import {priceInWords} from './words.js';

/** A word as long as this has room in the narrowest card. */
const LONGEST_UNBROKEN = 12;

/** @typedef {{productId: string, name: string, category: string, price: number|null}} Shown */

/**
 * Products side by side.
 *
 * @param {HTMLElement[]} cards
 */
export function grid(cards) {
  return element('ul.grid', {role: 'list'}, cards);
}

/**
 * A product as a link to its page.
 *
 * @param {Shown} product
 * @param {string} [recommendationId] of the list that it stands in
 * @param {string} [explanation] why it stands there
 */
export function card(product, recommendationId, explanation) {
  return element(
    'li.card',
    {},
    picture(product.category),
    element(
      'div.facts',
      {},
      element('p.category', {}, nameOf(product.category)),
      element('h3', {}, element('a', {href: productAddress(product.productId, recommendationId)}, unbroken(product.name))),
      price(product.price),
      explanation && element('p.reason', {}, explanation),
    ),
  );
}

/** A name whose last word, like `BK-130`, is not broken at its hyphen. */
function unbroken(name) {
  const start = name.lastIndexOf(' ') + 1;
  if (name.length - start > LONGEST_UNBROKEN) return name;
  return [name.slice(0, start), element('span.unbroken', {}, name.slice(start))];
}

/** A price, or that there is none. */
export function price(value) {
  return element(value === null ? 'p.price.none' : 'p.price', {}, priceInWords(value));
}

/** What stands in the cards' places until they are there, as large as they are. */
export function skeletons(count, withReason) {
  return Array.from({length: count}, () =>
    element(
      'li.card.waiting',
      {'aria-hidden': 'true'},
      element('span.picture'),
      element(
        'div.facts',
        {},
        element('p.category', {}, '\u00a0'),
        element('h3'),
        element('p.price', {}, '\u00a0'),
        withReason && element('p.reason'),
      ),
    ),
  );
}
