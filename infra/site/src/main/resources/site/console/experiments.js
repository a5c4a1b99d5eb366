import {get} from '../common/api.js';
import {address, link, shortMoment} from './parts.js';
import {mayChange, whyItOnlyReads} from './rights.js';

export const title = 'Experiments';

/** All experiments, the newest first. */
export async function show() {
  const {experiments} = await get('/experiments');
  return [
    paragraph('Visitors are split between models, versions or settings, and what they do is compared. Each training computes the results anew.'),
    mayChange()
      ? element('p', {}, element('a', {class: 'button primary', href: address('new-experiment')}, 'New experiment'))
      : paragraph(whyItOnlyReads(), 'quiet'),
    experiments.length === 0 ? banner('unsure', 'There is no experiment yet.', []) : experimentTable(experiments),
  ];
}

function experimentTable(experiments) {
  return table('Experiments', [{name: 'Name'}, {name: 'Status'}, {name: 'Variants', wide: true}, {name: 'Takes part', number: true}, {name: 'Start'}, {name: 'End'}],
    [...experiments].sort((a, b) => b.start.localeCompare(a.start)).map((experiment) => ({
      cells: [
        link(experiment.name, 'experiment', {name: experiment.name}),
        statusTag(experiment.status),
        experiment.variants.map((variant) => `${variant.name} (${variant.model})`).join(', '),
        percent(experiment.trafficShare),
        shortMoment(experiment.start),
        shortMoment(experiment.end),
      ],
    })));
}

/** A status as it is shown everywhere. */
export function statusTag(status) {
  return element('span', {class: `tag ${status.toLowerCase()}`}, status);
}
