import { type AnyModel, type ColumnSpec, hasCode, type ServedModel, type TaskKind } from '@millrace/core'
import type { ServedKind } from '../kinds/served-kind.ts'
import { servedKindOf } from '../kinds/served-kinds.ts'
import type { ModelMetrics, ServerMetrics } from '../metrics/server-metrics.ts'

/** What is needed of a served model at each request, worked out once. */
export interface PreparedModel extends ServedModel {
  /** Input columns, then monitored ones, each once. */
  readonly columns: readonly ColumnSpec[]
  /** Whether no column may be left out: an accepted row with as many keys as there are columns has no others. */
  readonly isClosed: boolean
  /** What serving knows of the kind of its target. */
  readonly kind: ServedKind<TaskKind>
  /** Whether the model can explain its scores. */
  readonly explains: boolean
  readonly metrics: Readonly<Record<string, number>>
  readonly meters: ModelMetrics
  /** Which model it is, as members of a JSON object. */
  readonly identity: string
}

/** Prepares a model for serving. */
export function prepareModel({ model, served, metrics = {} }: ServedModel, serverMetrics: ServerMetrics): PreparedModel {
  const columns = [...new Map([...model.inputs.columns, ...model.monitored.columns].map((column) => [column.name, column])).values()]
  return Object.freeze({
    model,
    served,
    metrics,
    columns,
    isClosed: columns.every(({ optional }) => !optional),
    kind: servedKindOf(model.definition.target),
    explains: explains(model),
    meters: serverMetrics.of(served),
    identity: `"model":${JSON.stringify(served.model)},"version":${served.version},"alias":${JSON.stringify(served.alias)}`,
  })
}

function explains(model: AnyModel): boolean {
  try {
    model.explain((model.definition.golden[0]?.row ?? {}) as never)
    return true
  } catch (error) {
    return !hasCode(error, 'E_EXPLAIN_UNSUPPORTED')
  }
}
