import { seededRandom } from '@millrace/core'
import { expect, test } from 'vitest'
import { columnOf, laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { cellBounds } from './cell-bounds.ts'
import { mergeProfiles } from './merge-profiles.ts'
import { profile } from './profile.ts'
import { profileOfSegment } from './profile-of-segment.ts'
import type { NumberProfile, Profile } from './profile-types.ts'
import { outcomesOf } from './score-outcomes.ts'

const rows = 2000
const random = seededRandom(8)
const scores = Array.from({ length: rows }, () => random.next())
const good = scores.map((score, i) => (i % 10 === 0 ? null : Number(random.next() < score)))
const area = Array.from({ length: rows }, (_, i) => (i % 50 === 0 ? null : ['North', 'South', 'South', 'East'][i % 4]!))
const amount = scores.map((score, i) => score * 100 + (area[i] === 'East' ? 50 : 0))
const table = tableOf(
  { amount: columnOf(amount), area: columnOf(area), good: columnOf(good), score: columnOf(scores) },
  { good: 'boolean' },
)
const options = { columns: ['amount', 'area'], target: 'good', predictions: ['score'] }

const scoreOf = ({ columns }: Profile) => columns.find(({ column }) => column === 'score') as NumberProfile

test('outcomes are counted by the cell of their score', async () => {
  const score = scoreOf(await profile(monitorOf(table, options), table))
  const { bounds } = cellBounds(score.cells)
  const inCell = (cell: number) => scores.flatMap((one, i) => (bounds.filter((bound) => one >= bound).length === cell ? [good[i]!] : []))
  for (const cell of [0, 7, score.counts.length - 1]) {
    const labels = inCell(cell)
    expect(score.labels!.positive[cell]).toBe(labels.filter((one) => one === 1).length)
    expect(score.labels!.unknown![cell]).toBe(labels.filter((one) => one === null).length)
    expect(outcomesOf(score).negative[cell]).toBe(labels.filter((one) => one === 0).length)
  }
  expect(score.labels!.known).toBe(rows - 200)
})

test('outcomes need a prediction in numbers and a boolean target', async () => {
  const { columns } = await profile(monitorOf(table, options), table)
  expect(columns.map((column) => (column.type === 'number' ? column.labels === null : null))).toEqual([true, null, true, false])
  expect(scoreOf(await profile(monitorOf(table, { ...options, target: 'area', columns: ['amount'] }), table)).labels).toBeNull()
})

test('rows without outcomes yet add up with rows that have them', async () => {
  const monitor = monitorOf(table, options)
  const known = await profile(monitor, table)
  const later = tableOf(
    { amount: columnOf(amount), area: columnOf(area), good: columnOf(good.map(() => null)), score: columnOf(scores) },
    { good: 'boolean' },
  )
  const waiting = await profile(monitor, later, { cellsOf: known })
  expect(scoreOf(waiting).labels).toBeNull()
  const { labels } = scoreOf(mergeProfiles([waiting, known]))
  expect(labels).toMatchObject({ positive: scoreOf(known).labels!.positive, known: rows - 200 })
  expect(labels!.unknown!.reduce((sum, one) => sum + one)).toBe(rows + 200)
})

test('the approval threshold is an edge, so that counts say the rate exactly', async () => {
  const threshold = 0.123456789
  const { cells, bands, counts } = scoreOf(await profile(monitorOf(table, { ...options, approval: { column: 'score', threshold } }), table))
  expect(cells.edges).toContain(threshold)
  expect(bands.edges).not.toContain(threshold)
  const below = counts.slice(0, cellBounds(cells).bounds.indexOf(threshold) + 1).reduce((sum, one) => sum + one)
  expect(below).toBe(scores.filter((score) => score < threshold).length)
})

test('segments are counted into the cells of the whole, and the segment of a column is its rows', async () => {
  const monitor = monitorOf(table, { ...options, segments: ['area', 'good'] })
  const known = await profile(monitor, table)
  expect(known.segments.map(({ column, value }) => `${column} ${value}`)).toEqual([
    'area South',
    'area East',
    'area North',
    'good true',
    'good false',
  ])
  const [south] = known.segments
  const chosen = table.filter((row) => row.area === 'South')
  const expected = await profile(monitor, chosen, { cellsOf: known })
  const found = profileOfSegment(known, south!)
  expect(found.rows).toBe(chosen.rowCount)
  expect(found.columns).toEqual(expected.columns)
  expect(() => profileOfSegment(known, { ...south! })).toThrow(RangeError)
})

test('given cells keep their segments, whatever the rows have', async () => {
  const monitor = monitorOf(table, { ...options, segments: ['area'] })
  const known = await profile(monitor, table)
  const north = table.filter((row) => row.area === 'North')
  const { segments } = await profile(monitor, north, { cellsOf: known })
  expect(segments.map(({ value, rows }) => [value, rows])).toEqual([
    ['South', 0],
    ['East', 0],
    ['North', north.rowCount],
  ])
})

test('at most 50 segments of a column are kept, the most frequent', async () => {
  const many = tableOf({ x: columnOf(Array.from({ length: 4000 }, (_, i) => i)), level: laws['300 equal levels'](random, 4000) })
  const { segments } = await profile(monitorOf(many, { columns: ['x'], segments: ['level'] }), many)
  expect(segments).toHaveLength(50)
  expect(segments.every(({ rows }, i) => i === 0 || rows <= segments[i - 1]!.rows)).toBe(true)
})

test('a profile with segments does not repeat cells', async () => {
  const plain = await profile(monitorOf(table, options), table)
  const parted = await profile(monitorOf(table, { ...options, segments: ['area'] }), table)
  expect(JSON.stringify(parted).length).toBeLessThan(3.2 * JSON.stringify(plain).length)
  expect(JSON.stringify(parted.segments)).not.toContain('edges')
})
