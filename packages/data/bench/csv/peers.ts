import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { type Column, type ColumnSpec, schemaOf } from '@millrace/core'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse'
import { ColumnSink } from './column-sink.ts'
import { Loan } from './loan-file.ts'

/** Reads the loan file into typed columns, in the order of the schema. */
export type ReadLoans = (path: string) => Promise<readonly Column[]>

const specs = schemaOf(Loan).columns

function pushRow(sinks: readonly ColumnSink[], row: readonly string[]): void {
  for (let column = 0; column < sinks.length; column++) sinks[column]!.push(row[column]!)
}

/** csv-parse by its stream, taken from as its manual shows. */
export const byCsvParse: ReadLoans = (path) =>
  new Promise((resolve, reject) => {
    const sinks = specs.map((spec) => new ColumnSink(spec))
    const parser = createReadStream(path).pipe(parse({ from_line: 2 }))
    parser.on('readable', () => {
      for (let row = parser.read(); row !== null; row = parser.read()) pushRow(sinks, row)
    })
    parser.on('end', () => resolve(sinks.map((sink) => sink.finish())))
    parser.on('error', reject)
  })
