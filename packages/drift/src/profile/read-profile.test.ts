import type { Json } from '@millrace/core'
import { beforeAll, expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { profile } from './profile.ts'
import type { Profile } from './profile-types.ts'
import { readProfile } from './read-profile.ts'

let good: Profile

beforeAll(async () => {
  const rows = tableOf(
    {
      x: columnOf(Array.from({ length: 60 }, (_, i) => i)),
      y: columnOf(Array.from({ length: 60 }, (_, i) => `v${i % 3}`)),
      good: columnOf(Array.from({ length: 60 }, (_, i) => (i % 20 === 0 ? null : i % 2))),
      score: columnOf(Array.from({ length: 60 }, (_, i) => i / 64)),
    },
    { good: 'boolean' },
  )
  good = await profile(
    monitorOf(rows, {
      columns: ['x', 'y'],
      target: 'good',
      predictions: ['score'],
      segments: ['y'],
      approval: { column: 'score', threshold: 0.5 },
      tests: { x: { test: 'wasserstein', threshold: 0.2 } },
      windows: { rows: 100 },
    }),
    rows,
  )
})

/** The profile with one member changed. */
function changed(path: string, value: Json | undefined): unknown {
  const copy = structuredClone(good) as unknown as Record<string, unknown>
  const steps = path.split('.')
  const parent = steps.slice(0, -1).reduce((node, step) => node[step] as Record<string, unknown>, copy)
  if (value === undefined) delete parent[steps.at(-1)!]
  else parent[steps.at(-1)!] = value
  return copy
}

test.each<[string, Json | undefined, RegExp]>([
  ['format', 'other', /'format'/],
  ['schemaVersion', 2, /'schemaVersion'/],
  ['rows', 0, /'rows'/],
  ['surplus', 1, /surplus/],
  ['settings.significance', 0.9, /'settings.significance'/],
  ['columns', [], /'columns'/],
  ['columns.0.type', 'blob', /'columns.0/],
  ['columns.0.counts.0', -1, /'columns.0.counts.0'/],
  ['columns.0.counts.0', 7, /do not add up/],
  ['columns.0.cells.edges', [2, 1], /do not ascend/],
  ['columns.0.cells.atoms', [0.123], /atoms that are no edges/],
  ['columns.0.bands.edges', [0.123], /begins at no edge/],
  ['columns.0.counts', [60], /1 counts/],
  ['columns.0.mean', null, /figures without values, or values without/],
  ['columns.0.maximum', -1, /minimum above/],
  ['columns.0.infinite', 61, /more infinities/],
  ['columns.0.nulls', 1, /has 61 rows where there are 60/],
  ['columns.1.levels', ['v0', 'v0', 'v1'], /level twice/],
  ['columns.1.others', 1, /do not add up/],
  ['columns.1.buckets', new Array<number>(200).fill(0), /buckets without/],
  ['columns.1.column', 'x', /is there twice/],
  ['columns.1.role', undefined, /'columns.1.role'/],
  ['columns.1.levels.0', 'v'.repeat(66), /'columns.1.levels.0'/],
  ['columns.0.test', 'other', /'columns.0.test'/],
  ['columns.0.sums', [60], /20 counts and 1 sums for 20 cells/],
  ['columns.0.labels', undefined, /'columns.0.labels'/],
  ['columns.3.labels.known', 3, /outcomes that do not add up/],
  ['columns.3.labels.positive', [1], /1 counts of outcomes/],
  ['columns.3.labels.unknown', null, /outcomes that do not add up/],
  ['columns.3.labels.positive.0', 60, /more outcomes than rows/],
  ['segments', undefined, /'segments'/],
  ['segments.0.rows', 21, /has 20 rows where there are 21/],
  ['segments.1.value', 'v0', /a segment of 'y' is there twice/],
  ['segments.0.columns', [], /has 0 columns/],
  ['segments.0.columns.1', { count: 1 }, /'segments.0.columns.1/],
  ['segments.0.columns.0.counts.0', 9, /'segments.0.columns.0' of the profile: column 'x' has counts that do not add up/],
  ['settings.approval.threshold', 'half', /'settings.approval.threshold'/],
  ['settings.segments', [1], /'settings.segments.0'/],
  ['settings.tests.0.test', 'astrology', /'settings.tests.0.test'/],
  ['settings.windows', { rows: 0 }, /'settings.windows/],
])('%s = %o is refused where it stands', (path, value, message) => {
  expect(() => readProfile(changed(path, value))).toThrow(
    expect.objectContaining({ code: 'E_PROFILE_INVALID', message: expect.stringMatching(message) }),
  )
})

test('what was written is read as it was', () => {
  expect(readProfile(JSON.parse(JSON.stringify(good)))).toEqual(good)
})

test.each([null, undefined, 1, 'text', []])('%o is no profile', (value) => {
  expect(() => readProfile(value)).toThrow(expect.objectContaining({ code: 'E_PROFILE_INVALID' }))
})
