'use strict';

/* The parts of a page about a training: its report, and the console of infra/site, show them. */

/** The report that all of them are about. */
let report = null;

/** The gate's checks of what was read. */
const OF_THE_INPUT = ['lines', 'files'];

/** Smaller groups are folded up. */
const GROUPS_SHOWN = 16;

/** Lists are long, so those of fewer groups are open. */
const LISTS_SHOWN = 6;

/** Says which report the parts are about from now on. */
function about(chosen) {
  report = chosen;
}

function verdict() {
  const checks = element('ul', {}, report.gate.checks.map(checked));
  if (!report.gate.passed) {
    return banner('bad', 'Held back: published as a candidate, which does not go live by itself.', [checks,
      paragraph('To serve it nevertheless, activate it.', 'quiet')]);
  }
  if (!report.evaluation || report.gate.checks.some((check) => check.name === 'enough sessions')) {
    return banner('unsure', 'May go live, but was not put to the test.', [checks]);
  }
  return banner('good', 'Passed the gate: this version may go live by itself.', [checks]);
}

function banner(kind, sentence, children) {
  return element('div', { class: `verdict ${kind}` }, element('p', {}, element('strong', {}, sentence)), ...children);
}

function checked(check) {
  const mark = check.passed ? '\u2713 passed' : '\u2717 failed';
  return element('li', {}, element('span', { class: check.passed ? 'mark' : 'mark failed' }, mark), ` \u00b7 ${check.sentence}`);
}

function untested() {
  return 'The log is too short to be parted into an older part to learn from and a newer one to test on, so there are no figures.';
}

function headline() {
  if (!report.evaluation) {
    return [];
  }
  const next = report.evaluation.next;
  const best = bestModel(next);
  const baseline = bestBaseline(next);
  return [
    element('div', { class: 'figures' },
      figure(`HitRate@10 of ${best.name}`, percent(best.metrics.hitRate10.value),
        `95${NO_BREAK}% interval ${interval(best.metrics.hitRate10, percent)}`, 'best'),
      figure(`Best baseline, ${baseline.name}`, percent(baseline.metrics.hitRate10.value),
        `95${NO_BREAK}% interval ${interval(baseline.metrics.hitRate10, percent)}`),
      difference(next, best, baseline)),
    paragraph(`In ${outOfHundred(best.metrics.hitRate10.value)} of 100 cases the product that a visitor looked at next was among `
      + `the ten that ${best.name} recommended; the best simple rule manages ${outOfHundred(baseline.metrics.hitRate10.value)}.`
      + onArrival(), 'headline'),
  ];
}

function onArrival() {
  const first = report.evaluation.first;
  const best = bestModel(first);
  const baseline = bestBaseline(first);
  return ` On arrival, when only the person is known, ${best.name} hits in ${outOfHundred(best.metrics.hitRate10.value)} of 100, `
    + `the best simple rule in ${outOfHundred(baseline.metrics.hitRate10.value)}.`;
}

function figure(label, value, below, kind) {
  return element('div', { class: 'figure' }, paragraph(label, 'quiet'), paragraph(value, kind ? `big ${kind}` : 'big'),
    paragraph(below, 'quiet'));
}

function difference(evaluation, best, baseline) {
  const comparison = comparisonOf(evaluation, best.name, baseline.name);
  if (!comparison) {
    return figure('Difference, in points', '\u2013', 'not compared question by question');
  }
  return figure('Difference, in points', points(comparison.hitRate10.value),
    `95${NO_BREAK}% interval ${interval(comparison.hitRate10, points)}, paired`);
}

/* Who is who in an evaluation. */

function contender(evaluation, name) {
  return evaluation.contenders.find((scores) => scores.name === name);
}

function isModel(scores) {
  return !scores.baseline && scores.name !== ONE_GROUP && scores.name !== CURRENT;
}

/** The one that answers where none is asked for. */
function bestModel(evaluation) {
  return contender(evaluation, evaluation.best);
}

function bestBaseline(evaluation) {
  return contender(evaluation, evaluation.bestBaseline);
}

function comparisonOf(evaluation, name, against) {
  return evaluation.comparisons.find((comparison) => comparison.name === name && comparison.against === against);
}

function colourNameOf(scores, evaluation) {
  if (scores.baseline) {
    return 'baseline';
  }
  if (scores.name === evaluation.best) {
    return 'best';
  }
  return isModel(scores) ? 'model' : 'what-if';
}

