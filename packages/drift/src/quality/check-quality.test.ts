import { type Column, seededRandom, type Table } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { columnOf, laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { compare } from '../compare/compare.ts'
import { profile } from '../profile/profile.ts'
import { type CheckQualityOptions, checkQuality } from './check-quality.ts'
import type { QualityCheckName } from './quality-check.ts'

type Rows = Table<Record<string, unknown>>

const numbers = (rows: number, value: (row: number) => number | null) => columnOf(Array.from({ length: rows }, (_, row) => value(row)))
const texts = (rows: number, value: (row: number) => string | null) => columnOf(Array.from({ length: rows }, (_, row) => value(row)))

async function failuresOf(reference: Rows, current: Rows, options: CheckQualityOptions = {}) {
  const checks = checkQuality(await profile(monitorOf(reference), reference), current, options)
  return checks.filter(({ status }) => status === 'failed')
}

async function checkOf(
  name: QualityCheckName,
  { reference, current, options = {} }: { reference: Rows; current: Rows; options?: CheckQualityOptions },
) {
  const checks = checkQuality(await profile(monitorOf(reference), reference), current, options)
  return checks.find(({ check }) => check === name)
}

const loans = (rows = 400, changes: Readonly<Record<string, Column>> = {}) =>
  tableOf({
    amount: numbers(rows, (row) => (row * 37) % 389),
    area: texts(rows, (row) => ['Urban', 'Rural', 'Suburb'][row % 3]!),
    ...changes,
  })

test('rows like the reference pass every check, and structure is one entry a check', async () => {
  const checks = checkQuality(await profile(monitorOf(loans()), loans()), loans(300))
  expect(checks.every(({ status }) => status === 'passed')).toBe(true)
  expect(checks.map(({ check, column }) => [check, column])).toEqual([
    ['missing-column', null],
    ['type', null],
    ['null-share', 'amount'],
    ['null-share', 'area'],
    ['new-values', 'area'],
    ['range', 'amount'],
    ['constant', null],
    ['infinite-values', null],
  ])
  expect(Object.isFrozen(checks[0])).toBe(true)
  expect(JSON.parse(JSON.stringify(checks))).toEqual(checks)
})

describe('failures', () => {
  test.each<[QualityCheckName, Readonly<Record<string, Column>>, RegExp]>([
    [
      'null-share',
      { amount: numbers(400, (row) => (row % 5 === 0 ? null : row % 389)) },
      /^amount: 20\.0 % null, 0\.0 % in the reference, more than chance/,
    ],
    [
      'new-values',
      { area: texts(400, (row) => (row % 20 === 0 ? 'urban' : ['Urban', 'Rural', 'Suburb'][row % 3]!)) },
      /^area: 5\.0 % .* does not have$/,
    ],
    ['range', { amount: numbers(400, (row) => (row % 25 === 0 ? 10_000 : (row * 37) % 389)) }, /^amount: 4\.0 % .* outside 0 to 388/],
    ['constant', { amount: numbers(400, () => 7) }, /^amount: 7 alone, where the reference has several/],
    [
      'infinite-values',
      { amount: numbers(400, (row) => (row === 9 ? Number.POSITIVE_INFINITY : (row * 37) % 389)) },
      /^amount: 0\.3 % .* infinite, 0\.0 %/,
    ],
    ['type', { amount: texts(400, () => '12') }, /^amount: holds text, the reference numbers$/],
  ])('%s', async (name, changes, message) => {
    const failures = await failuresOf(loans(), loans(400, changes))
    expect(failures.map(({ check }) => check)).toContain(name)
    expect(failures.find(({ check }) => check === name)!.message).toMatch(message)
  })

  test('a missing column, and nothing else is said of it', async () => {
    const failures = await failuresOf(loans(), loans().select('amount') as Rows)
    expect(failures).toMatchObject([{ check: 'missing-column', column: 'area' }])
  })

  test('days read as instants are of another type', async () => {
    const day = numbers(50, (row) => 20_000 + row)
    const failures = await failuresOf(tableOf({ day }, { day: 'day' }), tableOf({ day }, { day: 'instant' }))
    expect(failures).toMatchObject([{ check: 'type', message: 'day: holds instants, the reference days' }])
  })

  test('a boolean read as integers is of the same type', async () => {
    const flag = numbers(50, (row) => row % 2)
    expect(await failuresOf(tableOf({ flag }, { flag: 'boolean' }), tableOf({ flag }, { flag: 'integer' }))).toEqual([])
  })
})

describe('what chance explains passes', () => {
  test('one new level in few rows, where the reference has rare ones', async () => {
    const areas = (offset: number) => tableOf({ area: texts(60, (row) => (row < 50 ? 'Urban' : `town ${row + offset}`)) })
    const check = await checkOf('new-values', { reference: areas(0), current: areas(5) })
    expect(check).toMatchObject({ status: 'passed', current: 5 / 60, limit: 0.001 })
    expect(check!.adjustedPValue).toBeGreaterThan(0.05)
  })

  test('a few values beyond a small reference', async () => {
    const amount = (rows: number) => tableOf({ amount: numbers(rows, (row) => row) })
    const check = await checkOf('range', { reference: amount(100), current: amount(103) })
    expect(check).toMatchObject({ status: 'passed', current: 3 / 103 })
  })

  test('the limit alone decides where no test is asked', async () => {
    const amount = (rows: number) => tableOf({ amount: numbers(rows, (row) => row) })
    const check = await checkOf('range', { reference: amount(100), current: amount(103), options: { range: { limit: 0, test: false } } })
    expect(check).toMatchObject({ status: 'failed', adjustedPValue: null })
  })

  test('a few rows of the most frequent value are not yet constant', async () => {
    const flag = (rows: number, share: number) =>
      tableOf({ flag: numbers(rows, (row) => Number(row % share === share - 1)) }, { flag: 'boolean' })
    expect(await failuresOf(flag(1000, 100), flag(60, 100))).toEqual([])
    expect(await failuresOf(flag(1000, 100), flag(99_000, 1e9))).toMatchObject(
      [{ check: 'null-share' }].slice(1).concat({ check: 'constant' }),
    )
  })
})

test('no more than one table in twenty fails a check where both sides are of one law', async () => {
  const random = seededRandom(3)
  const { '300 equal levels': _, ...drawn } = laws
  const draw = (rows: number) => tableOf(Object.fromEntries(Object.entries(drawn).map(([name, law]) => [name, law(random, rows)])))
  const failed = { 'new-values': 0, range: 0, constant: 0, 'null-share': 0 }
  const repeats = 150
  for (let repeat = 0; repeat < repeats; repeat++) {
    const reference = draw([80, 300, 1000][repeat % 3]!)
    const names = new Set((await failuresOf(reference, draw([1000, 300, 80][repeat % 3]!))).map(({ check }) => check))
    for (const name of names) failed[name as keyof typeof failed]++
  }
  const limit = 0.05 + 3.5 * Math.sqrt((0.05 * 0.95) / repeats)
  for (const count of Object.values(failed)) expect(count / repeats).toBeLessThanOrEqual(limit)
})

describe('limits of the caller', () => {
  test('null shares: a limit holds whatever the reference', async () => {
    const half = loans(400, { amount: numbers(400, (row) => (row % 2 ? null : row)) })
    const check = await checkOf('null-share', { reference: half, current: half, options: { nullShare: { limit: 0.4 } } })
    expect(check).toMatchObject({
      status: 'failed',
      limit: 0.4,
      current: 0.5,
      message: expect.stringMatching(/above the limit of 40\.0 %$/),
    })
  })

  test('infinite values: a rise fails where the reference has some', async () => {
    const some = (count: number) => tableOf({ x: numbers(500, (row) => (row < count ? Number.NEGATIVE_INFINITY : row)) })
    expect(await failuresOf(some(5), some(7))).toEqual([])
    expect(await failuresOf(some(5), some(60))).toMatchObject([{ check: 'infinite-values', reference: 0.01, current: 0.12 }])
    expect(await failuresOf(some(5), some(60), { infiniteValues: { limit: 0.2 } })).toEqual([])
  })

  test('duplicates count rows that are equal in all monitored columns', async () => {
    const current = tableOf({ amount: numbers(10, (row) => [0, -0, 1, null, null][row % 5]!), area: texts(10, () => 'Urban') })
    const check = await checkOf('duplicates', { reference: loans(), current, options: { duplicates: { limit: 0.5 } } })
    expect(check).toMatchObject({ status: 'failed', current: 0.7, limit: 0.5 })
  })

  test.each([
    [{ expected: 400 }, 400, 'passed', 600],
    [{ expected: 400 }, 150, 'failed', 200],
    [{ expected: 400, tolerance: 0.1 }, 450, 'failed', 440],
    [{ minimum: 10 }, 9, 'failed', 10],
    [{ maximum: 10 }, 11, 'failed', 10],
    [{ minimum: 10 }, 11, 'passed', 10],
  ] as const)('row count %o: %i rows have %s', async (rowCount, rows, status, limit) => {
    const check = await checkOf('row-count', { reference: loans(), current: loans(rows), options: { rowCount } })
    expect(check).toMatchObject({ status, limit: expect.closeTo(limit, 9), current: rows })
  })

  test('freshness is the age of the newest row that is not of the future', async () => {
    const now = Date.UTC(2026, 10, 24, 12)
    const day = 86_400_000
    const at = (...times: readonly number[]) => tableOf({ asked: columnOf(times) }, { asked: 'instant' })
    const freshness = { column: 'asked', limitMs: day }
    const check = async (current: Rows, options: CheckQualityOptions = { now }) =>
      checkOf('freshness', { reference: at(1, 2), current, options: { freshness, ...options } })
    expect(await check(at(now - day / 2, now - 9 * day))).toMatchObject({ status: 'passed', current: day / 2 })
    expect(await check(at(now - 3 * day, now + day))).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/3 days before .*limit of 24 hours; 1 row is of a later time$/),
    })
    expect(await check(at(now + day))).toMatchObject({ status: 'skipped' })
    expect(await check(at(now), {})).toMatchObject({ status: 'skipped', message: expect.stringMatching(/needs the time/) })
    const days = tableOf({ asked: columnOf([20_781]) }, { asked: 'day' })
    expect(await checkOf('freshness', { reference: days, current: days, options: { freshness, now } })).toMatchObject({
      status: 'passed',
      current: day / 2,
    })
  })

  test('checks are turned off', async () => {
    const off = {
      nullShare: false,
      newValues: false,
      range: false,
      type: false,
      missingColumn: false,
      constant: false,
      infiniteValues: false,
    } as const
    expect(checkQuality(await profile(monitorOf(loans()), loans()), tableOf({ other: numbers(3, () => 1) }), off)).toEqual([])
  })

  test.each<CheckQualityOptions>([
    { nullShare: { limit: 1 } },
    { newValues: { limit: -0.1 } },
    { range: { limit: Number.NaN } },
    { duplicates: { limit: 2 } },
    { rowCount: { expected: -1 } },
    { rowCount: { tolerance: Number.NaN } },
    { freshness: { column: 'asked', limitMs: -1 } },
  ])('%o is refused', async (options) => {
    const known = await profile(monitorOf(loans()), loans())
    expect(() => checkQuality(known, loans(), options)).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
  })
})

