/** The ten departments of the "one thing" service (一件事), as they stand in messages and queue names. */
export const departments = [
  'civil-affairs',
  'education',
  'housing',
  'disabled-persons-federation',
  'trade-union',
  'human-resources',
  'medical-insurance',
  'justice',
  'emergency-management',
  'power-supply',
] as const;
export type Department = (typeof departments)[number];
