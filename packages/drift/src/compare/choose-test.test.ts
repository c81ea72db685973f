import { expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { profile } from '../profile/profile.ts'
import { compare } from './compare.ts'

type Values = readonly (number | string | null)[]

const count = (length: number, value: (i: number) => number | string) => Array.from({ length }, (_, i) => value(i))
const continuous = (length: number) => count(length, (i) => ((i * 7919) % 10_007) / 10)
const inflated = (length: number) => count(length, (i) => (i % 3 === 0 ? 0 : ((i * 7919) % 10_007) / 10))
const few = (length: number) => count(length, (i) => (i * 7919) % 5)
const levels = (length: number) => count(length, (i) => 'abc'[(i * 7) % 3]!)
const oneLevel = (length: number) => count(length, () => 'a')

test.each<[string, string, Values, Values]>([
  ['kolmogorov-smirnov', 'continuous numbers', continuous(300), continuous(40)],
  ['kolmogorov-smirnov', 'continuous numbers, the reference smaller', continuous(40), continuous(300)],
  ['chi-square', 'numbers with a heavy value and 100 rows a side', inflated(300), inflated(100)],
  ['kolmogorov-smirnov', 'numbers with a heavy value and few current rows', inflated(300), inflated(99)],
  ['kolmogorov-smirnov', 'numbers with a heavy value and few reference rows', inflated(99), inflated(300)],
  ['chi-square', 'numbers of few values', few(300), few(30)],
  ['fisher-exact', 'numbers of few values in very few current rows', few(300), few(20)],
  ['fisher-exact', 'numbers of few values in very few reference rows', few(20), few(300)],
  ['chi-square', 'levels', levels(300), levels(60)],
  ['fisher-exact', 'levels in very few rows', levels(300), levels(6)],
  ['chi-square', 'a single level in very few rows', oneLevel(300), oneLevel(6)],
])('%s judges %s', async (expected, _, reference, current) => {
  const rows = tableOf({ x: columnOf(reference) })
  const report = await compare(await profile(monitorOf(rows), rows), tableOf({ x: columnOf(current) }), { reference: rows })
  expect(report.columns[0]).toMatchObject({ test: expected, failure: null })
})

test('a level that takes over a few current rows is found, however large the reference', async () => {
  const rows = tableOf({ x: columnOf(count(5000, (i) => (i % 100 === 0 ? 'b' : 'a'))) })
  const report = await compare(await profile(monitorOf(rows), rows), tableOf({ x: columnOf(count(20, (i) => (i % 3 === 0 ? 'b' : 'a'))) }))
  expect(report.columns[0]).toMatchObject({ test: 'fisher-exact', verdict: 'drifted', effect: { name: 'difference', floor: 0.02 } })
})
