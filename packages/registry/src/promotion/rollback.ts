import { MillraceError, type ModelVersion } from '@millrace/core'
import { modelUnknown } from '../models/registry-errors.ts'
import type { RegistryContext } from '../registry/registry-context.ts'
import { auditReader } from './audit-entries.ts'
import { type ChangeNote, changeContext } from './change-note.ts'
import { holdersOf, rollbackDetails } from './holders.ts'
import { modelHistory } from './model-history.ts'
import { retryOnConflict } from './retry-on-conflict.ts'
import { checkLiveStage, type LiveStage, stageChanges } from './stage-changes.ts'

/**
 * What else moves with a rollback.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface RollbackOptions extends ChangeNote {
  /** Also puts the version in this stage, and archives the former holder where it stands in that stage. @defaultValue leaves stages alone */
  readonly stage?: LiveStage | undefined
}

/**
 * A rollback that is asked for.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface RollbackRequest extends RollbackOptions {
  /** Name of the model. */
  readonly model: string
  /** The alias that is to go back. */
  readonly alias: string
}

/**
 * What became of a rollback; plain JSON.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface Rollback {
  /** Name of the model. */
  readonly model: string
  /** The alias that went back. */
  readonly alias: string
  /** The version that it pointed to; null where it had been removed. */
  readonly from: number | null
  /** The version that it points to now. */
  readonly version: number
  /** Versions in between that are passed over, for they were deleted. */
  readonly skipped: readonly number[]
}

/**
 * Moves an alias back to the holder before, as the audit tells it.
 *
 * Each further rollback goes further back; a version that was rolled back from is returned to only by promoting it. An alias that was
 * removed gets its last holder again, and deleted versions are passed over. No gate is asked: going back must be possible at once.
 */
export function rollback(context: RegistryContext, request: RollbackRequest): Promise<Rollback> {
  checkLiveStage(request.stage)
  return retryOnConflict(() => attempt(context, request))
}

async function attempt(context: RegistryContext, request: RollbackRequest): Promise<Rollback> {
  const { models } = context
  const { model, alias, stage } = request
  // The holder first: a move after it is then in the history, or makes the commit conflict, and never hides from both.
  const current = await models.findVersion({ model, alias })
  if (!current && !(await models.findModel(model))) throw modelUnknown(model)
  const history = await modelHistory(auditReader(models, 'rollback'), model)
  const { version, skipped } = await holderBefore(context, request, holdersOf(history, alias), current)
  await models.commit(
    [
      { action: 'set-alias', model, alias, version: version.version, expected: current?.version ?? null },
      ...stageChanges(version, stage, current),
    ],
    changeContext(context, request, rollbackDetails(skipped)),
  )
  return Object.freeze({ model, alias, from: current?.version ?? null, version: version.version, skipped: Object.freeze(skipped) })
}

async function holderBefore(
  { models }: RegistryContext,
  { model, alias }: RollbackRequest,
  holders: readonly (number | null)[],
  current: ModelVersion | undefined,
): Promise<{ readonly version: ModelVersion; readonly skipped: number[] }> {
  const skipped: number[] = []
  for (const number of holders.toReversed()) {
    if (number === null || number === current?.version || skipped.includes(number)) continue
    const version = await models.findVersion({ model, version: number })
    if (version) return { version, skipped }
    skipped.push(number)
  }
  throw new MillraceError({
    code: 'E_ROLLBACK_NONE',
    message: `'${alias}' of model '${model}' has no holder before ${current ? `version ${current.version}` : 'now'} that still exists; promote the version you want`,
    details: { model, alias, from: current?.version ?? null, skipped },
  })
}
