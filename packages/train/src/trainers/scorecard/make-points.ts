import type { Coefficient } from '../linear/design/wald.ts'
import type { Characteristic, CharacteristicBin } from './characteristic.ts'
import type { PointsTable, ScorecardBin } from './points-table.ts'
import type { ScorecardSettings } from './scorecard.ts'
import { informationOf, rateOf, type Tally, weightOf } from './tally.ts'

/** What was fitted. */
export interface FittedScorecard {
  readonly characteristics: readonly Characteristic[]
  readonly coefficients: readonly Coefficient[]
  readonly intercept: number
  readonly all: Tally
}

/** Lays log-odds out as points: each feature has its own and an equal part of what is common to all. */
export function makePoints(
  names: readonly string[],
  { characteristics, coefficients, intercept, all }: FittedScorecard,
  { baseScore, baseOdds, pointsToDoubleOdds, goodLabel }: ScorecardSettings,
): PointsTable {
  const sign = goodLabel === 'positive' ? 1 : -1
  const factor = (sign * pointsToDoubleOdds) / Math.LN2
  const common = baseScore - (pointsToDoubleOdds / Math.LN2) * Math.log(baseOdds) + factor * intercept
  const part = common / Math.max(characteristics.length, 1)
  const binOf = (bin: Tally & { readonly woe: number }, coefficient: number) => {
    const share = weightOf(bin) / weightOf(all)
    const bad = goodLabel === 'positive' ? 1 - rateOf(bin) : rateOf(bin)
    return {
      share,
      badRate: share > 0 ? bad : null,
      woe: bin.woe,
      information: informationOf(bin, all),
      points: part + factor * coefficient * bin.woe,
    }
  }
  const rangeOf = (bin: CharacteristicBin, coefficient: number): ScorecardBin => ({
    low: bin.low,
    high: bin.high,
    categories: bin.codes,
    missing: false,
    ...binOf(bin, coefficient),
  })
  return {
    baseScore,
    baseOdds,
    pointsToDoubleOdds,
    goodLabel,
    basePoints: characteristics.length === 0 ? common : 0,
    features: characteristics.map(({ feature, kind, bins, missing, informationValue }, k) => {
      const { weight: coefficient, standardError, pValue } = coefficients[k]!
      const ofNull = { low: null, high: null, categories: null, missing: true, ...binOf(missing, coefficient) }
      return {
        name: names[feature]!,
        kind,
        coefficient,
        standardError,
        pValue,
        informationValue,
        bins: [...bins.map((bin) => rangeOf(bin, coefficient)), ofNull],
      }
    }),
  }
}