function kindOf(scores, evaluation) {
  if (scores.name === evaluation.best) {
    return 'best';
  }
  return scores.baseline ? 'aside' : '';
}

/* Accuracy. */

function accuracy(evaluation) {
  return [
    paragraph(`Tested honestly: the models learned from the ${counted(evaluation.trainingEvents, 'event', 'events')} before `
      + `${moment(evaluation.splitAt)}, with the parameters that are published, and were asked about the sessions that start then or later. `
      + 'What is published learned from the whole log.'),
    ...accuracyOf(evaluation.next, 'next', 'Inside a session: what comes next?'),
    ...accuracyOf(evaluation.first, 'first', 'On arrival: what comes first?'),
    opened('What the figures mean', terms([...[...METRICS, ...BEYOND_ACCURACY].map((metric) => [metric.name, metric.meaning]), ['Uniform guess', UNIFORM_GUESS]]),
      paragraph(`Intervals are of 95${NO_BREAK}%, from a bootstrap over whole sessions (1,000 draws), because the questions of one session `
        + 'depend on each other. A difference is beyond chance if its whole interval is on one side of zero; it is taken '
        + 'question by question, so it can be sure even where the intervals of two contenders overlap.', 'quiet')),
    details('Who is who', terms(whoIsWho(evaluation))),
  ];
}

function whoIsWho(evaluation) {
  const names = [...evaluation.next.contenders, ...evaluation.first.contenders].map((scores) => scores.name);
  return [...new Set(names)].map((name) => [name, CONTENDERS[name] || 'A contender that this page has no words for.']);
}

function accuracyOf(evaluation, id, title) {
  const rows = [...evaluation.contenders].sort((a, b) => b.metrics.hitRate10.value - a.metrics.hitRate10.value);
  let metric = METRICS.find((other) => other.key === 'hitRate10');
  const drawing = measureChart(`${title} Contenders and their intervals; the figures are in the table below.`, () => ({
    labels: rows.map((scores) => scores.name),
    series: [{
      name: metric.name,
      colours: rows.map((scores) => colourNameOf(scores, evaluation)),
      measures: rows.map((scores) => scores.metrics[metric.key]),
    }],
    format: formatOf(metric),
    reference: limitLine(evaluation, metric),
  }));
  const choice = metricChoice(id, (chosen) => {
    metric = chosen;
    drawing.redraw();
  });
  return [
    element('h3', {}, title),
    paragraph(askedOf(evaluation)),
    smallCategories(evaluation),
    choice,
    drawing,
    legend([['best', 'model that answers by default'], ['model', 'other models'], ['what-if', 'for comparison'],
      ['baseline', 'baselines, to be beaten'], ['reference', 'uniform guess']]),
    table(`${title} Small figures are 95${NO_BREAK}% intervals.`, accuracyColumns(),
      [...rows.map((scores) => ({ kind: kindOf(scores, evaluation), cells: accuracyCells(scores) })), limitRow(evaluation)]),
    ...comparisons(evaluation, title),
  ];
}

function askedOf(evaluation) {
  const asked = `${counted(evaluation.questions, 'question', 'questions')} from `
    + `${counted(evaluation.sessions, 'session', 'sessions')}, all contenders answering the same ones.`;
  const returns = evaluation.returns > 0
    ? ` In ${percent(evaluation.returns)} of them the visitor went back to a product already seen in the session.` : '';
  const unseen = evaluation.unseenProducts > 0
    ? ` In ${percent(evaluation.unseenProducts)} the right answer was a product that training had never seen: a list can only hold it where others ran out.`
    : '';
  return asked + returns + unseen;
}

/** Where drawing by lot hits half the time, hits among ten tell models hardly apart. */
function smallCategories(evaluation) {
  const byLot = evaluation.uniformLimit ? evaluation.uniformLimit.hitRate10 : 0;
  return byLot <= 0.5 ? null : paragraph(`Categories are small here: ten of their products drawn by lot hit in ${percent(byLot)}. `
    + 'HitRate@1 and MRR@20 tell contenders apart better than HitRate@10 does.');
}

