import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { seededRandom } from '@millrace/core'
import { adwin, compare, defineMonitor, kolmogorovSmirnov, type Profile, profile, profileBatches } from '@millrace/drift'
import type { Benchmark, Prepared } from '../../../scripts/bench/benchmark.ts'
import { kolmogorovSmirnovOfSorted } from '../src/tests/kolmogorov-smirnov.ts'
import { sortedValues } from '../src/tests/sorting/sorted-values.ts'
import { sweepSorted } from '../src/tests/sweep.ts'
import { drawTable } from './support/draw-table.ts'
import { runPeer, runPython } from './support/peers.ts'
import { rawTable, readRawTable } from './support/raw-table.ts'
import { rowsOf } from './support/table-of.ts'

const run = promisify(execFile)
const million = 1_000_000
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Processor seconds of some work in this process. */
async function cpuSeconds(work: () => unknown): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

/** Two raw tables of a million rows, drawn from the same laws. */
const tables = () => [rawTable('reference', { rows: million, seed: 1 }), rawTable('current', { rows: million, seed: 2 })] as const

interface Report {
  readonly cpu_s: number
  readonly memory_mb: number
}

/** Both reports in turn, each in a process of its own; the ratio of one figure. */
function reports(figure: keyof Report): Prepared {
  const folders = tables()
  return {
    async ours() {
      const { stdout } = await run(process.execPath, ['--import', 'tsx', here('./programs/report.ts'), ...folders])
      return (JSON.parse(stdout) as Report)[figure]
    },
    async peer() {
      const line = JSON.parse(await runPeer('evidently_run.py', [...folders, '--html']))
      const report: Report = { cpu_s: line.cpu_s + line.html_cpu_s, memory_mb: line.html_peak_rss_mb - line.read_rss_mb }
      return report[figure]
    },
    value: (ours, peer = Number.NaN) => ours / peer,
  }
}

const overEvidently = (name: string, figure: keyof Report, goal: number): Benchmark => ({
  name: `report of 1M x 10 against 1M x 10, JSON and page: ${name}`,
  unit: 'x',
  goal,
  atMost: true,
  peer: 'Evidently',
  prepare: () => reports(figure),
})

const absolute = (name: string, unit: string, goal: number, prepare: () => Prepared | Promise<Prepared>): Benchmark => ({
  name,
  unit,
  goal,
  atMost: true,
  peer: null,
  prepare,
})

/** How long the whole way and its parts take, against the peers' where they do the same work. */
export const benchmarks: readonly Benchmark[] = [
  overEvidently('processor time', 'cpu_s', 0.05),
  overEvidently('memory above the tables', 'memory_mb', 0.3),
  {
    name: 'Kolmogorov-Smirnov with its p-value and Wasserstein distance of two unsorted columns of 1M: processor time',
    unit: 'x',
    goal: 0.1,
    atMost: true,
    peer: 'SciPy',
    prepare() {
      const folders = tables()
      const [reference, current] = folders.map((folder) => {
        const column = readRawTable(folder).columns[0]![1]
        return column.type === 'number' ? column.values : new Float64Array()
      }) as [Float64Array, Float64Array]
      const scratch = new Float64Array(million)
      return {
        ours: () =>
          cpuSeconds(() => {
            const sorted = { reference: sortedValues(reference, scratch), current: sortedValues(current, scratch) }
            const sweep = sweepSorted(sorted)
            kolmogorovSmirnovOfSorted(sorted, { sweep })
            return sweep.area
          }),
        peer: async () => Number(await runPython(here('./python/ks_wasserstein.py'), folders)),
        value: (ours, peer = Number.NaN) => ours / peer,
      }
    },
  },
  absolute('profile of 10M rows x 50 from batches of 100,000, a value', 'ns', 10, async () => {
    const batch = drawTable({ rows: 100_000, columns: 50, seed: 1 })
    const monitor = defineMonitor(rowsOf(batch))
    const cellsOf = await profile(monitor, batch)
    const batches = function* () {
      for (let i = 0; i < 100; i++) yield batch
    }
    return { ours: async () => ((await cpuSeconds(() => profileBatches(monitor, batches, { cellsOf }))) / (10 * million * 50)) * 1e9 }
  }),
  absolute('the same, peak memory above the first batch', 'MB', 100, () => ({
    async ours() {
      const { stdout } = await run(process.execPath, ['--import', 'tsx', here('./programs/profile-batches.ts')])
      return Number(stdout)
    },
  })),
  absolute('cells made and counted of 1M x 10, a value', 'ns', 100, () => {
    const table = drawTable({ rows: million, columns: 10, seed: 1 })
    const monitor = defineMonitor(rowsOf(table))
    return { ours: async () => ((await cpuSeconds(() => profile(monitor, table))) / (10 * million)) * 1e9 }
  }),
  absolute('compare of two profiles of 50 columns', 'ms', 20, async () => {
    const table = drawTable({ rows: 20_000, columns: 50, seed: 1 })
    const monitor = defineMonitor(rowsOf(table))
    const known: Profile = await profile(monitor, table)
    const now = await profile(monitor, drawTable({ rows: 20_000, columns: 50, seed: 2 }), { cellsOf: known })
    const tenTimes = async () => {
      for (let i = 0; i < 10; i++) await compare(known, now)
    }
    return { ours: async () => 100 * (await cpuSeconds(tenTimes)) }
  }),
  absolute('a value into ADWIN', 'us', 1, () => {
    const random = seededRandom(4)
    const values = Float64Array.from({ length: million }, () => random.next())
    return {
      ours: () =>
        cpuSeconds(() => {
          const detector = adwin()
          for (const value of values) detector.update(value)
        }),
    }
  }),
  absolute('exact Kolmogorov-Smirnov of 5,000 against 4,999 values', 'ms', 100, () => {
    const random = seededRandom(3)
    const draw = (length: number) => Float64Array.from({ length }, random.normal)
    const samples = { reference: draw(5000), current: draw(4999) }
    return { ours: async () => 1000 * (await cpuSeconds(() => kolmogorovSmirnov(samples, { method: 'exact' }))) }
  }),
]
