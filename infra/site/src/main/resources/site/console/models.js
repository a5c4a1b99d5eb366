import {card, chosenVersion, ofReport, versionChoice} from './parts.js';

export const title = 'Models';

/** How the models of a version did against simple rules, for whom, and what was learned. */
export async function show(parameters) {
  const {known, version} = await chosenVersion(parameters);
  return [
    versionChoice('models', known, version.version),
    ...ofReport(version, (report) => [
      ...headline(),
      ...(report.evaluation
        ? [card('Accuracy', ...accuracy(report.evaluation)), card('For whom, and where', ...segments(report.evaluation))]
        : [card('Accuracy', paragraph(untested()))]),
      card('What was learned', ...learned()),
    ]),
  ];
}
