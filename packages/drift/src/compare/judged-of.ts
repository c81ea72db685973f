import type { EffectFloor } from '../monitor/effect-floor.ts'
import type { TestResult } from '../tests/test-result.ts'
import { exactly, type Judged } from './measure.ts'

/** From which effect of a name on a column has drifted. */
export type FloorOf = (name: keyof EffectFloor) => number

/** A result as a measure, whose figures are known exactly. */
export function judgedOf(result: TestResult, floorOf: FloorOf): Judged {
  const { test, method, statistic, pValue, effect, noise, degreesOfFreedom, warnings } = result
  if (effect === null) throw new TypeError(`${test} has no effect to judge by`)
  return {
    test,
    method,
    statistic: exactly(finite(statistic)),
    pValue: pValue === null ? null : exactly(pValue),
    effect: { name: effect.name, value: exactly(finite(effect.value)), floor: floorOf(effect.name) },
    noise,
    degreesOfFreedom,
    warnings,
  }
}

/** JSON has no infinity: a difference that a double cannot hold ends at the greatest one. */
const finite = (x: number) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, x))