test('verdicts on null shares are those of the comparison', async () => {
  const nulls = (share: number) => loans(400, { amount: numbers(400, (row) => (row % 100 < share ? null : (row * 37) % 389)) })
  const known = await profile(monitorOf(nulls(2)), nulls(2))
  const { columns } = await compare(known, nulls(9))
  const restated = checkQuality(known, nulls(9), { judged: columns })
  expect(checkQuality(known, nulls(9))).toEqual(restated)
  expect(restated.find(({ column }) => column === 'amount')).toMatchObject({
    status: columns[0]!.nulls.drifted ? 'failed' : 'passed',
    adjustedPValue: columns[0]!.nulls.adjustedPValue,
  })
})

describe('a current profile', () => {
  test('passes and fails as the rows do, where it tells enough', async () => {
    const reference = loans()
    const known = await profile(monitorOf(reference), reference)
    const current = loans(400, { area: texts(400, (row) => (row % 20 === 0 ? 'urban' : ['Urban', 'Rural', 'Suburb'][row % 3]!)) })
    const counted = await profile(monitorOf(reference), current, { cellsOf: known })
    expect(checkQuality(known, counted)).toEqual(checkQuality(known, current))
  })

  test('cannot tell how many values are out of range, nor which rows repeat', async () => {
    const reference = loans()
    const known = await profile(monitorOf(reference), reference)
    const current = await profile(monitorOf(reference), loans(400, { amount: numbers(400, (row) => row) }), { cellsOf: known })
    const skipped = checkQuality(known, current, { duplicates: { limit: 0 } }).filter(({ status }) => status === 'skipped')
    expect(skipped.map(({ check }) => check)).toEqual(['range', 'duplicates'])
  })
})

test('without rows only structure and the number of rows are judged', async () => {
  const known = await profile(monitorOf(loans()), loans())
  const checks = checkQuality(known, loans().slice(0, 0), { rowCount: { minimum: 1 }, duplicates: { limit: 0 } })
  expect(checks.map(({ check, status }) => [check, status])).toEqual([
    ['missing-column', 'passed'],
    ['type', 'passed'],
    ['duplicates', 'skipped'],
    ['row-count', 'failed'],
  ])
})

test('empty, null and infinite columns stop nothing', async () => {
  const reference = tableOf({
    x: numbers(50, () => null),
    y: numbers(50, () => Number.POSITIVE_INFINITY),
    z: texts(50, () => null),
    w: numbers(50, (row) => row),
  })
  const known = await profile(monitorOf(reference), reference)
  for (const current of [
    reference,
    tableOf({ x: numbers(2, (row) => row), y: numbers(2, (row) => row), z: texts(2, String), w: numbers(2, () => null) }),
  ]) {
    expect(() => checkQuality(known, current)).not.toThrow()
    expect(JSON.stringify(checkQuality(known, current))).not.toMatch(/NaN|undefined/)
  }
})
