import { defineFeatures, fromRows, type Model, type Table, type TaskKind, type Trainer } from '@millrace/core'
import { z } from 'zod'
import { defineModel, type ModelSpec } from '../model/define-model.ts'
import { binary, multiclass, regression } from '../model/target.ts'
import { train } from '../model/train.ts'
import { Example, type ExampleRow, exampleRows, seed } from './subject.ts'

const ExampleWithNull = Example.extend({ first: z.number().nullable() })
type ExampleWithNull = z.output<typeof ExampleWithNull>

const targets = {
  binary: binary('label', { positive: true }),
  multiclass: multiclass('level'),
  regression: regression('amount'),
} as const

/** A model of example rows, of whatever kind. */
export type ExampleModel<Row = ExampleRow> = Model<Row, unknown, TaskKind>

/** Trains a model on example rows, as users do. */
export function trainOn(
  trainer: Trainer,
  { kind, table, weights }: { readonly kind: TaskKind; readonly table: Table<ExampleRow>; readonly weights?: Float64Array },
): Promise<ExampleModel> {
  const features = defineFeatures(Example, ({ first, second, third }) => ({ first, second, third }))
  return train(specOf<ExampleRow>({ name: 'example', features, target: targets[kind], trainer }), table, { seed, weights })
}

/** Trains a model on rows of which every third lacks `first`. */
export function trainOnNull(trainer: Trainer, { kind, rows }: { readonly kind: TaskKind; readonly rows: number }) {
  const table = fromRows(
    ExampleWithNull,
    exampleRows(rows).map((row, index) => ({ ...row, first: index % 3 === 0 ? null : row.first })),
  )
  const features = defineFeatures(ExampleWithNull, ({ first, second, third }) => ({ first, second, third }))
  const spec = specOf<ExampleWithNull>({ name: 'example-with-null', features, target: targets[kind], trainer })
  return { table, model: train(spec, table, { seed }) }
}

/** What is known of a trainer here is what it says when it runs, so types cannot check it. */
const specOf = <Row>(options: object) => defineModel(options as never) as unknown as ModelSpec<Row, unknown, Row, TaskKind>
