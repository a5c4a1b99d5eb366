'use strict';

/* What figures, parameters and counts are called and mean, in words. */

const NUMBER = new Intl.NumberFormat('en');
const MINUS = '\u2212';
const NO_BREAK = '\u00a0';

const METRICS = [
  { key: 'hitRate1', name: 'HitRate@1', isShare: true,
    meaning: 'How often the first recommended product is the one that the visitor really looked at.' },
  { key: 'hitRate5', name: 'HitRate@5', isShare: true,
    meaning: 'How often it is among the first 5.' },
  { key: 'hitRate10', name: 'HitRate@10', isShare: true,
    meaning: 'How often it is among the first 10. This is what we call accuracy, and what versions are compared by.' },
  { key: 'hitRate20', name: 'HitRate@20', isShare: true,
    meaning: 'How often it is among the first 20.' },
  { key: 'mrr20', name: 'MRR@20', isShare: false,
    meaning: 'How far up it stands: 1 if it is always first, \u00bd if always second; 0 beyond the first 20.' },
  { key: 'ndcg10', name: 'NDCG@10', isShare: false,
    meaning: 'As well, but the places count less unequally: 1 for the first, 0.63 for the second, 0.29 for the tenth.' },
];

const BEYOND_ACCURACY = [
  { key: 'coverage', name: 'Coverage', format: percent,
    meaning: 'Which share of the catalogue was recommended to anybody at all, among the first 10.' },
  { key: 'gini', name: 'Gini', format: decimals(2),
    meaning: 'How unevenly those places are spread over the catalogue: 0 is evenly, 1 is one product everywhere.' },
  { key: 'novelty', name: 'Novelty', format: decimals(1),
    meaning: 'How little known the recommended products are, in bits: one more means half as often looked at.' },
  { key: 'listLength', name: 'List', format: decimals(1),
    meaning: 'How many products a list had on average, of the 20 that were asked for.' },
];

const UNIFORM_GUESS = 'What drawing by lot would score among those products of the category that were not yet seen in the session. Where '
  + 'visitors choose by chance nothing can beat it, so figures far above it would be a leak there; elsewhere it is the least to expect.';

const CONTENDERS = {
  popular: 'Model 1. The products with the best weighted rating, the same for everybody.',
  groups: 'Model 2. What is popular among shoppers of similar taste, category by category.',
  'groups, but only one': 'Model 2 with everybody in one group. What it lacks against groups is what the grouping is worth.',
  next: 'Model 3. What visitors look at after the products that were just viewed.',
  "current version's parameters": 'What is served now: its best model with its own parameters, learned anew from the same data.',
  random: 'Baseline. Products drawn by lot.',
  popularity: 'Baseline. The products with the most views and purchases in the whole store.',
  'popularity in department': 'Baseline. The same in the uppermost category above the product at hand.',
  'popularity in category': 'Baseline. The same in the category of the product at hand.',
  'popularity in category, unseen': 'Baseline. The same without the products that were seen in the session.',
};

const ONE_GROUP = 'groups, but only one';
const CURRENT = "current version's parameters";

const SEGMENTS = {
  prefix: { title: 'By what was viewed before', head: 'Viewed so far',
    meaning: 'How many views of the session were known when the question was asked.',
    names: { 1: '1 view', '2 to 3': '2 to 3 views', '4 and more': '4 views and more' } },
  visitor: { title: 'By visitor', head: 'Visitor',
    meaning: 'Known shoppers were there when the models learned, new ones were not, and of anonymous visitors nobody knows.',
    names: { known: 'known', new: 'new', anonymous: 'anonymous' } },
  category: { title: 'By department', head: 'Department',
    meaning: 'The uppermost category of the product at hand; the twelve with the most questions.', names: {} },
};

const OF_THE_LOG = {
  rejected: 'Lines that can\u2019t be used',
  corruptFiles: 'Files that are corrupt or cut off; what came before was read',
  duplicates: 'Duplicates, left out',
  leftOut: 'Events of shoppers who were erased, left out',
  usersRecovered: 'Events without a shopper, who was recovered from the rest of the session',
  anonymousEvents: 'Events of visitors that nobody knows; they still teach what follows what',
  returnsApplied: 'Returned goods that took back a purchase',
  returnsUnmatched: 'Returned goods without a known purchase, passed over',
  outsideRange: 'Lines outside the time range that was asked for',
  unknownEventTypes: 'Lines of unknown event types, passed over',
  unknownFields: 'Unknown fields, passed over',
  blankLines: 'Blank lines, passed over',
};

