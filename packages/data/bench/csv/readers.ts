import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { DuckDBInstance } from '@duckdb/node-api'
import { type Column, isText, schemaOf } from '@millrace/core'
import { readCsv } from '@millrace/data'
import { parse } from 'csv-parse'
import { type Cell, ColumnSink } from './column-sink.ts'
import { Loan } from './loan-file.ts'

/** Reads the loan file into typed columns, in the order of the schema. */
export type ReadLoans = (path: string) => Promise<readonly Column[]>

const specs = schemaOf(Loan).columns
const bufferBytes = 2 ** 20

/** `readCsv` of this package. */
export const byMillrace: ReadLoans = async (path) => {
  const table = await readCsv(path, Loan)
  return specs.map(({ name }) => table.column(name as keyof typeof Loan.shape))
}

/** csv-parse, its stream read as its manual shows. */
export const byCsvParse: ReadLoans = (path) =>
  new Promise((resolve, reject) => {
    const sinks = specs.map((spec) => new ColumnSink(spec))
    const parser = createReadStream(path, { highWaterMark: bufferBytes }).pipe(parse({ from_line: 2 }))
    parser.on('readable', () => {
      for (let row: string[] | null = parser.read(); row !== null; row = parser.read()) pushRow(sinks, row)
    })
    parser.on('end', () => resolve(finished(sinks)))
    parser.on('error', reject)
  })

/** The part of papaparse that is used; it has no types of its own. */
interface PapaParse {
  parse(stream: NodeJS.ReadableStream, options: PapaOptions): void
}
interface PapaOptions {
  readonly dynamicTyping: false | ((column: number) => boolean)
  readonly step: (result: { readonly data: readonly Cell[] }) => void
  readonly complete: () => void
  readonly error: (error: Error) => void
}

/** papaparse by `step`; numbers are converted by its `dynamicTyping`, or here with `Number`, which is faster. */
const byPapaParse =
  ({ dynamicTyping }: { readonly dynamicTyping: boolean }): ReadLoans =>
  (path) =>
    new Promise((resolve, reject) => {
      const { parse } = createRequire(import.meta.url)('papaparse') as PapaParse
      const sinks = specs.map((spec) => new ColumnSink(spec))
      let isHeader = true
      parse(createReadStream(path, { highWaterMark: bufferBytes }), {
        dynamicTyping: dynamicTyping && ((column) => specs[column]?.kind === 'number'),
        step({ data }) {
          if (!isHeader && data.length > 1) pushRow(sinks, data)
          isHeader = false
        },
        complete: () => resolve(finished(sinks)),
        error: reject,
      })
    })

/** papaparse with the types that it gives itself. */
export const byTypedPapaParse: ReadLoans = byPapaParse({ dynamicTyping: true })

/** papaparse for strings, and everything else by hand. */
export const byPlainPapaParse: ReadLoans = byPapaParse({ dynamicTyping: false })

function pushRow(sinks: readonly ColumnSink[], row: readonly Cell[]): void {
  if (row.length !== sinks.length) throw new Error(`a row has ${row.length} cells`)
  for (let column = 0; column < sinks.length; column++) sinks[column]!.push(row[column]!)
}

const finished = (sinks: readonly ColumnSink[]) => sinks.map((sink) => sink.finish())

/** What a vector of DuckDB holds beside its public members: reading these is much faster than asking for values one by one. */
interface Vector {
  readonly items: Float64Array | Uint8Array
  readonly validity: { readonly data: BigUint64Array | null; readonly offset: number }
}

/** DuckDB with one thread: `read_csv` with given types, categories as enums, whose codes are those of the columns; chunks are copied as they come. */
export async function duckDbReader(): Promise<{ readonly read: ReadLoans; close(): void }> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  for (const { name, categories = [] } of specs.filter(({ kind }) => isText(kind))) {
    await connection.run(`CREATE TYPE ${name}_values AS ENUM (${categories.map((text) => `'${text}'`).join(', ')})`)
  }
  const types = specs.map(({ name, kind }) => `'${name}': '${isText(kind) ? `${name}_values` : 'DOUBLE'}'`).join(', ')
  return {
    async read(path) {
      const sinks = specs.map((spec) => new ColumnSink(spec))
      const result = await connection.stream(`FROM read_csv('${path}', header = true, auto_detect = false, columns = {${types}})`)
      for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        for (const [column, sink] of sinks.entries()) {
          const { items, validity } = chunk.getColumnVector(column) as unknown as Vector
          sink.pushAll(items.subarray(0, chunk.rowCount), isNullIn(validity))
        }
      }
      return finished(sinks)
    },
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** One bit a row, 1 where there is a value; no bits where all rows have one. */
function isNullIn({ data, offset }: Vector['validity']): (row: number) => boolean {
  if (data === null) return () => false
  const bits = new Uint32Array(data.buffer, data.byteOffset, data.length * 2)
  return (row) => ((bits[(offset + row) >>> 5]! >>> ((offset + row) & 31)) & 1) === 0
}
