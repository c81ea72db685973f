import type { Lifecycle, Run } from '@millrace/core'
import type { Registry } from '../../registry/registry.ts'
import { durationCell, numberCell, shortId, timeCell } from '../cells.ts'
import { experimentNames } from '../experiment-names.ts'
import type { Outcome } from '../outcome.ts'
import { fieldText, fieldValue, parseField, type RunField } from '../run-field.ts'
import { parseCondition } from '../run-filter.ts'
import { runJson } from '../run-json.ts'
import { parseOrder } from '../run-order.ts'
import { textTable } from '../text-table.ts'

/** What `runs list` is asked for. */
export interface ListRunsOptions {
  readonly experiment?: readonly string[]
  readonly filter?: readonly string[]
  readonly orderBy?: readonly string[]
  readonly column?: readonly string[]
  readonly limit: number
  readonly lifecycle: Lifecycle | 'all'
}

/** Most metrics that get a column unasked. */
const usualColumns = 5

/** The runs that pass, in order. */
export async function listRuns(registry: Registry, options: ListRunsOptions): Promise<Outcome> {
  const { experiment, limit, lifecycle } = options
  const orderBy = options.orderBy?.map(parseOrder) ?? []
  const columns = options.column?.map(parseField) ?? []
  const search = { filter: { all: options.filter?.map(parseCondition) ?? [] }, orderBy, lifecycle, experiment }
  const found: Run[] = []
  // One more than shown, to know whether there are more.
  for await (const run of registry.allRuns({ ...search, limit: Math.min(limit + 1, 1000) })) {
    found.push(run)
    if (found.length > limit) break
  }
  const runs = found.slice(0, limit)
  const more = found.length > limit
  const names = await experimentNames(registry.tracking, runs)
  return {
    json: { runs: runs.map((run) => runJson(run, names.get(run.experimentId))), more },
    text(style) {
      if (runs.length === 0) return 'no runs'
      const shown = columns.length > 0 ? columns : unasked(orderBy as readonly RunField[], runs)
      const rows = runs.map((run) => [
        ...[shortId(run.id), run.name, names.get(run.experimentId) ?? '', run.status, timeCell(run.startedAtMs), durationCell(run)],
        ...shown.map((field) => cell(fieldValue(run, field))),
      ])
      const table = textTable(['RUN', 'NAME', 'EXPERIMENT', 'STATUS', 'STARTED', 'TOOK', ...shown.map(fieldText)], rows, style)
      return more ? `${table}\nmore runs than ${limit}: raise --limit to see them` : table
    },
  }
}

/** What the runs are ordered by, and some of their metrics. */
function unasked(orderBy: readonly RunField[], runs: readonly Run[]): RunField[] {
  const ordered = orderBy.filter((field) => !('attribute' in field))
  const metrics = [...new Set(runs.flatMap((run) => [...run.metrics.keys()]))].sort()
  const others = metrics.filter((metric) => !ordered.some((field) => 'metric' in field && field.metric === metric))
  return [...ordered, ...others.slice(0, usualColumns).map((metric) => ({ metric }))]
}

const cell = (value: number | string | undefined): string => (typeof value === 'number' ? numberCell(value) : (value ?? ''))
