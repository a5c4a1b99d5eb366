import {get, part} from '../common/api.js';
import {field, select, textInput} from './forms.js';
import {address, card, modelNames, versionOptions, versions} from './parts.js';

export const title = 'Side by side';

const LENGTH = 20;
const ABOUT = {visitor: 'A visitor', product: 'A product’s page'};

/**
 * What two versions, or two models, answer to the same question. The address holds the question, so that a comparison can be
 * sent to a colleague.
 */
export async function show(parameters) {
  const known = await versions();
  const asked = questionOf(parameters, known);
  return [
    paragraph('The same question to two versions or two models. Products that are in both lists are marked. '
      + 'Such a look names the version, so it is part of no experiment, whoever is asked about.'),
    questionForm(asked, known),
    isAsked(asked) ? await answers(asked) : null,
  ];
}

function questionOf(parameters, known) {
  const text = (name, otherwise = '') => parameters.get(name) || otherwise;
  const newest = known.current ?? known.versions[0].version;
  const sent = parameters.has('about');
  const withoutEarlier = sent || known.previous ? '' : modelNames(known)[0]; // a version beside itself says nothing
  return {
    about: Object.hasOwn(ABOUT, text('about')) ? text('about') : 'visitor',
    userId: text('userId'),
    viewed: text('viewed'),
    category: text('category'),
    productId: text('productId'),
    sides: ['left', 'right'].map((side) => ({
      side,
      version: text(`${side}Version`, side === 'left' ? known.previous ?? newest : newest),
      model: text(`${side}Model`, side === 'left' ? withoutEarlier : ''),
    })),
    sent,
  };
}

function isAsked(asked) {
  return asked.sent && (asked.about === 'visitor' || asked.productId !== '');
}

/* The question. */

function questionForm(asked, known) {
  const form = element('form', {class: 'question', novalidate: ''},
    field('About', select('about', Object.entries(ABOUT), asked.about)),
    element('div', {class: 'fields', 'data-about': 'visitor'},
      field('Visitor', textInput('userId', asked.userId), 'A userId; empty for somebody whom nobody knows.'),
      field('Viewed', textInput('viewed', asked.viewed), 'Products of the running session with commas between them, the newest last.'),
      field('Category', textInput('category', asked.category), 'A path like Gry i konsole;Gry na konsole; may be empty.')),
    element('div', {class: 'fields', 'data-about': 'product'},
      field('Product', textInput('productId', asked.productId), 'A productId.')),
    ...asked.sides.map((side) => sideFields(side, known)),
    element('button', {type: 'submit', class: 'primary'}, 'Compare'));
  const about = form.elements.namedItem('about');
  const showFields = () => form.querySelectorAll('[data-about]').forEach((fields) => { fields.hidden = fields.dataset.about !== about.value; });
  about.addEventListener('change', showFields);
  showFields();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask(form);
  });
  return form;
}

function sideFields({side, version, model}, known) {
  const name = side === 'left' ? 'Left' : 'Right';
  const choice = element('select', {id: `${side}Version`, name: `${side}Version`}, versionOptions(known, version));
  return element('fieldset', {}, element('legend', {}, name),
    field('Version', choice),
    field('Model', select(`${side}Model`, [['', 'its default'], ...modelNames(known).map((one) => [one, one])], model)));
}

function ask(form) {
  const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
  const others = fields.about === 'product' ? ['userId', 'viewed', 'category'] : ['productId'];
  others.forEach((name) => delete fields[name]);
  location.hash = address('side-by-side', fields);
}

/* The answers. */

async function answers(asked) {
  const lists = await Promise.all(asked.sides.map((side) => answer(asked, side)));
  const ids = lists.map((list) => new Set((list.items ?? []).map((item) => item.productId)));
  return element('div', {class: 'sides'}, lists.map((list, i) => sideOf(list, ids[1 - i])));
}

/** One side's list, or what the API says against the question. */
async function answer(asked, {version, model}) {
  const parameters = {version, model, limit: LENGTH, expand: 'product', explain: true};
  const headers = {'Accept-Language': 'en'};
  try {
    return asked.about === 'product'
      ? await get(`/products/${part(asked.productId)}/recommendations`, parameters, headers)
      : await get('/recommendations', {...parameters, userId: asked.userId, viewed: asked.viewed, category: asked.category}, headers);
  } catch (error) {
    return {version, refusal: error.message};
  }
}

function sideOf(list, idsOfOther) {
  if (list.refusal) {
    return card(list.version, banner('bad', list.refusal, []));
  }
  return card(`${list.model} of ${list.version}`,
    paragraph(list.fallback === null ? 'The list that was asked for.' : `Filled from a more general list: ${list.fallback}.`, 'quiet'),
    list.items.length === 0 ? paragraph('No products.') : element('ol', {class: 'ranking'}, list.items.map((item) => itemOf(item, idsOfOther))));
}

function itemOf(item, idsOfOther) {
  const inBoth = idsOfOther.has(item.productId);
  return element('li', inBoth ? {class: 'both'} : {},
    element('span', {class: 'name'}, item.product?.name || item.productId),
    inBoth ? element('span', {class: 'tag both'}, 'in both') : null,
    element('small', {}, `${item.productId} · score ${item.score.toPrecision(3)} · ${item.explanation}`));
}
