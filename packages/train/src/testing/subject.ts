import {
  type FittedEstimator,
  fromRows,
  seededRandom,
  type Table,
  type TaskKind,
  type Trainer,
  type TrainingData,
  type TrainOptions,
} from '@millrace/core'
import { z } from 'zod'

const levels = ['low', 'middle', 'high'] as const

/** Rows with a clear signal: label, level and amount follow `first` and `second`. */
export const Example = z.object({
  first: z.number(),
  second: z.number(),
  third: z.int(),
  label: z.boolean(),
  level: z.enum(levels),
  amount: z.number(),
})
export type ExampleRow = z.output<typeof Example>

/** The suite's seed. */
export const seed = 7

/** Example rows, the same at every call. */
export function exampleRows(rows: number): ExampleRow[] {
  const random = seededRandom(seed)
  return Array.from({ length: rows }, (_, index) => {
    const row = { first: random.normal(), second: random.normal(), third: random.integer(4) }
    const signal = 2 * row.first - row.second
    const level = index < levels.length ? index : signal + random.normal() < -1 ? 0 : signal + random.normal() < 1 ? 1 : 2
    return {
      ...row,
      label: random.next() < 1 / (1 + Math.exp(-signal)),
      level: levels[level]!,
      amount: Math.exp(0.3 * signal + 0.1 * random.normal()),
    }
  })
}

/** The rows as a table. */
export const exampleTable = (rows: number): Table<ExampleRow> => fromRows(Example, exampleRows(rows))

const targets: { readonly [Kind in TaskKind]: (row: ExampleRow) => number } = {
  binary: ({ label }) => Number(label),
  multiclass: ({ level }) => levels.indexOf(level),
  regression: ({ amount }) => amount,
}

/** The rows as a trainer receives them: new arrays at every call. */
export function exampleData(kind: TaskKind, rows: number): TrainingData {
  const table = exampleRows(rows)
  const names = ['first', 'second', 'third'] as const
  return {
    names,
    features: names.map((name) => Float64Array.from(table, (row) => row[name])),
    target: Float64Array.from(table, targets[kind]),
    task: kind === 'multiclass' ? { kind, classes: levels.length } : { kind },
  }
}

/** Fits with the suite's seed. */
export function fitTo(trainer: Trainer, data: TrainingData, options: Partial<TrainOptions> = {}): Promise<FittedEstimator> {
  return trainer.fit(data, { seed, ...options })
}

/** The numbers of an output, row by row. */
export function numbersOf(table: Table, name: string): Float64Array {
  const column = table.column(name as never)
  return column.type === 'number' ? column.values : new Float64Array()
}
