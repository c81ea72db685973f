import type { ColumnSpec, ModelDefinition, PredictionOf, TargetRecord, TaskKind } from '@millrace/core'
import type { Html } from '@millrace/core/html'
import type { Part } from '../openapi/parts.ts'

/** A column of logged predictions, and its value in one. */
export interface LoggedColumn<Kind extends TaskKind> {
  readonly spec: ColumnSpec
  readonly valueIn: (prediction: PredictionOf<unknown, Kind>) => unknown
}

/** What serving knows of a kind of target. */
export interface ServedKind<Kind extends TaskKind> {
  /** Writes a prediction as the members of a JSON object, without its braces; twice as fast as `JSON.stringify` of an object made for it. */
  write(prediction: PredictionOf<unknown, Kind>): string
  /** Whether all of its numbers are finite. */
  isFinite(prediction: PredictionOf<unknown, Kind>): boolean
  /** What is counted of it. */
  counted(prediction: PredictionOf<unknown, Kind>): {
    readonly label: string
    readonly decision: string
    readonly probability: number | null
  }
  /** The schemas of a prediction's members; those whose names end in `?` may be missing. */
  predictionSchema(target: TargetRecord<Kind>): Readonly<Record<string, Part>>
  /** The schema of what may turn out to be true. */
  actualSchema(target: TargetRecord<Kind>): Part
  /** What is wrong with what is said to be true, or null. */
  actualFault(target: TargetRecord<Kind>, actual: unknown): string | null
  /** The columns of a table of logged predictions. */
  logged(definition: ModelDefinition<Kind>): readonly LoggedColumn<Kind>[]
  /** What is said at first sight. */
  verdict(prediction: PredictionOf<unknown, Kind>): string
  /** What the reasons speak for or against; null where they raise or lower a number. */
  subject(prediction: PredictionOf<unknown, Kind>, target: TargetRecord<Kind>): string | null
  /** What is shown below the verdict. */
  details(prediction: PredictionOf<unknown, Kind>, target: TargetRecord<Kind>): Html
}

export const text = { type: 'string' } as const
export const number = { type: 'number' } as const
export const probability = { ...number, minimum: 0, maximum: 1 } as const

/** A column that another version may have left out. */
export const optionalColumn = (spec: Pick<ColumnSpec, 'name' | 'kind'>): ColumnSpec => ({ ...spec, nullable: true, optional: false })

/** What is wrong with a label that is none of these, or null. */
export function labelFault(labels: readonly unknown[], label: unknown): string | null {
  return labels.includes(label) ? null : `not one of ${labels.map((each) => JSON.stringify(each)).join(', ')}`
}
