import type { BinaryMetricName } from '@millrace/core/metrics'
import type { LiveStage } from '../../promotion/stage-changes.ts'
import type { Registry } from '../../registry/registry.ts'
import { usageError } from '../cli-error.ts'
import type { Outcome } from '../outcome.ts'
import { parseRequirements } from '../requirement.ts'
import { textTable } from '../text-table.ts'

/** What `models promote` is asked for. */
export interface PromoteModelOptions {
  readonly version: string
  readonly alias: string
  readonly require?: readonly string[]
  /** The alias to beat; true for the one that is asked for. */
  readonly beats?: string | true
  readonly metric?: string
  readonly confidence?: number
  readonly rounds?: number
  readonly seed?: number
  readonly minimumRows?: number
  readonly stage?: string
  readonly reason?: string
}

/** Moves an alias to a version, if the gate lets it through. */
export async function promoteModel(registry: Registry, options: PromoteModelOptions): Promise<Outcome> {
  const { version, alias, beats, metric, confidence, rounds, seed, minimumRows, stage, reason } = options
  const comparison = { metric: metric as BinaryMetricName | undefined, confidence, rounds, seed, minimumRows }
  const unused = Object.entries(comparison).find(([, value]) => value !== undefined)?.[0]
  if (beats === undefined && unused) throw usageError(`--${kebab(unused)} says how --beats compares; give --beats too`)
  const promotion = await registry.promote(version, alias, {
    require: parseRequirements(options.require ?? []),
    ...(beats !== undefined && { beats: { ...comparison, alias: beats === true ? alias : beats } }),
    // Both are checked by the gate, which knows what there is.
    stage: stage as LiveStage | undefined,
    reason,
  })
  const { promoted, model, from, checks } = promotion
  return {
    json: { ...promotion, checks: checks.map((check) => ({ ...check })) },
    refused: !promoted,
    text(style) {
      const verdict = promoted
        ? `${alias} of ${model}: ${from === null ? '' : `version ${from} -> `}version ${promotion.version}`
        : `refused: ${alias} of ${model} stays at ${from === null ? 'no version' : `version ${from}`}`
      if (checks.length === 0) return verdict
      const rows = checks.map(({ name, passed, why }) => [name, passed ? 'passed' : 'failed', why])
      return `${textTable(['CHECK', 'RESULT', 'WHY'], rows, style)}\n${verdict}`
    },
  }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
