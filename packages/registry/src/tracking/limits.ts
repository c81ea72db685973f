/** The most that the store takes: characters of a text, entries of a call. */
export const limits = Object.freeze({
  key: 250,
  name: 500,
  param: 6000,
  tag: 8000,
  note: 100_000,
  source: 65_535,
  schema: 1_048_575,
  statistics: 16_777_215,
  entries: 1000,
})
