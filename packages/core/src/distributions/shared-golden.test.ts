import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'vitest'
import { expectClose } from '../testing/expect-close.ts'
import { chiSquareSurvival, normalSurvival, studentTTwoSided } from './index.ts'

const file = new URL('../../../../../shared/golden/drift.json', import.meta.url)

describe.skipIf(!existsSync(file))('tails in shared/golden/drift.json, skipped where it is not beside the repository', () => {
  const { functions } = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{}') as {
    functions: Record<'chi2_sf' | 'norm_sf' | 't_sf_two_sided', Record<'df' | 'x' | 'z' | 't' | 'p', number>[]>
  }
  /** The file asks for 1e-9, and for 1e-6 below p = 1e-12; scipy's own error is the bound here. */
  const expectTail = (actual: number, p: number) => expectClose(actual, p, { rel: p > 1e-12 ? 1e-12 : 1e-11 })

  test('chi-square', () => {
    for (const { x, df, p } of functions.chi2_sf) expectTail(chiSquareSurvival(x, { degreesOfFreedom: df }), p)
  })

  test('normal', () => {
    for (const { z, p } of functions.norm_sf) expectTail(normalSurvival(z), p)
  })

  test("Student's, both tails", () => {
    for (const { t, df, p } of functions.t_sf_two_sided) expectTail(studentTTwoSided(t, { degreesOfFreedom: df }), p)
  })
})
