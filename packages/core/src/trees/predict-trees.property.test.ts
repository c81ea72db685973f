import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyCase, columnsOf, expectedOutput, reordered } from '../../test/fixtures/trees/ensembles.ts'
import { buildTrees } from './build-trees.ts'
import { compileTrees } from './compile-trees.ts'
import { predictTrees } from './predict-trees.ts'
import { walkTrees } from './walk-trees.ts'

it('gives the bits of the definition, for a block and for each row alone', () => {
  fc.assert(
    fc.property(anyCase, ({ trees, options, rows }) => {
      const compiled = compileTrees(buildTrees(trees, options))
      const expected = rows.map((row) => expectedOutput(trees, options, row))

      const out = new Float64Array(rows.length)
      predictTrees(compiled, columnsOf(rows), rows.length, out)
      expect(Array.from(out)).toEqual(expected)

      const single = rows.map((row) => {
        predictTrees(compiled, columnsOf([row]), 1, out)
        return out[0]
      })
      expect(single).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

it('gives the same bits in WebAssembly, which serves large blocks', () => {
  fc.assert(
    fc.property(anyCase, ({ trees, options, rows }) => {
      const compiled = compileTrees(buildTrees(trees, options))
      const many = Array.from({ length: 520 + rows.length }, (_, i) => rows[i % rows.length]!)
      const out = new Float64Array(many.length)
      predictTrees(compiled, columnsOf(many), many.length, out)
      const expected = rows.map((row) => expectedOutput(trees, options, row))
      expect(Array.from(out)).toEqual(many.map((_, i) => expected[i % rows.length]))
      expect(compiled.native().map((native) => native === null)).toEqual(compiled.packs?.map(({ categories }) => categories !== null))
    }),
    { numRuns: 200 },
  )
})

it('does not depend on the order of the nodes', () => {
  fc.assert(
    fc.property(anyCase, fc.array(fc.nat(), { minLength: 1 }), ({ trees, options, rows }, draws) => {
      const compiled = compileTrees(reordered(buildTrees(trees, options), draws))
      const out = new Float64Array(rows.length)
      predictTrees(compiled, columnsOf(rows), rows.length, out)
      expect(Array.from(out)).toEqual(rows.map((row) => expectedOutput(trees, options, row)))
    }),
  )
})

it('agrees with the walk that serves trees too large to pack', () => {
  fc.assert(
    fc.property(anyCase, ({ trees, rows }) => {
      const options = { base: 0, aggregate: 'sum' } as const
      const ensemble = buildTrees(trees, options)
      const columns = columnsOf(rows)
      expect(rows.map((_, row) => walkTrees(ensemble, columns, row))).toEqual(rows.map((row) => expectedOutput(trees, options, row)))
    }),
  )
})
