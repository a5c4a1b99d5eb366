import {address, field, link, modelNames, versions} from './parts.js';
import {changeExperiment, mayChange, whyItOnlyReads} from './rights.js';

export const title = 'New experiment';

const FIRST_NAMES = ['control', 'new'];
const MOST_VARIANTS = 10;
const DAYS = 14;
const MILLISECONDS_OF_A_DAY = 86_400_000;

/** A form that makes a draft, or starts an experiment at once. What may be is for the API to say. */
export async function show() {
  if (!mayChange()) {
    return [paragraph(whyItOnlyReads())];
  }
  const known = await versions();
  return [element('p', {}, link('All experiments', 'experiments')), formOf(known)];
}

function formOf(known) {
  const variants = element('div', {class: 'variants'});
  const add = element('button', {type: 'button'}, 'Add a variant');
  const addVariant = (name) => {
    variants.append(variantFields(variants.children.length, name, known));
    add.hidden = variants.children.length === MOST_VARIANTS;
  };
  FIRST_NAMES.forEach(addVariant);
  add.addEventListener('click', () => {
    addVariant('');
    variants.lastElementChild.querySelector('input').focus();
  });
  const said = element('div', {role: 'alert', id: 'said'});
  const form = element('form', {class: 'experiment', novalidate: ''},
    element('div', {class: 'fields'},
      field('Name', element('input', {id: 'name', required: '', autocomplete: 'off', spellcheck: 'false'}), 'Lower-case letters, digits and hyphens, e.g. groups-vs-popular.'),
      field('End, in UTC', element('input', {id: 'end', type: 'datetime-local', value: inTwoWeeks()}), 'What visitors do from then on does not count.'),
      field('Traffic share', number('trafficShare', '1', {min: '0', max: '1', step: '0.05'}), 'Which share of the visitors takes part, up to 1.'),
      field('Smallest change that matters', number('minimalEffect', '0.1', {min: '0', max: '1', step: '0.01'}), 'In proportion: 0.1 is 10 % more or less.')),
    variants,
    element('p', {}, add),
    said,
    element('div', {class: 'controls'},
      element('button', {type: 'submit', class: 'primary', value: 'RUNNING'}, 'Start now'),
      element('button', {type: 'submit', value: 'DRAFT'}, 'Keep as a draft')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (form.elements.namedItem('name').reportValidity()) send(form, variants, event.submitter?.value ?? 'DRAFT', said);
  });
  return form;
}

function variantFields(index, name, known) {
  const models = modelNames(known);
  const id = (what) => `variants[${index}].${what}`;
  return element('fieldset', {class: 'fields'}, element('legend', {}, index === 0 ? 'Variant 1, the control' : `Variant ${index + 1}`),
    field('Name', element('input', {id: id('name'), value: name, autocomplete: 'off', spellcheck: 'false'})),
    field('Model', choice(id('model'), models.map((model) => [model, model]), models[Math.min(index, models.length - 1)])),
    field('Version', choice(id('version'), [['', 'the live one'], ...known.versions.map(({version}) => [version, version])], '')),
    field('Weight', number(id('weight'), '1', {min: '1', step: '1'})),
    field('Diversity', number(id('settings'), '', {min: '0', max: '1', step: '0.1'}), '0 to 1: how much categories are mixed; may be empty.'));
}

function number(id, value, limits) {
  return element('input', {id, type: 'number', value, ...limits});
}

function choice(id, options, chosen) {
  return element('select', {id}, options.map(([value, text]) => element('option', {value, ...(value === chosen && {selected: ''})}, text)));
}

function inTwoWeeks() {
  return new Date(Date.now() + DAYS * MILLISECONDS_OF_A_DAY).toISOString().slice(0, 16);
}

async function send(form, variants, status, said) {
  const value = (id) => form.elements.namedItem(id).value.trim();
  forgetComplaints(form, said);
  const wish = {
    status,
    end: timeOf(value('end')),
    trafficShare: numberOf(value('trafficShare')),
    minimalEffect: numberOf(value('minimalEffect')),
    variants: [...variants.children].map((_, i) => variantOf((what) => value(`variants[${i}].${what}`))),
  };
  try {
    await changeExperiment('PUT', value('name'), wish);
  } catch (error) {
    complain(error, form, said);
    return;
  }
  location.hash = address('experiment', {name: value('name')});
}

function variantOf(value) {
  return {
    name: value('name'),
    model: value('model'),
    version: value('version') || null,
    weight: numberOf(value('weight')) ?? 1,
    settings: {diversity: numberOf(value('settings'))},
  };
}

function numberOf(text) {
  return text === '' ? null : Number(text);
}

/** The field has no zone, and minutes only. */
function timeOf(text) {
  return text === '' ? null : `${text}:00Z`;
}

/** What the API says, and the field that it means, if it names one. */
function complain(error, form, said) {
  said.replaceChildren(banner('bad', error.message, []));
  const meant = form.elements.namedItem(error.parameter ?? '');
  if (meant) {
    meant.setAttribute('aria-invalid', 'true');
    meant.focus();
  } else {
    said.scrollIntoView({block: 'nearest'});
  }
}

function forgetComplaints(form, said) {
  said.replaceChildren();
  form.querySelectorAll('[aria-invalid]').forEach((control) => control.removeAttribute('aria-invalid'));
}
