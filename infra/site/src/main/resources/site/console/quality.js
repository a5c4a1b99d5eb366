import {card, chosenVersion, ofReport, versionChoice} from './parts.js';

export const title = 'Data quality';

/** What a training found in its log and its catalogue, and where it comes from. */
export async function show(parameters) {
  const {known, version} = await chosenVersion(parameters);
  return [
    versionChoice('quality', known, version.version),
    ...ofReport(version, () => [
      card('What was read', ...quality()),
      card('Time and cost', ...cost()),
      card('Where it comes from', ...lineage()),
    ]),
  ];
}
