import type { ModelStage, ModelVersion, RegistryChange } from '@millrace/core'
import { requireVersion } from '../registry/find-version.ts'
import type { RegistryContext } from '../registry/registry-context.ts'
import { allItems } from './all-items.ts'
import { type ChangeNote, changeContext } from './change-note.ts'
import { retryOnConflict } from './retry-on-conflict.ts'
import { checkLiveStage, stageChange, stageInvalid } from './stage-changes.ts'

/**
 * What else happens when a version gets a stage.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface SetStageOptions extends ChangeNote {
  /** Archives the other versions in that stage; only for Staging and Production. @defaultValue false */
  readonly archiveExisting?: boolean | undefined
}

/**
 * A stage that is asked for.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface StageRequest extends SetStageOptions {
  /** The version to be moved. */
  readonly version: Pick<ModelVersion, 'model' | 'version'>
  /** Where it shall stand. */
  readonly stage: ModelStage
}

const stages: readonly ModelStage[] = ['None', 'Staging', 'Production', 'Archived']

/** Moves a version to a stage, in one transaction with what it archives; what stands right already is left alone. */
export function setStage(context: RegistryContext, request: StageRequest): Promise<ModelVersion> {
  const { stage, archiveExisting = false } = request
  if (!stages.includes(stage)) throw stageInvalid(stage, stages)
  if (archiveExisting) checkLiveStage(stage)
  return retryOnConflict(() => attempt(context, request))
}

/** Moves a version to the stage `Archived`. Aliases that point to it stay. */
export const archive = (context: RegistryContext, request: Omit<StageRequest, 'stage' | 'archiveExisting'>): Promise<ModelVersion> =>
  setStage(context, { ...request, stage: 'Archived' })

async function attempt(context: RegistryContext, request: StageRequest): Promise<ModelVersion> {
  const { models } = context
  const { stage, archiveExisting = false } = request
  const { model, version } = request.version
  const moved = await requireVersion(models, { model, version })
  const others = archiveExisting ? await versionsIn(context, { model, stage }) : []
  const changes: RegistryChange[] = [
    ...others.filter((other) => other.version !== version).map((other) => stageChange(other, 'Archived')),
    ...(moved.stage === stage ? [] : [stageChange(moved, stage)]),
  ]
  if (changes.length === 0) return moved
  await models.commit(changes, changeContext(context, request))
  return requireVersion(models, { model, version })
}

async function versionsIn({ models }: RegistryContext, { model, stage }: { model: string; stage: ModelStage }): Promise<ModelVersion[]> {
  const filter = {
    all: [
      { attribute: 'model', is: '=', value: model },
      { attribute: 'stage', is: '=', value: stage },
    ],
  } as const
  const found: ModelVersion[] = []
  for await (const version of allItems((pageToken) => models.searchVersions({ filter, pageToken }))) found.push(version)
  return found
}
