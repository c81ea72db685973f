import type { PointsTable } from './points-table.ts'

const leastInformation = 0.02
const mostInformation = 0.5

/** What a person should look at in a scorecard. */
export function scorecardWarnings({ features }: PointsTable, silent: readonly string[]): string[] {
  const rounded = (value: number) => Number(value.toPrecision(2))
  return [
    ...silent.map((name) => `the feature '${name}' tells no rows apart and is left out`),
    ...features.flatMap(({ name, informationValue, coefficient }) => {
      const warnings: string[] = []
      if (informationValue < leastInformation)
        warnings.push(`the feature '${name}' says little: its information value is ${rounded(informationValue)}`)
      if (informationValue > mostInformation)
        warnings.push(
          `the feature '${name}' says suspiciously much, its information value is ${rounded(informationValue)}: was it known before the outcome?`,
        )
      if (coefficient < 0)
        warnings.push(`the feature '${name}' counts against its own evidence, since others say the same: leave it or one of them out`)
      return warnings
    }),
  ]
}
