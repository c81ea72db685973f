import assert from 'node:assert/strict'
import { createModel, graphToJson, loadGraph, type Trainer } from '@millrace/core'
import { brier } from '@millrace/core/metrics'
import { type ExampleRow, exampleTable, numbersOf, trainOn } from '../subject.ts'

/** A row gives what the columns of a table give, bit for bit. */
export async function rowsGiveWhatColumnsGive(trainer: Trainer, rows: number): Promise<void> {
  const table = exampleTable(rows)
  const model = await trainOn(trainer, table)
  assert.deepEqual(
    Array.from(table.rows(), (row) => model.predict(row)),
    Array.from(model.predict(table).rows(), (prediction) => ({ ...prediction })),
  )
}

/** What is stored as JSON and loaded gives the same, bit for bit. */
export async function jsonKeepsEverything(trainer: Trainer, rows: number): Promise<void> {
  const table = exampleTable(rows)
  const { definition, predict } = await trainOn(trainer, table)
  const { json, arrays } = graphToJson(definition.graph)
  const loaded = createModel<Omit<ExampleRow, 'label'>, boolean>({
    ...definition,
    graph: loadGraph({ json: JSON.parse(JSON.stringify(json)), arrays }),
  })
  assert.deepEqual([...loaded.predict(table).rows()], [...predict(table).rows()])
}

/** Every row has a finite score and a probability, and the signal is found: answers are no worse than the share of the positive label for every row. */
export async function learnsTheSignal(trainer: Trainer, rows: number): Promise<void> {
  const table = exampleTable(rows)
  const predictions = (await trainOn(trainer, table)).predict(table)
  const probability = numbersOf(predictions, 'probability')
  assert.ok(numbersOf(predictions, 'score').every(Number.isFinite), 'a score is not finite')
  assert.ok(
    probability.every((value) => value >= 0 && value <= 1),
    'a probability is not from 0 to 1',
  )
  const label = Array.from(table.rows(), (row) => Number(row.label))
  const share = label.reduce((sum, value) => sum + value, 0) / rows
  assert.ok(brier({ label, score: probability }) <= share * (1 - share) * (1 + 1e-9), 'the share of the positive label is a better answer')
}
