import assert from 'node:assert/strict'
import { createModel, graphToJson, loadGraph, type TaskKind } from '@millrace/core'
import { trainOn } from '../example-model.ts'
import { kindLaws } from '../kind-laws.ts'
import { type ExampleRow, exampleTable, numbersOf } from '../subject.ts'
import type { LawSubject } from './law-subject.ts'

/** A row gives what the columns of a table give, bit for bit. */
export async function rowsGiveWhatColumnsGive({ trainer, kind, rows }: LawSubject): Promise<void> {
  const table = exampleTable(rows)
  const model = await trainOn(trainer, { kind, table })
  const columns = [...model.predict(table).rows()] as Readonly<Record<string, unknown>>[]
  for (const [index, row] of [...table.rows()].entries()) {
    const { probabilities = [], ...said } = model.predict(row) as { readonly probabilities?: readonly { readonly probability: number }[] }
    for (const [name, value] of Object.entries(said)) assert.equal(value, columns[index]![name], `${name} of row ${index}`)
    for (const [i, { probability }] of probabilities.entries()) assert.equal(probability, columns[index]![`probability:${i}`])
  }
}

/** What is stored as JSON and loaded gives the same, bit for bit. */
export async function jsonKeepsEverything({ trainer, kind, rows }: LawSubject): Promise<void> {
  const table = exampleTable(rows)
  const { definition, predict } = await trainOn(trainer, { kind, table })
  const { json, arrays } = graphToJson(definition.graph)
  const graph = loadGraph({ json: JSON.parse(JSON.stringify(json)), arrays })
  const loaded = createModel<ExampleRow, unknown, TaskKind>({ ...definition, graph })
  assert.deepEqual([...loaded.predict(table).rows()], [...predict(table).rows()])
}

/** Every row has finite scores and possible answers, and the signal is found: answers are no worse than one for every row. */
export async function learnsTheSignal({ trainer, kind, rows }: LawSubject): Promise<void> {
  const table = exampleTable(rows)
  const predictions = (await trainOn(trainer, { kind, table })).predict(table)
  const { finite, learns } = kindLaws[kind]
  for (const name of finite) assert.ok(numbersOf(predictions, name).every(Number.isFinite), `${name} is not finite in every row`)
  learns(predictions, table)
}