const OF_THE_CATALOGUE = {
  rejected: 'Lines that can\u2019t be used',
  corruptFiles: 'Files that are corrupt or cut off; what came before was read',
  conflictingLines: 'Lines left out, as another one describes the same product differently',
  duplicateLines: 'Lines that say what another one says, left out',
  pricesRepairedBySign: 'Negative prices, repaired',
  pricesRepairedByFactor: 'Prices a million times too high, repaired',
  pricesDropped: 'Prices that are none, dropped',
  ratingsDropped: 'Ratings that are none, dropped',
  namesUnescaped: 'Names with HTML entities, repaired',
  namesCut: 'Names that were too long, cut',
  categoriesDropped: 'Categories that can\u2019t be used, dropped',
  withoutPrice: 'Products without a price',
  withoutRating: 'Products without a rating',
  withoutCategory: 'Products in no category',
  unavailable: 'Products that the store doesn\u2019t sell now; they are not recommended',
  unknownFields: 'Unknown fields, passed over',
  blankLines: 'Blank lines, passed over',
};

function count(number) {
  return NUMBER.format(number);
}

function counted(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

function decimals(digits) {
  return (number) => signed(number, number.toFixed(digits));
}

function percent(share) {
  if (share === 0) {
    return '0' + NO_BREAK + '%';
  }
  const digits = Math.abs(share) < 0.01 ? 2 : 1;
  return signed(share, (100 * share).toFixed(digits)) + NO_BREAK + '%';
}

function wholePercent(share) {
  return Math.round(100 * share) + NO_BREAK + '%';
}

function points(difference) {
  const digits = Math.abs(difference) < 0.001 ? 2 : 1;
  const text = (100 * Math.abs(difference)).toFixed(digits);
  if (Number(text) === 0) {
    return '0';
  }
  return (difference > 0 ? '+' : MINUS) + text;
}

function signed(number, text) {
  return number < 0 ? text.replace('-', MINUS) : text;
}

function times(factor) {
  return factor.toFixed(1) + '\u00d7';
}

function interval(measure, format) {
  return `${format(measure.low)} to ${format(measure.high)}`;
}

/** For tables, where the unit stands above. */
function shortInterval(measure, format) {
  const [low, high] = [measure.low, measure.high].map((end) => format(end).replace(NO_BREAK + '%', ''));
  return /^\d/.test(low) ? `${low}\u2013${high}` : `${low} to ${high}`;
}

function seconds(number) {
  return (number < 1 ? number.toFixed(2) : number.toFixed(1)) + NO_BREAK + 's';
}

function size(bytes) {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const unit = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const number = bytes / 1000 ** unit;
  return (unit === 0 ? count(number) : number.toFixed(1)) + NO_BREAK + units[unit];
}

function moment(iso) {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) {
    return String(iso);
  }
  const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(time);
  return text + ' UTC';
}

/** The last segment of a category's path. */
function lastSegment(category) {
  return category.split(';').pop();
}

/** What a name of the code says to a reader: writeUnits becomes write units. */
function spelledOut(name) {
  return name.replace(/([a-z0-9])([A-Z])/g, (all, before, after) => `${before} ${after.toLowerCase()}`);
}

/** Out of a hundred, for sentences; never none of them where there are some. */
function outOfHundred(share) {
  const rounded = Math.round(100 * share);
  return rounded === 0 && share > 0 ? 'fewer than 1' : String(rounded);
}

function verdictOf(comparison) {
  const measure = comparison.hitRate10;
  if (comparison.verdict === 'BETTER') {
    return `${comparison.name} is better than ${comparison.against}, beyond chance.`;
  }
  if (comparison.verdict === 'WORSE') {
    return `${comparison.name} is worse than ${comparison.against}, beyond chance.`;
  }
  if (measure.low === 0 && measure.high === 0) {
    return `${comparison.name} and ${comparison.against} hit the same products.`;
  }
  return `Between ${comparison.name} and ${comparison.against} no difference is shown: it may as well be none.`;
}

