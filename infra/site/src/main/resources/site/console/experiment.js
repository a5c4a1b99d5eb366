import {config} from '../config.js';
import {get, part} from '../common/api.js';
import {complain, complaints, field, forgetComplaints, numberInput, numberOf} from './forms.js';
import {address, card, fromNow, link, shortMoment} from './parts.js';
import {changeExperiment, mayChange, whyItOnlyReads} from './rights.js';
import {statusTag} from './experiments.js';

export const title = 'Experiment';

const OUTCOMES = {
  clickThrough: {name: 'Click-through', format: percent, difference: points, unit: 'in points', meaning: 'Which share of the lists was clicked on.'},
  conversion: {name: 'Conversion', format: percent, difference: points, unit: 'in points', meaning: 'Which share of the visitors bought something.'},
  revenuePerVisitor: {name: 'Revenue per visitor', format: decimals(2), difference: signedAmount, unit: 'in the store’s currency',
    meaning: 'Price less discount, returns taken back.'},
};

/** One experiment: what it is, what came of it, and what may be done with it. */
export async function show(parameters) {
  const experiment = await get(`/experiments/${part(parameters.get('name') ?? '')}`);
  return [
    element('p', {}, link('All experiments', 'experiments')),
    element('h2', {class: 'name-of-it'}, experiment.name, ' ', statusTag(experiment.status)),
    facts(experiment),
    controls(experiment),
    card('Results', ...resultsOf(experiment)),
    card('Variants', variantTable(experiment), mayChange() ? trafficChange(experiment) : null),
    card('History', history(experiment)),
  ];
}

function facts(experiment) {
  return terms([
    ['Takes part', `${percent(experiment.trafficShare)} of the visitors`],
    ['Start', `${shortMoment(experiment.start)}, ${fromNow(experiment.start)}`],
    ['End', `${shortMoment(experiment.end)}, ${fromNow(experiment.end)}`],
    ['Smallest change that matters', percent(experiment.minimalEffect)],
    ['Salt', experiment.salt],
  ], 'facts');
}

function variantTable(experiment) {
  return table('The first variant is the control. Weights are parts of those who take part',
    [{name: 'Variant'}, {name: 'Model'}, {name: 'Version'}, {name: 'Diversity', number: true}, {name: 'Weight', number: true}],
    experiment.variants.map((variant) => ({
      cells: [variant.name, variant.model, variant.version ?? 'the live one', variant.settings.diversity ?? null, count(variant.weight)],
    })));
}

function history(experiment) {
  return element('ol', {class: 'history'}, experiment.history.map(({time, what}) =>
    element('li', {}, element('time', {datetime: time}, shortMoment(time)), ` ${what}`)));
}

/* What may be done. */

function controls(experiment) {
  if (!mayChange()) {
    return paragraph(whyItOnlyReads(), 'quiet');
  }
  const said = complaints();
  const buttons = [];
  if (experiment.status === 'DRAFT') {
    buttons.push(button('Start', 'primary', said, () => put(experiment, {status: 'RUNNING'})));
  }
  if (experiment.status === 'RUNNING') {
    buttons.push(sure('Stop', 'Stop for good', said, () => put(experiment, {status: 'STOPPED'})));
  } else {
    buttons.push(sure('Delete', 'Delete for good', said, () => remove(experiment)));
  }
  return element('div', {}, element('div', {class: 'controls'}, buttons), said);
}

function button(text, kind, said, act) {
  const made = element('button', {type: 'button', class: kind}, text);
  made.addEventListener('click', async () => {
    made.disabled = true;
    try {
      await act();
    } catch (error) {
      said.replaceChildren(banner('bad', error.message, []));
      made.disabled = false;
    }
  });
  return made;
}

/** A button that asks once more, in its own place, before it does what cannot be taken back. */
function sure(text, question, said, act) {
  const last = button(question, 'danger', said, act);
  last.hidden = true;
  const first = element('button', {type: 'button'}, text);
  first.addEventListener('click', () => {
    first.hidden = true;
    last.hidden = false;
    last.focus();
  });
  return element('span', {}, first, last);
}

/** What may change after the start. */
const MAY_CHANGE = {
  DRAFT: 'Nobody takes part yet. What else shall be different: delete the draft and make it anew.',
  RUNNING: 'Another share only adds visitors or leaves some out. Other weights move visitors between the variants, so the '
    + 'measurement begins anew. Nothing else may change while it runs: visitors would be compared under different rules.',
};

/** A form for the weights and the share of traffic, as long as they may change. */
function trafficChange(experiment) {
  const {status, trafficShare, variants} = experiment;
  if (!(status in MAY_CHANGE)) return null;
  const said = complaints();
  const form = element('form', {novalidate: ''},
    paragraph(MAY_CHANGE[status], 'quiet'),
    element('div', {class: 'fields'},
      field('Traffic share', numberInput('trafficShare', trafficShare, {min: '0', max: '1', step: '0.05'})),
      variants.map(({name, weight}, i) => field(`Weight of ${name}`, numberInput(weightOf(i), weight, {min: '1', step: '1'})))),
    said,
    element('div', {class: 'controls'}, element('button', {type: 'submit', class: 'primary'}, 'Change')));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    forgetComplaints(form, said);
    try {
      await put(experiment, {
        trafficShare: numberOf(form, 'trafficShare'),
        variants: variants.map((variant, i) => ({...variant, weight: numberOf(form, weightOf(i)) ?? 1})),
      });
    } catch (error) {
      complain(error, form, said);
    }
  });
  return details('Change traffic or weights', form);
}

