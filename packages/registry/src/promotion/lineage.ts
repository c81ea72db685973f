import {
  deepFreeze,
  type EstimatorRecord,
  type Lineage,
  MillraceError,
  type ModelVersion,
  type PredictionLog,
  type Run,
  type VersionReference,
} from '@millrace/core'
import { requireVersion } from '../registry/find-version.ts'
import type { RegistryContext } from '../registry/registry-context.ts'
import { readManifest } from '../registry/version-files.ts'
import { auditReader } from './audit-entries.ts'
import { jsonMetrics } from './json-number.ts'
import { codeOf, environmentOf } from './lineage-environment.ts'
import { metricValues } from './metric-values.ts'
import { modelHistory } from './model-history.ts'
import { type ServedPredictions, servedPredictions } from './served-predictions.ts'
import type { LineageRun, VersionLineage } from './version-lineage.ts'

/**
 * Where else lineage looks.
 *
 * @category Lineage
 * @since 0.1.0
 */
export interface LineageOptions {
  /** The log of the servers, for the predictions that the version served; it is read through once. @defaultValue none */
  readonly log?: PredictionLog | undefined
  /** Stops the reading of the log; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A lineage that is asked for.
 *
 * @category Lineage
 * @since 0.1.0
 */
export interface LineageRequest extends LineageOptions {
  /** The version, by number, alias or stage. */
  readonly version: VersionReference
}

/** Follows a version from the data that it learnt from to the predictions that it served. */
export async function lineage(context: RegistryContext, request: LineageRequest): Promise<VersionLineage> {
  const version = await requireVersion(context.models, referenceOf(request.version))
  const gaps: string[] = []
  const definition = await readDefinition(context, version, gaps)
  const runId = version.runId ?? definition.lineage?.run ?? undefined
  const run = runId === undefined ? undefined : await context.tracking.findRun(runId)
  if (runId === undefined) gaps.push('no run is known to have made the version')
  else if (!run) gaps.push(`run ${runId} is no longer there`)

  const { model, digest, description, createdAtMs, stage, aliases } = version
  return deepFreeze({
    ...{ model, version: version.version, digest, description, createdAtMs, stage, aliases: [...aliases] },
    tags: Object.fromEntries(version.tags),
    metrics: jsonMetrics(version.metrics),
    data: definition.lineage?.data ?? null,
    spec: definition.lineage?.spec ?? null,
    seed: definition.lineage?.seed ?? seedOf(run),
    estimator: definition.estimator ? { kind: definition.estimator.kind, params: definition.estimator.params } : null,
    run: run ? await describeRun(context, run) : null,
    code: codeOf(definition.lineage, run),
    environment: environmentOf(definition.lineage, run),
    ...(await auditOf(context, version, gaps)),
    predictions: await predictionsOf(version, request, gaps),
    gaps,
  })
}

/** A version that is given as a record is read again: it may have moved since. */
function referenceOf(version: VersionReference): VersionReference {
  const { model } = version
  if ('version' in version) return { model, version: version.version }
  return 'alias' in version ? { model, alias: version.alias } : { model, stage: version.stage }
}

interface DefinitionRecord {
  readonly lineage?: Lineage
  readonly estimator?: EstimatorRecord
}

async function readDefinition({ artifacts }: RegistryContext, version: ModelVersion, gaps: string[]): Promise<DefinitionRecord> {
  try {
    return (await readManifest(artifacts, version)).content as unknown as DefinitionRecord
  } catch (error) {
    if (!MillraceError.isInstance(error) || /^E_STORE_/.test(error.code)) throw error
    gaps.push(error.message)
    return {}
  }
}

const seedOf = (run: Run | undefined): number | null => {
  const seed = run?.tags.get('millrace.seed')
  return seed === undefined ? null : Number(seed)
}

async function describeRun({ tracking }: RegistryContext, run: Run): Promise<LineageRun> {
  const experiment = await tracking.findExperiment({ id: run.experimentId })
  const { id, name, status, lifecycle, user = null, startedAtMs, endedAtMs = null } = run
  return {
    ...{ id, name, experiment: experiment?.name ?? null, status, lifecycle, user, startedAtMs, endedAtMs },
    params: Object.fromEntries(run.params),
    metrics: jsonMetrics(metricValues(run)),
    tags: Object.fromEntries(run.tags),
    inputs: run.inputs.map((input) => ({ ...input })),
  }
}

type AuditPart = Pick<VersionLineage, 'promotions' | 'refusals' | 'replacements' | 'stages'>

async function auditOf({ models }: RegistryContext, { model, version }: ModelVersion, gaps: string[]): Promise<AuditPart> {
  if (!models.readAudit) {
    gaps.push('this registry keeps no audit')
    return { promotions: null, refusals: null, replacements: null, stages: null }
  }
  const history = await modelHistory(auditReader(models, 'lineage'), model)
  const moves = history.filter(({ action }) => action === 'set-alias')
  return {
    promotions: moves.filter(({ to }) => to === version),
    refusals: history.filter((entry) => entry.action === 'refuse-promotion' && entry.version === version),
    replacements: moves.filter(({ from, to }) => from === version && to !== version),
    stages: history.filter((entry) => entry.action === 'set-stage' && entry.version === version),
  }
}

async function predictionsOf(
  { model, version }: ModelVersion,
  { log, signal }: LineageOptions,
  gaps: string[],
): Promise<ServedPredictions | null> {
  if (log) return servedPredictions(log, { model, version, signal })
  gaps.push('no log of predictions was given')
  return null
}