function metricChoice(id, choose) {
  const select = element('select', { id: `metric-${id}` }, METRICS.map((metric) =>
    element('option', metric.key === 'hitRate10' ? { value: metric.key, selected: '' } : { value: metric.key }, metric.name)));
  const meaning = element('span', { class: 'quiet' }, METRICS.find((metric) => metric.key === 'hitRate10').meaning);
  select.addEventListener('change', () => {
    const chosen = METRICS.find((metric) => metric.key === select.value);
    meaning.textContent = chosen.meaning;
    choose(chosen);
  });
  return element('div', { class: 'choice' }, element('label', { for: `metric-${id}` }, 'Show'), select, meaning);
}

function formatOf(metric) {
  return metric.isShare ? percent : decimals(3);
}

function limitLine(evaluation, metric) {
  const value = evaluation.uniformLimit && evaluation.uniformLimit[metric.key];
  return Number.isFinite(value) ? { value, label: `uniform guess ${formatOf(metric)(value)}` } : null;
}

function accuracyColumns() {
  return [{ name: 'Contender' }, ...[...METRICS, ...BEYOND_ACCURACY].map((metric) => ({ name: metric.name, number: true }))];
}

function accuracyCells(scores) {
  return [
    scores.name,
    ...METRICS.map((metric) => measured(scores.metrics[metric.key], formatOf(metric))),
    ...BEYOND_ACCURACY.map((metric) => metric.format(scores[metric.key])),
  ];
}

function limitRow(evaluation) {
  const limit = evaluation.uniformLimit || {};
  return {
    kind: 'aside',
    cells: ['uniform guess in the category', ...METRICS.map((metric) =>
      (Number.isFinite(limit[metric.key]) ? formatOf(metric)(limit[metric.key]) : null)), ...BEYOND_ACCURACY.map(() => null)],
  };
}

function comparisons(evaluation, title) {
  const pairs = evaluation.comparisons;
  if (pairs.length === 0) {
    return [];
  }
  const caption = `${title} Compared question by question: HitRate@10, in points`;
  return [
    element('h4', {}, 'Who beats whom'),
    measureChart(`${caption}; the figures are in the table below.`, () => ({
      labels: pairs.map((pair) => `${pair.name} against ${pair.against}`),
      series: [{ name: '', colours: pairs.map(verdictColour), measures: pairs.map((pair) => pair.hitRate10) }],
      format: points,
      asDots: true,
      reference: { value: 0, label: 'no difference' },
    })),
    table(caption, [{ name: 'Model' }, { name: 'Against' }, { name: 'Points', number: true }, { name: 'What that shows', wide: true }],
      pairs.map((pair) => ({ cells: [pair.name, pair.against, measured(pair.hitRate10, points),
        element('span', { class: `${verdictColour(pair)}-word` }, verdictOf(pair))] }))),
  ];
}

function verdictColour(comparison) {
  return { BETTER: 'good', WORSE: 'bad' }[comparison.verdict] || 'unsure';
}

/* Parts of the questions. */

function segments(evaluation) {
  return [
    paragraph('HitRate@10 of parts of the questions. Small parts have wide intervals: where those overlap, look twice.'),
    ...segmentsOf(evaluation.next, 'prefix', ''),
    ...segmentsOf(evaluation.next, 'visitor', ', inside a session'),
    ...segmentsOf(evaluation.first, 'visitor', ', on arrival'),
    ...segmentsOf(evaluation.next, 'category', ''),
  ];
}

function segmentsOf(evaluation, kind, where) {
  const best = bestModel(evaluation);
  const baseline = bestBaseline(evaluation);
  const parts = partsOf(best, kind);
  if (parts.length === 0) {
    return [];
  }
  const words = SEGMENTS[kind];
  const title = words.title + where;
  const name = (part) => words.names[part.name] || part.name;
  if (parts.length === 1) {
    return [element('h3', {}, title), paragraph(`All questions are of one kind: ${name(parts[0])}. Their figures are those above.`)];
  }
  return [
    element('h3', {}, title),
    paragraph(words.meaning, 'quiet'),
    measureChart(`${title}: ${best.name} against ${baseline.name}; the figures are in the table below.`, () => ({
      labels: parts.map(name),
      series: [[best, 'best'], [baseline, 'baseline']].map(([scores, colour]) => ({
        name: scores.name,
        colours: parts.map(() => colour),
        measures: parts.map((part) => partOf(scores, part)),
      })),
      format: percent,
    })),
    legend([['best', best.name], ['baseline', `${baseline.name}, the best baseline`]]),
    details('All contenders', table(`${title}: HitRate@10 and 95${NO_BREAK}% intervals`,
      [{ name: words.head }, { name: 'Questions', number: true },
        ...evaluation.contenders.map((scores) => ({ name: scores.name, number: true }))],
      parts.map((part) => ({ cells: [name(part), count(part.questions),
        ...evaluation.contenders.map((scores) => measured(partOf(scores, part), percent))] })))),
  ];
}

