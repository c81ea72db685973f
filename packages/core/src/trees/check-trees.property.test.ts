import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyCase, columnsOf, reordered } from '../../test/fixtures/trees/ensembles.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import { buildTrees } from './build-trees.ts'
import { checkTrees } from './check-trees.ts'
import { compileTrees } from './compile-trees.ts'
import { predictTrees } from './predict-trees.ts'
import { treesExplainer } from './shap/explain-trees.ts'

it('accepts every ensemble that buildTrees makes, in any order that has children after their parents', () => {
  fc.assert(
    fc.property(anyCase, fc.array(fc.nat(), { minLength: 1 }), ({ trees, options, rows }, draws) => {
      const ensemble = buildTrees(trees, options)
      for (const one of [ensemble, reordered(ensemble, draws)]) expect(() => checkTrees(one, { features: rows[0]!.length })).not.toThrow()
    }),
  )
})

const edit = fc.record({
  array: fc.constantFrom(
    'roots',
    'feature',
    'threshold',
    'left',
    'right',
    'missingLeft',
    'value',
    'cover',
    'gain',
    'set',
    'start',
    'words',
  ),
  at: fc.nat(),
  value: fc.oneof(fc.integer({ min: -2, max: 40 }), fc.constantFrom(Number.NaN, Infinity, 1e308, -1e308, 2 ** 31 - 1)),
})

it('refuses a damaged ensemble with a typed error, or the ensemble can be evaluated and explained', () => {
  fc.assert(
    fc.property(anyCase, fc.array(edit, { minLength: 1, maxLength: 3 }), ({ trees, options, rows }, edits) => {
      const ensemble = structuredClone(buildTrees(trees, options))
      const arrays = { ...ensemble, ...ensemble.categories }
      for (const { array, at, value } of edits) {
        const values = arrays[array]
        if (values !== undefined && values.length > 0) values[at % values.length] = value
      }
      try {
        checkTrees(ensemble, { features: rows[0]!.length })
      } catch (error) {
        expect(MillraceError.isInstance(error) && error.code).toBe('E_TREES_INVALID')
        return
      }
      const out = new Float64Array(rows.length).fill(Number.NaN)
      predictTrees(compileTrees(ensemble), columnsOf(rows), rows.length, out)
      expect(out.some(Number.isNaN)).toBe(false)
      const features = rows[0]!.length
      for (const background of [undefined, columnsOf(rows.slice(0, 2))]) {
        const { explain } = treesExplainer(ensemble, features, background)
        expect(() => explain(columnsOf(rows), 0, rows.length, new Float64Array(rows.length * features))).not.toThrow()
      }
    }),
    { numRuns: 1000 },
  )
})
