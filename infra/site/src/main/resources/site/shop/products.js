import {nameOf, productAddress} from './catalogue.js';
import {element} from './elements.js';
import {picture} from './pictures.js';
import {priceInWords} from './words.js';

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
      element('h3', {}, element('a', {href: productAddress(product.productId, recommendationId)}, product.name)),
      element('p.category', {}, nameOf(product.category)),
      price(product.price),
      explanation && element('p.reason', {}, explanation),
    ),
  );
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
        element('h3'),
        element('p.category', {}, '\u00a0'),
        element('p.price', {}, '\u00a0'),
        withReason && element('p.reason'),
      ),
    ),
  );
}
