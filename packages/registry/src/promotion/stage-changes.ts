import { MillraceError, type ModelStage, type ModelVersion, type RegistryChange } from '@millrace/core'

/**
 * A stage that versions are promoted to.
 *
 * @category Promotion
 * @since 0.1.0
 */
export type LiveStage = Extract<ModelStage, 'Staging' | 'Production'>

/** Puts a version in a stage; the one whose place it takes is archived where it stands in that stage too. */
export function stageChanges(version: ModelVersion, stage: LiveStage | undefined, former: ModelVersion | undefined): RegistryChange[] {
  if (stage === undefined) return []
  return [
    ...(former?.stage === stage ? [stageChange(former, 'Archived')] : []),
    ...(version.stage === stage ? [] : [stageChange(version, stage)]),
  ]
}

/** Moves a version to a stage, unless someone else moved it since it was read. */
export const stageChange = ({ model, version, stage: expected }: ModelVersion, stage: ModelStage): RegistryChange => ({
  action: 'set-stage',
  model,
  version,
  stage,
  expected,
})

/** Refuses a stage that nothing is promoted to; it may come from a command line. */
export function checkLiveStage(stage: string | undefined): void {
  if (stage === undefined || stage === 'Staging' || stage === 'Production') return
  throw stageInvalid(stage, ['Staging', 'Production'])
}

/** The error for a stage that there is not, or not for what was asked. */
export function stageInvalid(stage: string, allowed: readonly ModelStage[]): MillraceError {
  return new MillraceError({
    code: 'E_STAGE_INVALID',
    message: `'${stage}' is no stage for this; give one of ${allowed.join(', ')}`,
    details: { stage, allowed },
  })
}
