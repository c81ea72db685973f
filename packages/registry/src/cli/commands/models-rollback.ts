import type { LiveStage } from '../../promotion/stage-changes.ts'
import type { Registry } from '../../registry/registry.ts'
import type { Outcome } from '../outcome.ts'

/** What `models rollback` is asked for. */
export interface RollbackModelOptions {
  readonly model: string
  readonly alias: string
  readonly stage?: string
  readonly reason?: string
}

/** Moves an alias back to its holder before. */
export async function rollbackModel(registry: Registry, options: RollbackModelOptions): Promise<Outcome> {
  const { model, alias, stage, reason } = options
  const result = await registry.rollback({ model, alias }, { stage: stage as LiveStage | undefined, reason })
  return {
    json: { ...result },
    text: () => `${alias} of ${model}: ${result.from === null ? 'no version' : `version ${result.from}`} -> version ${result.version}`,
  }
}