function partsOf(scores, kind) {
  return scores.segments.filter((segment) => segment.kind === kind);
}

function partOf(scores, part) {
  return scores.segments.find((segment) => segment.kind === part.kind && segment.name === part.name).hitRate10;
}

/* What was learned. */

function learned() {
  const parameters = report.parameters;
  const policy = report.runningSessions;
  const parts = [
    ['What is popular', popularityLearned(parameters)],
    ['Groups', groupsLearned(parameters)],
    ['What follows what', nextLearned(parameters)],
    ...(policy ? [['A running session', memoryLearned(report.weightOfTheProductBefore)], ['Coming back to a product', returnsLearned(policy)]] : []),
  ];
  return [
    paragraph(report.parametersTried
      ? 'Chosen on the older part of the log alone: candidates learned from most of it and were tried on its newest tenth. '
        + 'The sessions that accuracy is measured on were not looked at.'
      : 'The log is too short to try candidates on it, so these are defaults.'),
    element('div', { class: 'learned' }, parts.map(([title, sentences]) =>
      element('div', {}, element('h3', {}, title), sentences.map((sentence) => paragraph(sentence)))),
    policy ? returnChart(policy) : null),
    details('The parameters as the code calls them', table('Parameters by their names in the code',
      [{ name: 'Name' }, { name: 'Value', number: true }], parameterRows(parameters, policy))),
  ];
}

function parameterRows(parameters, policy) {
  const rows = Object.entries(parameters);
  if (policy) {
    rows.push(['sessions.ageExponent', policy.ageExponent], ['sessions.treatment', policy.treatment],
      ['sessions.returnRates', (policy.returnRates || []).map(percent).join(', ') || 'none'],
      ['sessions.shares', (policy.shares || []).map(percent).join(', ') || 'none']);
  }
  return rows.map(([name, value]) => ({ cells: [name, element('span', { class: 'long' }, String(value))] }));
}

function returnChart(policy) {
  const rates = policy.returnRates || [];
  if (rates.length === 0) {
    return null;
  }
  return element('div', {},
    element('h4', {}, 'How likely the next view is a return, by the number of other products seen before'),
    measureChart('How likely the next view is a return; the figures are among the parameters below.', () => ({
      labels: rates.map((rate, i) => (i + 1 < rates.length ? String(i + 1) : `${i + 1} and more`)),
      series: [{ name: '', colours: rates.map(() => 'model'), measures: rates.map(exactly) }],
      format: percent,
    })));
}

/** A figure without an interval. */
function exactly(value) {
  return { value, low: value, high: value };
}

/* Groups. */

function groups() {
  if (!report.groups) {
    return [paragraph('This version has no model that puts shoppers into groups.')];
  }
  const portraits = report.groups.portraits;
  return portraits.length === 1 ? oneGroup(portraits[0]) : manyGroups(portraits);
}

function oneGroup(portrait) {
  return [
    paragraph('People don\u2019t differ enough in this log for groups: no number of groups predicted what shoppers look at better than '
      + `one, beyond doubt. So all ${counted(portrait.users, 'shopper', 'shoppers')} get what is popular among everybody, and nothing is lost.`),
    paragraph('That is a finding, not a failure. With a longer log, or one where tastes differ more, the next training may find groups by itself.', 'quiet'),
    ...groupLists([portrait]),
  ];
}

function manyGroups(portraits) {
  const { shoppers, largest, anecdotes, activity } = report.groups;
  return [
    paragraph(`${counted(shoppers, 'shopper', 'shoppers')} in ${portraits.length} groups, the largest of `
      + `${counted(largest, 'shopper', 'shoppers')}.${smallGroups(anecdotes)}`),
    ...gains(),
    paragraph(activityInWords(activity)),
    ...likesChart(portraits),
    element('h3', {}, 'Portraits'),
    ...portraitTables(portraits),
    ...groupLists(portraits),
  ];
}

function smallGroups(anecdotes) {
  if (anecdotes.groups === 0) {
    return '';
  }
  const which = anecdotes.groups === 1 ? 'One group has' : `${anecdotes.groups} of the groups have`;
  return ` ${which} fewer than ${anecdotes.shoppers} shoppers: portraits of so few people are anecdotes.`;
}

