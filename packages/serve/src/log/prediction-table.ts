import {
  type ColumnSpec,
  type LoggedPrediction,
  MillraceError,
  type Model,
  type PredictionLog,
  type PredictionOf,
  type PredictionQuery,
  type RowIssue,
  rowsInvalid,
  type Schema,
  schemaFromColumns,
  Table,
  type TaskKind,
} from '@millrace/core'
import { servedKindOf } from '../kinds/served-kinds.ts'
import { type ColumnBuilder, columnBuilder } from './column-builder.ts'

/**
 * What {@link predictionTable} reads.
 *
 * @category Prediction log
 * @since 0.1.0
 */
export interface PredictionTableOptions<In, Label, Kind extends TaskKind = 'binary'> {
  /** The model whose columns and labels type the table. */
  readonly model: Model<In, Label, Kind>
  /** Which predictions. @defaultValue all of the model's name, whatever their version */
  readonly query?: PredictionQuery | undefined
}

/** What was said of a row, by kind of target. */
interface SaidKinds<Label> {
  readonly binary: {
    /** Output of the estimator. */
    readonly score: number | null
    /** Probability of the positive label. */
    readonly probability: number | null
    /** The label that was given. */
    readonly label: Label | null
    /** The answer of the policy. */
    readonly decision: string | null
    /** The reason of the policy's rule. */
    readonly reason: string | null
    /** The true label, where feedback told it. */
    readonly actual: Label | null
  }
  readonly multiclass: { readonly [Name in `probability:${number}`]: number | null } & {
    /** Probability of the label. */
    readonly probability: number | null
    /** The label that was given. */
    readonly label: Label | null
    /** The true label, where feedback told it. */
    readonly actual: Label | null
  }
  readonly regression: {
    /** The number that was expected. */
    readonly value: number | null
    /** The true number, where feedback told it. */
    readonly actual: number | null
  }
}

/**
 * A row of {@link predictionTable}.
 *
 * @category Prediction log
 * @since 0.1.0
 */
export type PredictionRow<In, Label, Kind extends TaskKind = 'binary'> = {
  /** Identifier of the prediction. */
  readonly id: string
  /** When it was made, as an instant. */
  readonly time: string
  /** Version of the model; null when it was served from a folder. */
  readonly version: number | null
} & SaidKinds<Label>[Kind] & { readonly [Name in keyof In]: In[Name] | null }

/** A column of the table, and where its values stand in a record. */
interface Reading {
  readonly builder: ColumnBuilder
  readonly valueIn: (record: LoggedPrediction) => unknown
}

/** As many issues as an error lists. */
const reportedIssues = 20

/**
 * Reads logged predictions as a table: `id`, `time`, `version`, the model's input and monitored columns, what was said (`score`, `probability`, `label`, `decision`,
 * `reason`; for several classes `probability:0`, `probability:1`, …, `probability`, `label`; for a number `value`), and the true label or number as `actual`.
 *
 * Every column but `id` and `time` may be null: what the log's allow-list left out, or another version had no use for, is null, and so is `actual` until feedback
 * comes. Records go into columns as they are read; rows are never held as objects.
 *
 * @param log - any prediction log
 * @param options - the model and which predictions
 * @returns a row a prediction, in the order in which the log reads them
 * @throws MillraceError `E_COLUMN_EXISTS` when a column of the model has one of the other names; `E_ROWS_INVALID` when logged values do not fit the model, as those
 *   of another version may: ask for one version then
 * @example
 * ```ts
 * import { exampleModel } from '@millrace/core/testing'
 * import { predictionTable } from '@millrace/serve'
 * import { memoryPredictionLog } from '@millrace/serve/testing'
 *
 * const model = exampleModel()
 * const log = memoryPredictionLog()
 * const row = { income: 4000, amount: null, area: 'Urban', employed: true, gender: null } as const
 * log.append({ id: 'a1', atMs: 0, model: model.name, version: 3, row, prediction: model.predict(row) })
 * await log.addFeedback({ id: 'a1', label: 'no', atMs: 1000 })
 *
 * const table = await predictionTable(log, { model })
 * const { time, income, label, actual } = table.row(0)
 * time // => '1970-01-01T00:00:00.000Z'
 * income // => 4000
 * label // => 'yes'
 * actual // => 'no'
 * ```
 * @category Prediction log
 * @since 0.1.0
 */
export async function predictionTable<In, Label, Kind extends TaskKind = 'binary'>(
  log: PredictionLog,
  { model, query = {} }: PredictionTableOptions<In, Label, Kind>,
): Promise<Table<PredictionRow<In, Label, Kind>>> {
  const readings = readingsOf(model)
  const issues: (RowIssue & { readonly row: number })[] = []
  let failed = 0
  let row = 0
  for await (const record of log.read({ model: model.name, ...query })) {
    for (const { builder, valueIn } of readings) {
      const issue = builder.push(valueIn(record))
      if (issue !== null && failed++ < reportedIssues) issues.push({ ...issue, row })
    }
    row++
  }
  if (failed > 0) throw rowsInvalid(issues, failed)
  const schema = schemaFromColumns(readings.map(({ builder }) => builder.spec)) as Schema<PredictionRow<In, Label, Kind>>
  return new Table(schema, new Map(readings.map(({ builder }) => [builder.spec.name, builder.finish()])))
}

function readingsOf<In, Label, Kind extends TaskKind>({ name, inputs, monitored, definition }: Model<In, Label, Kind>): readonly Reading[] {
  const { label } = definition
  const read = (spec: ColumnSpec, valueIn: Reading['valueIn']): Reading => ({ builder: columnBuilder(spec), valueIn })
  const required = { nullable: false, optional: false } as const
  const orNull = { nullable: true, optional: false } as const
  // A column may be both.
  const columns = [...new Map([...inputs.columns, ...monitored.columns].map((spec) => [spec.name, spec])).values()]
  const readings = [
    read({ name: 'id', kind: 'string', ...required }, ({ id }) => id),
    read({ name: 'time', kind: 'instant', ...required }, ({ atMs }) => new Date(atMs)),
    read({ name: 'version', kind: 'integer', ...orNull }, ({ version }) => version),
    ...columns.map((spec) => read({ ...spec, ...orNull }, ({ row }) => (Object.hasOwn(row, spec.name) ? row[spec.name] : null))),
    ...servedKindOf<Kind>(definition.target)
      .logged(definition)
      .map(({ spec, valueIn }) => read(spec, ({ prediction }) => valueIn(prediction as PredictionOf<unknown, Kind>))),
    read({ ...label, name: 'actual', ...orNull }, ({ feedback }) => feedback?.label),
  ]
  const names = readings.map(({ builder }) => builder.spec.name)
  const twice = names.find((column, index) => names.indexOf(column) !== index)
  if (twice === undefined) return readings
  throw new MillraceError({
    code: 'E_COLUMN_EXISTS',
    message: `predictionTable: the model '${name}' has a column '${twice}', which is also the name of another column of the table; read the log itself, or rename it`,
    details: { model: name, column: twice },
  })
}
