import {complain, complaints, field, forgetComplaints, numberInput, numberOf, select, textInput, textOf} from './forms.js';
import {address, link, modelNames, versions} from './parts.js';
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
  const said = complaints();
  const form = element('form', {class: 'experiment', novalidate: ''},
    element('div', {class: 'fields'},
      field('Name', textInput('name', '', {required: ''}), 'Lower-case letters, digits and hyphens, e.g. groups-vs-popular.'),
      field('End, in UTC', element('input', {id: 'end', type: 'datetime-local', value: inTwoWeeks()}), 'What visitors do from then on does not count.'),
      field('Traffic share', numberInput('trafficShare', '1', {min: '0', max: '1', step: '0.05'}), 'Which share of the visitors takes part, up to 1.'),
      field('Smallest change that matters', numberInput('minimalEffect', '0.1', {min: '0', max: '1', step: '0.01'}), 'In proportion: 0.1 is 10 % more or less.')),
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
    field('Name', textInput(id('name'), name)),
    field('Model', select(id('model'), models.map((model) => [model, model]), models[Math.min(index, models.length - 1)])),
    field('Version', select(id('version'), [['', 'the live one'], ...known.versions.map(({version}) => [version, version])], '')),
    field('Weight', numberInput(id('weight'), '1', {min: '1', step: '1'})),
    field('Diversity', numberInput(id('settings'), '', {min: '0', max: '1', step: '0.1'}), '0 to 1: how much categories are mixed; may be empty.'));
}

function inTwoWeeks() {
  return new Date(Date.now() + DAYS * MILLISECONDS_OF_A_DAY).toISOString().slice(0, 16);
}

async function send(form, variants, status, said) {
  forgetComplaints(form, said);
  const wish = {
    status,
    end: timeOf(textOf(form, 'end')),
    trafficShare: numberOf(form, 'trafficShare'),
    minimalEffect: numberOf(form, 'minimalEffect'),
    variants: [...variants.children].map((_, i) => variantOf(form, (what) => `variants[${i}].${what}`)),
  };
  const name = textOf(form, 'name');
  try {
    await changeExperiment('PUT', name, wish);
  } catch (error) {
    complain(error, form, said);
    return;
  }
  location.hash = address('experiment', {name});
}

function variantOf(form, id) {
  return {
    name: textOf(form, id('name')),
    model: textOf(form, id('model')),
    version: textOf(form, id('version')) || null,
    weight: numberOf(form, id('weight')) ?? 1,
    settings: {diversity: numberOf(form, id('settings'))},
  };
}

/** The field has no zone, and minutes only. */
function timeOf(text) {
  return text === '' ? null : `${text}:00Z`;
}
