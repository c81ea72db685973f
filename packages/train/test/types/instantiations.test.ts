import { describe, expect, test } from 'vitest'
import { compile } from './compile.ts'

const imports = `
import { add, defineFeatures, div, log1p, sub } from '@millrace/core'
import { impute, oneHot, standardize } from '@millrace/data'
import { binary, defineModel, logisticRegression } from '@millrace/train'
import { z } from 'zod'
export { add, binary, defineFeatures, defineModel, div, impute, log1p, logisticRegression, oneHot, standardize, sub, z }
`

const columns = [
  'z.number()',
  'z.number().nullable()',
  "z.enum(['a', 'b', 'c'])",
  "z.enum(['a', 'b']).nullable()",
  'z.int()',
  'z.boolean()',
]
const features = [
  (a: string, b: string) => `add(${a}, ${b}).pipe(log1p, standardize())`,
  (a: string) => `${a}.pipe(impute('median'), standardize())`,
  (a: string) => `${a}.pipe(oneHot())`,
  (a: string) => `${a}.pipe(oneHot({ nulls: 'zero' }))`,
  (a: string, b: string) => `div(sub(${a}, ${b}), 2).pipe(standardize())`,
  (a: string) => `${a}`,
]

/** A file with so many columns of all kinds, as many features that read them, and a model. */
function generate(count: number): string {
  const numbers = Array.from({ length: count }, (_, i) => i)
  const row = (i: number) => `row.column${i % count}`
  return `${imports}
export const Row = z.object({
${numbers.map((i) => `  column${i}: ${columns[i % columns.length]},`).join('\n')}
  target: z.enum(['yes', 'no']),
})
export const features = defineFeatures(Row, (row) => ({
${numbers.map((i) => `  feature${i}: ${features[i % features.length]!(row(i), row(i + columns.length))},`).join('\n')}
}))
export const model = defineModel({ name: 'wide', features, target: binary('target', { positive: 'yes' }), trainer: logisticRegression() })
`
}

/**
 * What the compiler does for a model of so many columns and features, beyond what the imports cost: the difference between the instantiations, as
 * `tsc --extendedDiagnostics` counts them, of the generated file and of one that has its imports alone.
 */
function costOf(count: number): number {
  const { errors, instantiations } = compile(generate(count))
  expect([...errors]).toEqual([])
  return instantiations - compile(imports).instantiations
}

describe('the compiler’s work for a model', () => {
  test('60 columns and 60 features take at most 12,000 instantiations', () => {
    const cost = costOf(60)
    expect(cost).toBeLessThanOrEqual(12_000)
    expect(cost).toBeGreaterThan(1_000)
  }, 60_000)

  test('twice the columns and features take no more than twice as many', () => {
    expect(costOf(120)).toBeLessThanOrEqual(2 * costOf(60))
  }, 60_000)
})