function weightOf(variant) {
  return `variants[${variant}].weight`;
}

/** The whole experiment is sent as it shall be. */
async function put(experiment, changes) {
  const {name, status, salt, trafficShare, start, end, minimalEffect, variants} = experiment;
  await changeExperiment('PUT', name, {status, salt, trafficShare, start, end, minimalEffect, variants, ...changes});
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

async function remove(experiment) {
  await changeExperiment('DELETE', experiment.name);
  location.hash = address('experiments');
}

/* What came of it. */

function resultsOf(experiment) {
  const {results} = experiment;
  if (results === null) {
    return [paragraph(experiment.status === 'DRAFT'
      ? 'Nobody takes part in a draft, so there are no results.'
      : `There are no results yet: the next training computes them${atOnce(experiment)}.`)];
  }
  return [
    banner(results.sampleRatio.asMeant ? (results.conclusive ? 'good' : 'unsure') : 'bad', results.verdict, [
      paragraph(sampleRatio(results.sampleRatio)),
    ]),
    traffic(results),
    ...Object.entries(OUTCOMES).flatMap(([key, outcome]) => outcomeOf(key, outcome, results)),
    leftOut(results),
    paragraph(`Computed ${shortMoment(results.computedAt)}. Measured are exposures from ${shortMoment(results.measuredFrom)} on and before `
      + `${shortMoment(results.measuredUntil)}. Always-valid intervals: ${results.method}.`, 'quiet'),
  ];
}

function atOnce({name}) {
  return config.local ? `, and at once ./recs experiment results ${name} --data DIR` : '';
}

function sampleRatio({asMeant, pValue}) {
  return asMeant
    ? `Visitors are split as the weights say (sample-ratio check, ${probability(pValue)}).`
    : `Visitors are not split as the weights say (sample-ratio check, ${probability(pValue)}): something loses some of them, so nothing may be concluded.`;
}

function probability(value) {
  return value < 0.001 ? 'p < 0.001' : `p = ${value.toFixed(3)}`;
}

function traffic(results) {
  return table('Who took part', [{name: 'Variant'}, {name: 'Visitors', number: true}, {name: 'Exposures', number: true}],
    results.variants.map((variant) => ({cells: [variant.name, count(variant.visitors), count(variant.exposures)]})));
}

function outcomeOf(key, outcome, results) {
  const measured = results.variants.filter((variant) => variant[key] !== null);
  const heading = element('h3', {}, outcome.name);
  if (measured.length === 0) {
    return [heading, paragraph('Too few visitors to say anything yet.', 'quiet')];
  }
  return [
    heading,
    paragraph(`${outcome.meaning} Bars end at the figure, lines are 95 % intervals.`, 'quiet'),
    measureChart(`${outcome.name} by variant with 95 % intervals; the figures are in the table below.`, () => ({
      labels: measured.map((variant) => variant.name),
      series: [{
        name: outcome.name,
        colours: measured.map((variant) => (variant === results.variants[0] ? 'baseline' : 'best')),
        measures: measured.map((variant) => variant[key]),
      }],
      format: outcome.format,
    })),
    outcomeTable(key, outcome, measured),
  ];
}

function outcomeTable(key, outcome, variants) {
  return table(`${outcome.name}. Differences to the control are ${outcome.unit}; the always-valid interval holds at every look, the other at one that was planned`,
    [{name: 'Variant'}, {name: outcome.name, number: true}, {name: 'Difference', number: true}, {name: 'Relative', number: true},
      {name: 'Always valid', number: true}, {name: 'At a planned look', number: true}, {name: 'Visitors still needed', number: true}],
    variants.map((variant) => ({cells: [variant.name, ...cellsOf(variant[key], outcome)]})));
}

function cellsOf(figure, outcome) {
  const {difference, visitorsStillNeeded} = figure;
  return [
    measured(figure, outcome.format),
    difference && outcome.difference(difference.value),
    difference && difference.relative !== null ? signedPercent(difference.relative) : null,
    difference && withProbability(difference.alwaysValid, outcome),
    difference && withProbability(difference.plannedLook, outcome),
    visitorsStillNeeded && {text: count(visitorsStillNeeded.alwaysValid), below: `${count(visitorsStillNeeded.plannedLook)} for one planned look`},
  ];
}

function withProbability(ends, outcome) {
  return {text: interval(ends, outcome.difference), below: probability(ends.pValue)};
}

function signedPercent(share) {
  return plus(share, percent(share));
}

function signedAmount(amount) {
  return plus(amount, decimals(2)(amount));
}

function plus(number, text) {
  return number > 0 ? `+${text}` : text;
}

function leftOut({leftOut: counts, read}) {
  const rows = [...Object.entries(counts), ...Object.entries(read)];
  return details('What was read, and what was left out', table('Counts', [{name: 'What'}, {name: 'How many', number: true}],
    rows.map(([name, number]) => ({cells: [sentenceCase(spelledOut(name)), count(number)]}))));
}

function sentenceCase(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