/** What the grouping is worth: the same model with everybody in one group is the measure. */
function gains() {
  if (!report.evaluation) {
    return [];
  }
  return [['next', 'Inside a session, where the category is known'], ['first', 'On arrival, where only the person is known']]
    .map(([key, when]) => [comparisonOf(report.evaluation[key], 'groups', ONE_GROUP), when])
    .filter(([comparison]) => comparison)
    .map(([comparison, when]) => paragraph(`${when}, grouping is worth ${points(comparison.hitRate10.value)} points of HitRate@10 `
      + `against everybody in one group (${interval(comparison.hitRate10, points)}): ${worth(comparison)}`));
}

function worth(comparison) {
  return { BETTER: 'a gain beyond chance.', WORSE: 'a loss beyond chance.' }[comparison.verdict] || 'no difference is shown.';
}

function likesChart(portraits) {
  const liking = portraits.filter((portrait) => portrait.likes.length > 0).slice(0, GROUPS_SHOWN);
  if (liking.length === 0) {
    return [];
  }
  return [
    element('h3', {}, 'What each group likes most'),
    paragraph(`How many times as much as the whole store a group looks at its favourite category (lift)`
      + `${portraits.length > GROUPS_SHOWN ? `; the ${GROUPS_SHOWN} largest groups` : ''}.`, 'quiet'),
    measureChart('The strongest liking of each group, as a lift; all likings are in the table below.', () => ({
      labels: liking.map((portrait) => `${portrait.group + 1} \u00b7 ${lastSegment(portrait.likes[0].category)}`),
      series: [{ name: 'lift', colours: liking.map(() => 'model'), measures: liking.map((portrait) => exactly(portrait.likes[0].lift)) }],
      format: times,
      reference: { value: 1, label: 'the store' },
    })),
  ];
}

function portraitTables(portraits) {
  const rest = portraits.slice(GROUPS_SHOWN);
  return [
    portraitTable(portraits.slice(0, GROUPS_SHOWN), 'Groups, the largest first'),
    rest.length > 0 ? details(`${rest.length} smaller groups`, portraitTable(rest, 'Smaller groups')) : null,
  ];
}

/** Bars are as long as the group is beside the largest one. */
function portraitTable(portraits, caption) {
  return table(caption,
    [{ name: 'Group' }, { name: 'Portrait', wide: true }, { name: 'Likings: lift, share of the group\u2019s events' },
      { name: 'Shoppers', number: true }, { name: 'Share' }, { name: 'Events each', number: true }],
    portraits.map((portrait) => ({ cells: [
      String(portrait.group + 1),
      portrait.sentence,
      likings(portrait),
      count(portrait.users),
      bar(portrait.users / report.groups.largest, percent(portrait.shareOfUsers)),
      portrait.users > 0 ? count(Math.round(portrait.eventsOfUser)) : null,
    ] })));
}

/** What each group is recommended in the whole store; reports of older code don't say. */
function groupLists(portraits) {
  const listed = portraits.filter((portrait) => portrait.products && portrait.products.length > 0);
  const rest = listed.slice(LISTS_SHOWN);
  const name = (portrait) => (portraits.length === 1 ? 'Everybody' : `Group ${portrait.group + 1}`);
  return listed.length === 0 ? [] : [
    element('h3', {}, 'What they are recommended'),
    paragraph('The first products of each group\u2019s list in the whole store, best first.', 'quiet'),
    listsSideBySide(listed.slice(0, LISTS_SHOWN), name),
    rest.length > 0 ? details(counted(rest.length, 'other group', 'other groups'), listsSideBySide(rest, name)) : null,
  ];
}

function listsSideBySide(portraits, name) {
  return element('div', { class: 'lists' }, portraits.map((portrait) => element('div', {},
    element('h4', {}, name(portrait)),
    element('ol', {}, portrait.products.map(listedProduct)))));
}

function listedProduct(product) {
  return element('li', {}, product.name || 'without a name', ' ', element('small', {}, product.productId));
}

function likings(portrait) {
  return portrait.likes.length === 0 ? '\u2013' : element('ul', { class: 'likes' }, portrait.likes.map((like) =>
    element('li', { title: like.category.split(';').join(' \u203a ') },
      `${lastSegment(like.category)} ${times(like.lift)}, ${wholePercent(like.share)}`)));
}

/* Data quality. */

