import type { AuditEntry } from '@millrace/core'
import { isRollback } from '../../promotion/holders.ts'
import type { VersionLineage } from '../../promotion/version-lineage.ts'
import type { Registry } from '../../registry/registry.ts'
import { timeCell } from '../cells.ts'
import type { Outcome, Style } from '../outcome.ts'
import { textPairs } from '../text-table.ts'

/** Where a version comes from, and what became of it. */
export async function modelLineage(registry: Registry, version: string): Promise<Outcome> {
  const lineage = await registry.lineage(version)
  // A frozen document of plain JSON, which the interface's optional members keep from being typed as such.
  return { json: JSON.parse(JSON.stringify(lineage)), text: (style) => lineageText(lineage, style) }
}

function lineageText(lineage: VersionLineage, style: Style): string {
  const { data, run, code, estimator, promotions, refusals } = lineage
  const inputs = run?.inputs.map(({ name, digest, rowCount }) => `${name} ${digest}${rowCount === undefined ? '' : `, ${rowCount} rows`}`)
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['version', `${lineage.model}/${lineage.version}`],
    ['registered', timeCell(lineage.createdAtMs)],
    ['stage', lineage.stage],
    ['aliases', lineage.aliases.join(' ')],
    ['digest', lineage.digest],
    ['data', data ? `${data.digest}, ${data.rows} rows` : undefined],
    ['inputs', inputs?.join('; ')],
    ['estimator', estimator ? `${estimator.kind} ${JSON.stringify(estimator.params)}` : undefined],
    ['seed', lineage.seed?.toString()],
    ['run', run ? `${run.id} ${run.name} (${run.experiment ?? 'no experiment'}, ${run.status})` : undefined],
    ['params', run ? namesAndValues(run.params) : undefined],
    ['commit', code.commit ? [code.commit, code.branch, code.dirty ? 'dirty' : ''].filter(Boolean).join(' ') : undefined],
    ['environment', namesAndValues(lineage.environment)],
    ['metrics', namesAndValues(lineage.metrics)],
    ...(promotions ?? []).map((entry) => [isRollback(entry) ? 'restored' : 'promoted', entryText(entry)] as const),
    ...(refusals ?? []).map((entry) => ['refused', entryText(entry)] as const),
    ...lineage.gaps.map((gap) => ['missing', gap] as const),
  ]
  return textPairs(
    facts.flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
    style,
  )
}

const namesAndValues = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')

const entryText = ({ alias, atMs, actor, reason }: AuditEntry): string =>
  `@${alias} ${timeCell(atMs)} by ${actor}${reason === null ? '' : `: ${reason}`}`
