import {card, chosenVersion, ofReport, versionChoice} from './parts.js';

export const title = 'Groups';

/** Which groups of shoppers a version knows, what they like, and what they are recommended. */
export async function show(parameters) {
  const {known, version} = await chosenVersion(parameters);
  return [
    versionChoice('groups', known, version.version),
    ...ofReport(version, () => [card('Groups of shoppers', ...groups())]),
  ];
}
