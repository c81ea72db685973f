import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Benchmark, Prepared } from '../../../scripts/bench/benchmark.ts'
import { rowCount, writeLoanFile } from './csv/loan-file.ts'
import { byCsvParse, byMillrace, byPlainPapaParse, byTypedPapaParse, duckDbReader, type ReadLoans } from './csv/readers.ts'

/** A reader that ours is measured against. */
interface Peer {
  readonly read: ReadLoans
  close?(): void
}

let file: Promise<string> | undefined

/** The file, written once for all benchmarks and removed when the process ends. */
function loanFile(): Promise<string> {
  file ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    const path = join(folder, 'loans.csv')
    await writeLoanFile(path)
    return path
  })()
  return file
}

/** Seconds that a reader takes for the file, whose columns are then dropped. */
async function seconds(read: ReadLoans): Promise<number> {
  const path = await loanFile()
  const start = performance.now()
  const columns = await read(path)
  const elapsed = performance.now() - start
  if (columns.length === 0) throw new Error('the reader gave no columns')
  return elapsed / 1000
}

/** Both readers in this process, in turn; it is checked beforehand that they end in the same columns: values, codes and dictionaries. */
async function prepare(open: () => Peer | Promise<Peer>): Promise<Prepared> {
  const path = await loanFile()
  const { read, close } = await open()
  if (!isDeepStrictEqual(await byMillrace(path), await read(path))) throw new Error('the readers do not end in the same columns')
  return { ours: () => seconds(byMillrace), peer: () => seconds(read), close: () => close?.() }
}

const against = (peer: string, goal: number, open: () => Peer | Promise<Peer>): Benchmark => ({
  name: `readCsv: ${rowCount / 1e6}M x 12, times as fast as ${peer}`,
  unit: 'x',
  goal,
  atMost: false,
  peer,
  prepare: () => prepare(open),
})

/** Wall time of `readCsv` on a generated loan file against readers that end in the same typed columns, and its rows per second. */
export const benchmarks: readonly Benchmark[] = [
  against('csv-parse', 4, () => ({ read: byCsvParse })),
  against('papaparse, its dynamicTyping', 4, () => ({ read: byTypedPapaParse })),
  against('papaparse, its strings converted by hand', 4, () => ({ read: byPlainPapaParse })),
  against('DuckDB, one thread', 1, duckDbReader),
  {
    name: `readCsv: ${rowCount / 1e6}M x 12, rows per second`,
    unit: 'rows/s',
    goal: 500_000,
    atMost: false,
    peer: null,
    prepare: () => ({ ours: async () => rowCount / (await seconds(byMillrace)) }),
  },
]
