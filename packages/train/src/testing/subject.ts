import {
  defineFeatures,
  type FittedEstimator,
  fromRows,
  type Model,
  seededRandom,
  type Table,
  type Trainer,
  type TrainingData,
  type TrainOptions,
} from '@millrace/core'
import { z } from 'zod'
import { defineModel } from '../model/define-model.ts'
import { binary } from '../model/target.ts'
import { train } from '../model/train.ts'

/** Rows with a clear signal: the label follows `first` and `second`. */
export const Example = z.object({ first: z.number(), second: z.number(), third: z.int(), label: z.boolean() })
const ExampleWithNull = Example.extend({ first: z.number().nullable() })
export type ExampleRow = z.output<typeof Example>

const seed = 7

/** Example rows, the same at every call. */
export function exampleTable(rows: number): Table<ExampleRow> {
  return fromRows(Example, exampleRows(rows))
}

function exampleRows(rows: number): ExampleRow[] {
  const random = seededRandom(seed)
  return Array.from({ length: rows }, () => {
    const row = { first: random.normal(), second: random.normal(), third: random.integer(4) }
    return { ...row, label: random.next() < 1 / (1 + Math.exp(row.second - 2 * row.first)) }
  })
}

/** The rows as a trainer receives them: new arrays at every call. */
export function exampleData(rows: number): TrainingData {
  const table = exampleRows(rows)
  const names = ['first', 'second', 'third'] as const
  return {
    names,
    features: names.map((name) => Float64Array.from(table, (row) => row[name])),
    target: Float64Array.from(table, ({ label }) => Number(label)),
  }
}

/** Fits with the suite's seed. */
export function fitTo(trainer: Trainer, data: TrainingData, options: Partial<TrainOptions> = {}): Promise<FittedEstimator> {
  return trainer.fit(data, { seed, ...options })
}

/** Trains a model on example rows, as users do. */
export function trainOn(
  trainer: Trainer,
  table: Table<ExampleRow>,
  weights?: Float64Array,
): Promise<Model<Omit<ExampleRow, 'label'>, boolean>> {
  const features = defineFeatures(Example, ({ first, second, third }) => ({ first, second, third }))
  return train(defineModel({ name: 'example', features, target: binary('label', { positive: true }), trainer }), table, { seed, weights })
}

/** Trains a model on rows of which every third lacks `first`. */
export function trainOnNull(trainer: Trainer<true>, rows: number) {
  const table = fromRows(
    ExampleWithNull,
    exampleRows(rows).map((row, index) => ({ ...row, first: index % 3 === 0 ? null : row.first })),
  )
  const features = defineFeatures(ExampleWithNull, ({ first, second, third }) => ({ first, second, third }))
  const spec = defineModel({ name: 'example-with-null', features, target: binary('label', { positive: true }), trainer })
  return { table, model: train(spec, table, { seed }) }
}

/** The numbers of a prediction, row by row. */
export function numbersOf(table: Table, name: 'score' | 'probability'): Float64Array {
  const column = table.column(name as never)
  return column.type === 'number' ? column.values : new Float64Array()
}
