import { existsSync, readFileSync } from 'node:fs'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { cellBounds } from '../profile/cell-bounds.ts'
import { countNumbers } from '../profile/count-numbers.ts'
import { quantileCells } from '../profile/reference-cells.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { chiSquareTwoByK } from './chi-square-two-by-k.ts'
import { fisherExact } from './fisher-exact.ts'
import { oneSampleSurvival } from './kolmogorov/one-sample-survival.ts'
import { sortedValues } from './kolmogorov/sorted-gap.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { psi } from './psi.ts'
import { testNullShares } from './test-null-shares.ts'

type Numbers = readonly number[]
interface Tail {
  readonly stat: number
  readonly p: number
}

interface NumberCase {
  readonly id: string
  readonly ref?: Numbers
  readonly cur?: Numbers
  readonly formula?: { readonly ref: string; readonly cur: string }
  readonly expected: { readonly n_ref: number; readonly n_cur: number } & Readonly<Record<'ks_auto' | 'ks_exact' | 'ks_asymp', Tail>> & {
      readonly psi_ref_deciles_atoms?: {
        readonly edges: Numbers
        readonly atoms: Numbers
        readonly ref_counts: Numbers
        readonly cur_counts: Numbers
        readonly eps: number
        readonly psi: number
      }
    }
}

interface LevelCase {
  readonly id: string
  readonly ref: readonly (string | null)[] | null
  readonly cur: readonly (string | null)[] | null
  readonly expected: Readonly<Record<'ref_counts' | 'cur_counts', Numbers>> &
    Readonly<Record<'chi2_contingency_yates_if_df1' | 'chi2_contingency_no_yates', Tail>> & {
      readonly distances: { readonly psi: number }
      readonly cramers_v_bias_corrected?: number
      readonly fisher_exact_two_sided?: Tail
    }
}

interface Golden {
  readonly cases: readonly ((NumberCase & { readonly kind: 'num' | 'formula' }) | (LevelCase & { readonly kind: 'cat' }))[]
  readonly functions: {
    readonly kstwo_sf: readonly { readonly n: number; readonly d: number; readonly p: number }[]
    readonly hypergeom_two_sided_fisher: readonly { readonly table: [[number, number], [number, number]]; readonly p: number }[]
    readonly benjamini_hochberg: { readonly p: Numbers; readonly adjusted: Numbers }
  }
}

const file = new URL('../../../../../shared/golden/drift.json', import.meta.url)
const present = existsSync(file)
const golden = JSON.parse(present ? readFileSync(file, 'utf8') : '{"cases":[],"functions":{}}') as Golden

/** The file asks for 1e-9, and for 1e-6 below p = 1e-12. */
const expectTail = (actual: number, p: number) => expectClose(actual, p, { rel: p > 1e-12 ? 1e-9 : 1e-6 })

/** x_i = ((i · 7919) mod 1000003) / 1000003, and the like with another factor and a power. */
function draw(formula: string, length: number): Float64Array {
  const [, factor] = /i\*(\d+)/.exec(formula)!
  const power = Number(/\^([\d.]+)/.exec(formula)?.[1] ?? 1)
  return Float64Array.from({ length }, (_, i) => (((i + 1) * Number(factor)) % 1000003) / 1000003).map((x) => x ** power)
}

describe.skipIf(!present)('shared/golden/drift.json, skipped where it is not beside the repository', () => {
  const numbers = golden.cases.filter((one) => one.kind !== 'cat') as NumberCase[]
  const levels = golden.cases.filter((one) => one.kind === 'cat') as LevelCase[]

  test('there are cases of every kind', () => expect([numbers.length, levels.length]).toEqual([26, 10]))

  test.each(numbers)('Kolmogorov-Smirnov, $id', ({ ref, cur, formula, expected }) => {
    const reference = ref ?? draw(formula!.ref, expected.n_ref)
    const current = cur ?? draw(formula!.cur, expected.n_cur)
    for (const method of ['auto', 'exact', 'asymp'] as const) {
      const { statistic, pValue } = kolmogorovSmirnov({ reference, current }, { method: method === 'asymp' ? 'asymptotic' : method })
      const { stat, p } = expected[`ks_${method}`]
      expectClose(statistic, stat, { rel: 1e-9 })
      expectTail(pValue, p)
    }
  })

  test.each(numbers.filter(({ expected }) => expected.psi_ref_deciles_atoms))(
    'cells of tenths with atoms, and PSI, $id',
    ({ ref, cur, expected }) => {
      const { edges, atoms, ref_counts, cur_counts, eps, psi: value } = expected.psi_ref_deciles_atoms!
      const cells = quantileCells(sortedValues(ref!), 10)
      expectClose(cells, { edges, atoms }, { rel: 1e-12 })
      const { bounds } = cellBounds(cells)
      const [reference, current] = [ref!, cur!].map((values) => [...countNumbers(Float64Array.from(values), bounds).counts])
      const kept = reference!.map((count, cell) => count + current![cell]! > 0)
      expect([reference, current].map((counts) => counts!.filter((_, cell) => kept[cell]))).toEqual([ref_counts, cur_counts])
      expectClose(psi({ reference: reference!, current: current! }, { fill: eps }).value, value, { rel: 1e-9, abs: 1e-15 })
    },
  )

  test.each(levels)('chi-square, Cramér, Fisher, PSI, $id', ({ expected }) => {
    const counts = { reference: expected.ref_counts, current: expected.cur_counts }
    const plain = chiSquareTwoByK(counts, { minimumExpected: 0 })
    const yates = chiSquareTwoByK(counts, { minimumExpected: 0, yates: true })
    const stats = [expected.chi2_contingency_no_yates, expected.chi2_contingency_yates_if_df1]
    expectClose(
      [plain.statistic, yates.statistic],
      stats.map(({ stat }) => stat),
      { rel: 1e-9 },
    )
    expectTail(plain.pValue, stats[0]!.p)
    expectTail(yates.pValue, stats[1]!.p)
    expectClose(plain.cramersV, expected.cramers_v_bias_corrected ?? 0, { rel: 1e-9 })
    expectClose(psi(counts, { fill: 1e-4 }).value, expected.distances.psi, { rel: 1e-9 })
    if (expected.fisher_exact_two_sided === undefined) return
    const [[a, b], [c, d]] = [counts.reference, counts.current] as [[number, number], [number, number]]
    expectTail(
      fisherExact([
        [a, b],
        [c, d],
      ]),
      expected.fisher_exact_two_sided.p,
    )
  })

  test('a rise of nulls that the values do not show is found', () => {
    const { ref, cur } = levels.find(({ id }) => id === 'c10_nulls')!
    const side = (values: readonly (string | null)[]) => ({ nulls: values.filter((value) => value === null).length, rows: values.length })
    expect(testNullShares({ reference: side(ref!), current: side(cur!) }).pValue).toBeLessThan(1e-3)
  })

  test('the law of one sample', () => {
    for (const { n, d, p } of golden.functions.kstwo_sf) expectTail(oneSampleSurvival(n, d), p)
  })

  test('tables of Fisher', () => {
    for (const { table, p } of golden.functions.hypergeom_two_sided_fisher) expectTail(fisherExact(table), p)
  })

  test('Benjamini-Hochberg', () => {
    const { p, adjusted } = golden.functions.benjamini_hochberg
    expectClose(benjaminiHochberg(p), adjusted, { rel: 1e-12 })
  })
})
