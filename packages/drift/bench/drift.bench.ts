import { type Column, schemaFromColumns, seededRandom, Table } from '@millrace/core'
import { z } from 'zod'
import type { Benchmark } from '../../../scripts/bench/benchmark.ts'
import { compare, defineMonitor, kolmogorovSmirnov, type Profile, profile } from '../src/index.ts'

const numbers = 8
const levels = 2
const names = Array.from({ length: numbers + levels }, (_, i) => `column${i}`)
const Rows = z.object(Object.fromEntries(names.map((name, i) => [name, i < numbers ? z.number() : z.string()])))
const monitor = defineMonitor(Rows)

/** Columns of normal, lognormal and zero-inflated numbers by turns, and two of 30 levels. */
function draw(rows: number, seed: number): Table<Record<string, unknown>> {
  const random = seededRandom(seed)
  const laws = [() => random.normal(), () => Math.exp(random.normal()), () => (random.next() < 0.3 ? 0 : random.normal())]
  const dictionary = Array.from({ length: 30 }, (_, i) => `level ${i}`)
  const columns = names.map((name, i): readonly [string, Column] => {
    if (i >= numbers) return [name, { type: 'string', codes: Int32Array.from({ length: rows }, () => random.integer(30)), dictionary }]
    return [name, { type: 'number', values: Float64Array.from({ length: rows }, laws[i % laws.length]!) }]
  })
  const specs = names.map((name, i) => ({
    name,
    kind: i < numbers ? ('number' as const) : ('string' as const),
    nullable: false,
    optional: false,
  }))
  return new Table(schemaFromColumns(specs), new Map(columns)) as Table<Record<string, unknown>>
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

const millionsPerSecond = (rows: number) => (elapsed: number) => (rows * names.length) / elapsed / 1e6
const rows = 200_000

const throughput = (name: string, goal: number, prepare: () => Promise<() => Promise<unknown>>): Benchmark => ({
  name: `${name}, 200,000 rows x 10`,
  unit: 'M values/s',
  goal,
  atMost: false,
  peer: null,
  async prepare() {
    const work = await prepare()
    return { ours: () => seconds(work), value: millionsPerSecond(rows) }
  },
})

const milliseconds = (name: string, goal: number, prepare: () => Promise<() => Promise<unknown>>): Benchmark => ({
  name,
  unit: 'ms',
  goal,
  atMost: true,
  peer: null,
  async prepare() {
    const work = await prepare()
    return { ours: async () => 1000 * (await seconds(work)) }
  },
})

/** A current side of 50 columns' worth of cells: five times the ten. */
async function profiles(): Promise<{ readonly known: Profile; readonly now: Profile }> {
  const known = await profile(monitor, draw(20_000, 1))
  return { known, now: await profile(monitor, draw(20_000, 2), { cellsOf: known }) }
}

/** How fast values are profiled and compared, and what one comparison of profiles and one exact p-value cost. */
export const benchmarks: readonly Benchmark[] = [
  throughput('profile: cells made and counted', 3, async () => {
    const table = draw(rows, 1)
    return () => profile(monitor, table)
  }),
  throughput('profile: counted into given cells', 20, async () => {
    const known = await profile(monitor, draw(20_000, 1))
    const table = draw(rows, 2)
    return () => profile(monitor, table, { cellsOf: known })
  }),
  throughput('compare: a table with a profile', 10, async () => {
    const known = await profile(monitor, draw(20_000, 1))
    const table = draw(rows, 2)
    return () => compare(known, table)
  }),
  throughput('compare: a table with a profile and raw reference values', 3, async () => {
    const reference = draw(rows, 1)
    const known = await profile(monitor, reference)
    const table = draw(rows, 2)
    return () => compare(known, table, { reference })
  }),
  milliseconds('compare: two profiles of 10 columns', 20, async () => {
    const { known, now } = await profiles()
    return () => compare(known, now)
  }),
  milliseconds('kolmogorovSmirnov: exact, 5,000 against 4,999 values', 100, async () => {
    const random = seededRandom(3)
    const samples = {
      reference: Float64Array.from({ length: 5000 }, random.normal),
      current: Float64Array.from({ length: 4999 }, random.normal),
    }
    return async () => kolmogorovSmirnov(samples, { method: 'exact' })
  }),
]
