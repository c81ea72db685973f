import { deepFreeze, type ModelVersion, type RegistryChange } from '@millrace/core'
import { requireVersion } from '../registry/find-version.ts'
import type { RegistryContext } from '../registry/registry-context.ts'
import { checkBeats } from './beats-check.ts'
import { type BeatsOptions, type ResolvedBeats, resolveBeats } from './beats-options.ts'
import { type ChangeNote, changeContext } from './change-note.ts'
import type { GateCheck } from './gate-check.ts'
import { checkRequired, type RequiredMetrics, validateRequired } from './require-check.ts'
import { retryOnConflict } from './retry-on-conflict.ts'
import { checkLiveStage, type LiveStage, stageChanges } from './stage-changes.ts'

/**
 * What a version must show before an alias moves to it, and what else moves with it.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface PromoteOptions extends ChangeNote {
  /** Metrics that the version must have been registered with, and their bounds. @defaultValue none */
  readonly require?: RequiredMetrics | undefined
  /**
   * Demands that the version is better than the holder of an alias by more than noise: the alias, or the alias and how they are compared.
   *
   * @defaultValue no comparison
   */
  readonly beats?: string | BeatsOptions | undefined
  /** Also puts the version in this stage, and archives the former holder where it stands in that stage. @defaultValue leaves stages alone */
  readonly stage?: LiveStage | undefined
}

/**
 * A promotion that is asked for.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface PromotionRequest extends PromoteOptions {
  /** The version to be promoted. */
  readonly version: Pick<ModelVersion, 'model' | 'version'>
  /** The alias that is to point to it. */
  readonly alias: string
}

/**
 * What became of a promotion; plain JSON.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface Promotion {
  /** Whether the alias points to the version now. */
  readonly promoted: boolean
  /** Name of the model. */
  readonly model: string
  /** Number of the version. */
  readonly version: number
  /** The alias that was asked for. */
  readonly alias: string
  /** The version that the alias pointed to before; null for none, the version itself where nothing had to be done. */
  readonly from: number | null
  /** What the gate looked at, all of it, also after a check that failed. */
  readonly checks: readonly GateCheck[]
}

/**
 * Moves an alias to a version if the version passes the gate.
 *
 * `beats` compares by a paired bootstrap on the rows that both versions have scored and neither was trained on, and passes only if the whole
 * interval of the difference is on the better side; without evidence, with too few shared rows or fewer than five of a label, it refuses. A
 * gate at 95 % lets about one challenger in thirty through that is no better, so that trying many on the same rows will find one.
 *
 * A refusal moves nothing, is audited, and is a result and not an error. Someone who moves the alias meanwhile makes the gate begin again.
 */
export async function promote(context: RegistryContext, request: PromotionRequest): Promise<Promotion> {
  const { alias, beats, require: required = {}, stage } = request
  validateRequired(required)
  checkLiveStage(stage)
  const resolved = beats === undefined ? undefined : resolveBeats(beats, alias)
  return retryOnConflict(() => attempt(context, { ...request, require: required }, resolved))
}

async function attempt(
  context: RegistryContext,
  request: PromotionRequest & { readonly require: RequiredMetrics },
  beats: ResolvedBeats | undefined,
): Promise<Promotion> {
  const { alias, require: required, stage } = request
  const { model, version } = request.version
  const challenger = await requireVersion(context.models, { model, version })
  const holder = await context.models.findVersion({ model, alias })
  const outcome = { model, version, alias, from: holder?.version ?? null }
  if (holder?.version === version) return deepFreeze({ ...outcome, promoted: true, checks: [holdsAlready(version, alias)] })

  const checks = checkRequired(challenger, required)
  if (beats) {
    const rival = beats.alias === alias ? holder : await context.models.findVersion({ model, alias: beats.alias })
    checks.push(await checkBeats(context, { challenger, holder: rival, options: beats }))
  }
  const promoted = checks.every(({ passed }) => passed)
  const changes: RegistryChange[] = promoted
    ? [{ action: 'set-alias', model, alias, version, expected: outcome.from }, ...stageChanges(challenger, stage, holder)]
    : [{ action: 'refuse-promotion', model, version, alias }]
  const result = deepFreeze({ ...outcome, promoted, checks })
  await context.models.commit(changes, changeContext(context, request, { checks: result.checks.map((check) => ({ ...check })) }))
  return result
}

const holdsAlready = (version: number, alias: string): GateCheck => ({
  name: 'holder',
  passed: true,
  measured: version,
  why: `version ${version} holds '${alias}' already; nothing was checked or changed`,
})
