import type { Json } from '@millrace/core'

/**
 * One thing that a gate looked at.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface GateCheck {
  /** The metric that was required, `beats`, or `holder`. */
  readonly name: string
  /** Whether it speaks for the promotion. */
  readonly passed: boolean
  /** What was found: the metric's value, or the comparison with its settings; null where there was nothing. */
  readonly measured: Json
  /** The finding in words. */
  readonly why: string
}

/** A number as people read it: four significant digits. */
export const inWords = (value: number): string => String(Number(value.toPrecision(4)))
