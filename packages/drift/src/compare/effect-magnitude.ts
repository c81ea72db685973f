import type { Effect } from './drift-report.ts'

/**
 * How large an effect is, whichever way it points: |2 AUC - 1|, the absolute value of a difference or of Cohen's d, and the effect itself where it has
 * no sign. This is what floors are compared with.
 */
export function effectMagnitude({ name, value }: Pick<Effect, 'name' | 'value'>): number {
  return name === 'AUC' ? Math.abs(2 * value - 1) : Math.abs(value)
}