function quality() {
  const log = report.log || {};
  const catalogue = report.catalogue || {};
  return [
    paragraph(`Of ${counted(report.lines, 'line', 'lines')} in the log, ${count(report.events)} became events and `
      + `${log.rejected > 0 ? `${counted(log.rejected, 'line', 'lines')} can\u2019t be used (${percent(report.rejectedShare)})` : 'none was rejected'}. `
      + `${counted(catalogue.lines || 0, 'line', 'lines')} of the catalogue became ${counted(report.products, 'product', 'products')}.`),
    element('ul', { class: 'checks' }, report.gate.checks.filter((check) => OF_THE_INPUT.includes(check.name)).map(checked)),
    ...countsOf('The session log', log, report.logShares, OF_THE_LOG, ['lines', 'events']),
    ...countsOf('The catalogue', catalogue, report.catalogueShares, OF_THE_CATALOGUE, ['lines', 'products']),
  ];
}

function countsOf(title, counts, shares, words, totals) {
  const kinds = Object.keys(words).concat(Object.keys(counts).filter((key) =>
    !(key in words) && !totals.includes(key) && !key.startsWith('rejected.')));
  const found = kinds.filter((key) => counts[key] > 0);
  const absent = kinds.filter((key) => counts[key] === 0);
  return [
    element('h3', {}, title),
    found.length === 0 ? paragraph('Nothing to complain of.') : table(`${title}: what was found`,
      [{ name: 'What' }, { name: 'How many', number: true }, { name: 'Share of lines', number: true }],
      found.flatMap((key) => countRows(key, counts, shares, words))),
    absent.length === 0 ? null : details(`Looked for and not found: ${counted(absent.length, 'kind', 'kinds')}`,
      element('ul', { class: 'quiet' }, absent.map((key) => element('li', {}, words[key] || spelledOut(key))))),
  ];
}

function countRows(key, counts, shares, words) {
  const row = { cells: [words[key] || spelledOut(key), count(counts[key]), percent(shares[key])] };
  return key === 'rejected' ? [row, ...reasonRows(counts, shares)] : [row];
}

function reasonRows(counts, shares) {
  return Object.entries(counts)
    .filter(([key, number]) => key.startsWith('rejected.') && number > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([key, number]) => {
      const reason = key.substring('rejected.'.length);
      return { kind: 'below', cells: [(report.reasons || {})[reason] || reason, count(number), percent(shares[key])] };
    });
}

/* Time and cost. */

function cost() {
  const phases = Object.entries(report.secondsOfPhases || {});
  return [
    paragraph(writes() + (phases.length > 0 ? ` The training took ${seconds(report.seconds)}.` : '')),
    report.writeUnitsFormula ? paragraph(`Write units: ${report.writeUnitsFormula}.`, 'quiet') : null,
    ...(phases.length > 0 ? [
      measureChart('Seconds by phase; the figures are in the table below.', () => ({
        labels: phases.map(([name]) => name),
        series: [{ name: '', colours: phases.map(() => 'model'), measures: phases.map(([, taken]) => exactly(taken)) }],
        format: seconds,
      })),
      details('The phases as a table', table('Phases, in their order', [{ name: 'Phase' }, { name: 'Seconds', number: true }],
      phases.map(([name, taken]) => ({ cells: [name, taken.toFixed(2)] })))),
    ] : []),
  ];
}

function writes() {
  return `${counted(report.items, 'item', 'items')} of ${size(report.bytes)} together were written to the table, which costs `
    + `${counted(report.writeUnits, 'write unit', 'write units')}.`;
}

/* Lineage. */

function lineage() {
  const inputs = report.inputs || {};
  return [
    paragraph('The same inputs, range, models, seed and code make the same lists again.'),
    terms([
      ['Version', report.version],
      ['Logical time', report.logicalTime],
      ['Code', report.code],
      ['Seed', String(report.seed)],
      ['Inputs', `${counted(inputs.files, 'file', 'files')}, ${size(inputs.bytes)}`],
      ['Hash of the inputs', inputs.hash],
      ['Range of time', rangeOfTime()],
      ['Models', (report.models || []).map((model) => model.name).join(', ') || 'none'],
    ]),
  ];
}

function rangeOfTime() {
  const ends = [report.from === 'open' ? '' : `from ${report.from}`, report.to === 'open' ? '' : `before ${report.to}`];
  return ends.filter((end) => end !== '').join(' ') || 'all that is there';
}
