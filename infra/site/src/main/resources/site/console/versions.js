import {config} from '../config.js';
import {chosenVersion, card, fromNow, link, modelNames, ofReport, shortMoment, stateOf, versionChoice} from './parts.js';
import {courseChart} from './charts.js';

export const title = 'Versions';

const QUESTIONS = {next: 'Inside a session: what comes next?', first: 'On arrival: what comes first?'};
const NEWEST_SHOWN = 60;

/** Which versions there are, how good each was found, and what the gate said. */
export async function show(parameters) {
  const {known, version} = await chosenVersion(parameters);
  return [
    served(known),
    card('Accuracy over time', ...accuracyOverTime(known)),
    card('All versions', versionTable(known)),
    card('What the gate said', versionChoice('versions', known, version.version), ...gate(version)),
  ];
}

function served(known) {
  const live = known.versions.find(({version}) => version === known.current);
  if (!live) {
    return banner('bad', 'No version is live: all were held back.', []);
  }
  return terms([
    ['Live', link(live.version, 'models', {version: live.version})],
    ['Published', `${shortMoment(live.publishedAt)}, ${fromNow(live.publishedAt)}`],
    ['Expires', `${shortMoment(live.expiresAt)}, ${fromNow(live.expiresAt)}`],
    ['Answers by default', byDefault(live)],
    ['Knows', `${counted(live.users, 'shopper', 'shoppers')}, ${counted(live.products, 'product', 'products')}`],
    ['Before it', known.previous ? link(known.previous, 'models', {version: known.previous}) : 'none'],
  ], 'facts');
}

function byDefault(version) {
  return version.defaultModel === version.defaultModelAfterViews
    ? version.defaultModel
    : `${version.defaultModelAfterViews} after views, else ${version.defaultModel}`;
}

/* Accuracy as the trainings' reports put it into the lineage. */

function accuracyOverTime(known) {
  let asked = 'next';
  const oldestFirst = known.versions.slice(0, NEWEST_SHOWN).reverse();
  const drawing = courseChart('HitRate@10 of each model by version, with 95 % intervals; the figures are in the table below.', () => ({
    labels: oldestFirst.map(({version}) => dayOf(version)),
    series: modelNames(known).map((name) => ({
      name,
      colour: colourOfModel(name, known, asked),
      measures: oldestFirst.map((version) => accuracyOf(version, asked, name)),
    })),
    titles: oldestFirst.map(({version}) => version),
    format: percent,
  }));
  const select = element('select', {id: 'asked'}, Object.entries(QUESTIONS).map(([value, text]) => element('option', {value}, text)));
  const names = element('div', {}, keys(known, asked));
  select.addEventListener('change', () => {
    asked = select.value;
    names.replaceChildren(keys(known, asked));
    drawing.redraw();
  });
  return [
    element('div', {class: 'choice'}, element('label', {for: 'asked'}, 'Questions'), select),
    drawing,
    names,
  ];
}

function keys(known, asked) {
  return legend(modelNames(known).map((name) => [colourOfModel(name, known, asked),
    name === defaultOf(known, asked) ? `${name}, answers by default` : name]));
}

/** Who answers by default in the version that is served, or in the newest if none is. */
function defaultOf(known, asked) {
  const served = known.versions.find(({version}) => version === known.current) ?? known.versions[0];
  return asked === 'next' ? served.defaultModelAfterViews : served.defaultModel;
}

function colourOfModel(name, known, asked) {
  if (name === defaultOf(known, asked)) return 'best';
  const others = modelNames(known).filter((model) => model !== defaultOf(known, asked));
  return ['reference', 'what-if'][others.indexOf(name)] ?? 'baseline';
}

/** Null if the version was not put to the test; without an interval if older code trained it. */
function accuracyOf({lineage}, asked, model) {
  const key = `metrics.${asked}.${model}.hitRate10`;
  if (!(key in lineage)) return null;
  const [value, low, high] = [key, `${key}.low`, `${key}.high`].map((name) => Number(lineage[name] ?? lineage[key]));
  return {value, low, high};
}

/** `2026-11-24 02:00` of `20261124T020000Z-3f2a91c0`. */
function dayOf(version) {
  return version.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d).*$/, '$1-$2-$3 $4:$5');
}

/* The table. */

function versionTable(known) {
  const names = modelNames(known);
  return table('Newest first. Accuracy is HitRate@10 inside a session; small figures are 95 % intervals',
    [{name: 'Version'}, {name: 'State', wide: known.versions.some(({heldBack}) => heldBack)}, ...names.map((name) => ({name, number: true})),
      {name: 'Published'}, {name: 'Expires'}, {name: 'Items', number: true}, {name: 'Training', number: true}, {name: 'Seed and code'}],
    known.versions.map((version) => ({
      kind: version.version === known.current ? 'best' : '',
      cells: [
        link(version.version, 'models', {version: version.version}),
        state(version, known),
        ...names.map((name) => accuracyCell(accuracyOf(version, 'next', name))),
        {text: fromNow(version.publishedAt), below: shortMoment(version.publishedAt)},
        {text: fromNow(version.expiresAt), below: version.expiresAt.slice(0, 10)},
        count(version.items),
        version.lineage.seconds ? seconds(Number(version.lineage.seconds)) : null,
        {text: `seed ${version.lineage.seed}`, below: version.lineage.code},
      ],
    })));
}

function accuracyCell(measure) {
  return measure && (measure.low === measure.high ? percent(measure.value) : measured(measure, percent));
}

function state(version, known) {
  const word = stateOf(version.version, known);
  return version.heldBack === null
    ? element('span', {class: `tag ${word}`}, word || 'kept')
    : {text: element('span', {class: 'tag held'}, word ? `${word}, was held back` : 'held back'), below: version.heldBack};
}

function gate(version) {
  return ofReport(version, () => [
    verdict(),
    paragraph(config.local
      ? 'To go back to a version that is still there: ./recs activate VERSION --store DIR.'
      : 'To go back to a version that is still there: invoke the AdminFunction with {"action":"activate","version":"VERSION"}.', 'quiet'),
  ]);
}
