import {address, get} from '/common/api.js';
import {element, fill} from './elements.js';
import {card, grid, skeletons} from './products.js';
import {errorInWords, languageNow, number, words} from './words.js';

let listsMade = 0;

/**
 * A list of recommendations, which comes when the API has answered, with what the API says of how it came about.
 *
 * @param {string} title
 * @param {number} limit how many products are wanted
 * @param {object} parameters of `GET /recommendations`
 * @returns {{section: HTMLElement, ready: Promise<void>}}
 */
export function recommendations(title, limit, parameters) {
  const heading = `list-${++listsMade}`;
  const basis = element('p.basis', {}, '\u00a0');
  const body = element('div', {}, grid(skeletons(limit, true)));
  const section = element(
    'section.list',
    {'aria-labelledby': heading, 'aria-busy': 'true'},
    element('h2', {id: heading}, title),
    basis,
    body,
  );
  const ready = ask({...parameters, limit, expand: 'product', explain: true})
    .then((answered) => {
      fill(basis, basisOf(answered.answer));
      fill(body, ofAnswer(answered));
    })
    .catch((error) => {
      basis.remove();
      fill(body, element('p.notice', {}, errorInWords(error)));
    })
    .finally(() => section.removeAttribute('aria-busy'));
  return {section, ready};
}

async function ask(parameters) {
  const start = performance.now();
  const answer = await get('/recommendations', parameters, {'Accept-Language': languageNow()});
  const url = new URL(address('/recommendations', parameters), location.origin).href;
  return {answer, url, milliseconds: performance.now() - start};
}

/** What the reason of a product says of where it came from. */
const BASES = {
  OFTEN_VIEWED_NEXT: 'basisNext',
  VIEWED_BEFORE: 'basisNext',
  POPULAR_IN_YOUR_GROUP: 'basisGroup',
  POPULAR_IN_CATEGORY: 'basisCategory',
  POPULAR_IN_PARENT_CATEGORY: 'basisCategory',
  POPULAR_IN_STORE: 'basisStore',
};

/** In shop words, what the list was made from. A list that others filled up is what its farthest one is: that of its last product. */
function basisOf({items}) {
  const basis = BASES[items.at(-1)?.reason];
  return basis ? words(basis) : '';
}

function ofAnswer({answer, url, milliseconds}) {
  const shown = answer.items.filter((item) => item.product);
  return [
    shown.length > 0
      ? grid(shown.map((item) => card({...item.product, productId: item.productId}, answer.recommendationId, item.explanation)))
      : element('p.notice', {}, words('noRecommendations')),
    why(answer, url, milliseconds),
  ];
}

/** Who answered, with what, and why each product is there. */
function why(answer, url, milliseconds) {
  const {experiment, fallback, items, model, recommendationId, version} = answer;
  return element(
    'details.why',
    {},
    element('summary', {}, words('why')),
    element(
      'dl',
      {},
      fact('whyModel', code(model), ' ', words(`model.${model}`)),
      fact('whyVersion', code(version)),
      fact('whyExperiment', experiment === null ? words('noExperiment') : words('variant', experiment.name, experiment.variant)),
      fact('whyFallback', fallback !== null && [code(fallback), ' '], words(`fallback.${fallback}`)),
      fact('whyId', code(recommendationId)),
      fact('whyTime', words('milliseconds', number(milliseconds))),
      fact('whyQuery', element('code.query', {}, `curl -H 'Accept-Language: ${languageNow()}' '${url.replaceAll("'", '%27')}'`)),
    ),
    items.length > 0 && element('h3', {}, words('whyItems')),
    items.length > 0 && element('ol', {}, items.map(reasonOf)),
  );
}

function reasonOf(item) {
  return element(
    'li',
    {},
    element('strong', {}, item.product?.name ?? item.productId),
    element('span', {}, item.explanation),
    element('span.small', {}, code(item.reason), ' ', words('whyScore', number(item.score, 4))),
  );
}

function fact(name, ...value) {
  return element('div', {}, element('dt', {}, words(name)), element('dd', {}, value));
}

function code(text) {
  return element('code', {}, text);
}