/* What was learned. */

function popularityLearned(parameters) {
  const purchase = Number(parameters['popularity.purchase']);
  return [
    aging(parameters['popularity.halfLifeDays'], 'What is popular in a group or a category', 'an event'),
    purchase === 1
      ? 'A purchase counts like one view: no higher weight ranked products better beyond doubt, or there are no purchases to tell from.'
      : `A purchase counts as much as ${purchase} views.`,
  ];
}

function aging(days, what, event) {
  if (days === 'none') {
    return `${what} doesn\u2019t age: no half-life was better than letting old and new count alike.`;
  }
  return `${what} ages: ${event} counts half after ${counted(Number(days), 'day', 'days')}, and a quarter after twice that.`;
}

function groupsLearned(parameters) {
  const groups = Number(parameters['groups.groups']);
  const borrowed = count(Number(parameters['groups.shrinkage']));
  if (groups === 1) {
    return ['All shoppers are in one group: no other number of groups was better beyond doubt.'];
  }
  return [
    `Shoppers are put into ${groups} groups by comparing their tastes in ${parameters['groups.dimensions']} dimensions.`,
    `In each category a group\u2019s list borrows ${borrowed} events from the whole store, so that small groups stay close to what everybody likes.`,
  ];
}

function nextLearned(parameters) {
  const borrowed = Number(parameters['next.shrinkage']);
  return [
    aging(parameters['next.halfLifeDays'], 'What follows a product', 'a step from one product to another'),
    `To what follows a product, ${counted(borrowed, 'step', 'steps')} of its category ${borrowed === 1 ? 'is' : 'are'} added: `
      + 'a product that few people looked at is followed by what is usual in its category.',
  ];
}

/** How much the product before the one at hand counts, the one at hand counting 1. */
function memoryLearned(weight) {
  if (weight === 1) {
    return ['All of the last five products of a session count the same.'];
  }
  const sentence = `The product at hand counts most, the one before it only ${percent(weight)} as much`;
  return [weight < 0.02 ? sentence + ': the product at hand decides nearly alone.' : sentence + ', and earlier ones less still.'];
}

const TREATMENTS = {
  HIDDEN: 'Products that were already seen in the session are left out of the recommendations.',
  KEPT: 'Products that were already seen in the session stay in the recommendations with their own score, as if they had not been '
    + 'seen. Of the three ways this one predicted the next product best.',
  EXPECTED: 'A product that was already seen in the session is ranked by how likely a return to it is; the others share what is '
    + 'left. Of the three ways this one predicted the next product best.',
};

function returnsLearned(policy) {
  const sentences = [TREATMENTS[policy.treatment] || `Seen products: ${policy.treatment}.`];
  const rates = policy.returnRates || [];
  const shares = policy.shares || [];
  if (rates.length > 1) {
    sentences.push(`Visitors do come back: with one other product seen before, ${outOfHundred(rates[0])} of 100 next views return to `
      + `it; with ${rates.length} or more seen, ${outOfHundred(rates[rates.length - 1])} of 100 return to one of them.`);
  } else if (rates.length === 0) {
    sentences.push('How often visitors come back to a product was not learned.');
  }
  if (shares.length > 0 && shares[0] > 0) {
    sentences.push(`Of all returns, ${outOfHundred(shares[0])} of 100 go to the product just before the one at hand.`);
  }
  return sentences;
}

/* Groups. */

const FINDINGS = {
  TASTE: 'So they part shoppers by taste, not by how much they click.',
  MOSTLY_TASTE: 'So they part shoppers mostly by taste, but a little by how much they click.',
  ACTIVITY: 'So to a good part they only tell busy shoppers from others: read the portraits with care.',
};

function activityInWords(activity) {
  return `The groups explain ${percent(activity.explained)} of the differences in how active shoppers are (eta\u00b2); `
    + `groups drawn by lot would explain ${percent(activity.byLot)}. ${FINDINGS[activity.finding]}`;
}
