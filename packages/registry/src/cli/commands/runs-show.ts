import { compareCodePoints } from '@millrace/core'
import { metricValues } from '../../promotion/metric-values.ts'
import type { Registry } from '../../registry/registry.ts'
import { durationCell, numberCell, timeCell } from '../cells.ts'
import { experimentNames } from '../experiment-names.ts'
import { findRun } from '../find-run.ts'
import type { Outcome } from '../outcome.ts'
import { runJson } from '../run-json.ts'
import { textPairs } from '../text-table.ts'

/** All of one run. */
export async function showRun(registry: Registry, id: string): Promise<Outcome> {
  const run = await findRun(registry.tracking, id)
  const experiment = (await experimentNames(registry.tracking, [run])).get(run.experimentId)
  return {
    json: runJson(run, experiment),
    text(style) {
      const facts = [
        ['run', run.id],
        ['name', run.name],
        ['experiment', experiment ?? ''],
        ['status', run.lifecycle === 'deleted' ? `${run.status}, deleted` : run.status],
        ['user', run.user ?? ''],
        ['parent', run.parentId ?? ''],
        ['started', timeCell(run.startedAtMs)],
        ['took', durationCell(run)],
        ['note', run.note ?? ''],
      ] as const
      const sections = [
        ['params', [...run.params].sort(byName)],
        ['metrics', Array.from(metricValues(run), ([name, value]) => [name, numberCell(value)] as const).sort(byName)],
        ['tags', [...run.tags].sort(byName)],
        [
          'data',
          run.inputs.map(({ name, digest, rowCount }) => [name, rowCount === undefined ? digest : `${digest}, ${rowCount} rows`] as const),
        ],
      ] as const
      return [
        textPairs(
          facts.filter(([, value]) => value !== ''),
          style,
        ),
        ...sections.filter(([, pairs]) => pairs.length > 0).map(([title, pairs]) => `\n${title}\n${indented(textPairs(pairs, style))}`),
      ].join('\n')
    },
  }
}

const indented = (text: string): string => text.replace(/^/gm, '  ')

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => compareCodePoints(a, b)
