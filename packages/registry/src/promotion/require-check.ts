import type { ModelVersion } from '@millrace/core'
import { type GateCheck, inWords } from './gate-check.ts'
import { gateInvalid } from './gate-invalid.ts'

/**
 * Where a metric must lie, both ends included.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface MetricBounds {
  /** The least value that passes. @defaultValue any */
  readonly min?: number | undefined
  /** The greatest value that passes. @defaultValue any */
  readonly max?: number | undefined
}

/**
 * The metrics that a gate requires, by name. Each must be among those that the version was registered with; a value that is NaN never passes.
 *
 * @category Promotion
 * @since 0.1.0
 */
export type RequiredMetrics = Readonly<Record<string, MetricBounds>>

/** Refuses bounds that nothing, or everything, would pass. */
export function validateRequired(required: RequiredMetrics): void {
  for (const [metric, { min, max }] of Object.entries(required)) {
    const fail = (what: string) =>
      gateInvalid(`the bounds of '${metric}' ${what}`, { metric, min: String(min ?? null), max: String(max ?? null) })
    if (min === undefined && max === undefined) throw fail('are empty; give min, max, or both')
    if (Number.isNaN(min) || Number.isNaN(max)) throw fail('hold NaN; give numbers')
    if (min !== undefined && max !== undefined && min > max) throw fail(`let nothing pass: min ${min} is more than max ${max}`)
  }
}

/** One check for each required metric. */
export function checkRequired({ metrics }: Pick<ModelVersion, 'metrics'>, required: RequiredMetrics): GateCheck[] {
  return Object.entries(required).map(([name, bounds]) => checkMetric(name, metrics.get(name), bounds))
}

function checkMetric(name: string, value: number | undefined, { min = -Infinity, max = Infinity }: MetricBounds): GateCheck {
  if (value === undefined) return { name, passed: false, measured: null, why: `the version was registered without ${name}` }
  if (Number.isNaN(value)) return { name, passed: false, measured: 'NaN', why: `${name} is NaN` }
  const why = value < min ? `is less than ${min}` : value > max ? `is more than ${max}` : `lies within ${boundsText(min, max)}`
  const measured = Number.isFinite(value) ? value : String(value)
  return { name, passed: value >= min && value <= max, measured, why: `${name} ${inWords(value)} ${why}` }
}

function boundsText(min: number, max: number): string {
  if (min === -Infinity) return `its bound of at most ${max}`
  return max === Infinity ? `its bound of at least ${min}` : `its bounds ${min} to ${max}`
}
