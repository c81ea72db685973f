import type { Json, Run } from '@millrace/core'
import { jsonNumber } from '../../promotion/json-number.ts'
import { metricValues } from '../../promotion/metric-values.ts'
import type { Registry } from '../../registry/registry.ts'
import { numberCell, shortId } from '../cells.ts'
import { findRun } from '../find-run.ts'
import type { Outcome } from '../outcome.ts'

import { textTable } from '../text-table.ts'

interface Row<Value> {
  readonly name: string
  readonly values: readonly (Value | undefined)[]
}

/** Params and metrics of several runs side by side; with `diff` only those that differ. */
export async function compareRuns(
  registry: Registry,
  { ids, diff }: { readonly ids: readonly string[]; readonly diff?: true },
): Promise<Outcome> {
  const runs: Run[] = []
  for (const id of ids) runs.push(await findRun(registry.tracking, id))
  const shown = <Value>(row: Row<Value>) => !diff || row.values.some((value) => !Object.is(value, row.values[0]))
  const params = sideBySide(runs.map((run) => run.params)).filter(shown)
  const metrics = sideBySide(runs.map(metricValues)).filter(shown)
  const asJson = <Value>(rows: readonly Row<Value>[], json: (value: Value) => Json) =>
    Object.fromEntries(rows.map(({ name, values }) => [name, values.map((value) => (value === undefined ? null : json(value)))]))
  return {
    json: {
      runs: runs.map(({ id, name }) => ({ id, name })),
      params: asJson(params, (value) => value),
      metrics: asJson(metrics, jsonNumber),
    },
    text(style) {
      const rows = [
        ['', ...runs.map(({ name }) => name)],
        ...params.map(({ name, values }) => [`params.${name}`, ...values.map((value) => value ?? '')]),
        ...metrics.map(({ name, values }) => [`metrics.${name}`, ...values.map(numberCell)]),
      ]
      return textTable(['RUN', ...runs.map(({ id }) => shortId(id))], rows, style)
    },
  }
}

/** The values of several maps by name, the names by code point. */
function sideBySide<Value>(maps: readonly ReadonlyMap<string, Value>[]): Row<Value>[] {
  const names = [...new Set(maps.flatMap((map) => [...map.keys()]))].sort()
  return names.map((name) => ({ name, values: maps.map((map) => map.get(name)) }))
}
