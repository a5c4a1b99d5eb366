'use strict';

/* The page, from top to bottom. */

function showReport() {
  about(JSON.parse(document.getElementById('report').textContent));
  document.title = `Training report ${report.version}`;
  document.getElementById('header').append(...headerOf());
  const evaluation = report.evaluation;
  section('accuracy', 'Accuracy', () => (evaluation ? accuracy(evaluation) : [paragraph(untested())]));
  if (evaluation) {
    section('segments', 'For whom, and where', () => segments(evaluation));
  }
  section('learned', 'What was learned', learned);
  section('groups', 'Groups of shoppers', groups);
  section('quality', 'Data quality', quality);
  section('cost', 'Time and cost', cost);
  section('lineage', 'Where it comes from', lineage);
  document.getElementById('footer').append(element('p', {}, 'The same figures for programs: ',
    element('a', { href: 'report.json' }, 'report.json'), ' beside this page.'));
  watchSurroundings();
  redrawAll();
}

/** A part that cannot be shown, as of a report of other code, must not take the others with it. */
function section(id, title, contentsOf) {
  const made = element('section', { id, 'aria-labelledby': `${id}-title` }, element('h2', { id: `${id}-title` }, title));
  try {
    made.append(...contentsOf().filter((child) => child !== null));
  } catch (error) {
    console.error(error);
    made.append(paragraph('This part of the report cannot be shown here; read report.json.'));
  }
  document.getElementById('main').append(made);
  addToContents(id, title);
}

function addToContents(id, title) {
  const contents = document.getElementById('contents');
  if (!contents.firstElementChild) {
    contents.append(element('ul', {}));
  }
  contents.firstElementChild.append(element('li', {}, element('a', { href: `#${id}` }, title)));
}

/* The header: what happened, and how good it is. */

function headerOf() {
  return [
    paragraph('eSzoppping Recommendations \u00b7 training report', 'eyebrow'),
    element('h1', {}, `Version ${report.version}`),
    terms([
      ['Logical time', moment(report.logicalTime)],
      ['Learned from', `${counted(report.events, 'event', 'events')} in ${counted(report.sessions, 'session', 'sessions')}`],
      ['Store', `${counted(report.users, 'shopper', 'shoppers')}, ${counted(report.products, 'product', 'products')}`],
      ['Code', report.code],
    ], 'facts'),
    verdict(),
    ...headline(),
  ];
}

showReport();
