import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failure } from '../../test/support/failure.ts'
import { loanModel, loanRows } from '../../test/support/loan-model.ts'
import { schemaOf } from '../schema/schema-of.ts'
import { checkGoldenRows, goldenRows } from './golden-rows.ts'
import type { GoldenRow, ModelDefinition } from './model-definition.ts'
import { createRowRunner } from './predict-row.ts'

const { definition } = await loanModel({ policy: true })
const check = (golden: readonly GoldenRow[], other: ModelDefinition = definition) => {
  const changed = { ...other, golden }
  return () => checkGoldenRows(changed, createRowRunner(changed))
}
const [first, second] = definition.golden as [GoldenRow, GoldenRow]
const withOutput = (output: string, value: number | string | null) => [
  first,
  { ...second, outputs: { ...second.outputs, [output]: value } },
]

it('golden rows hold what a request would send, and every output', () => {
  expect(second.row).toEqual(loanRows[1])
  expect(Object.keys(second.outputs)).toEqual(['score', 'probability', 'label', 'decision', 'reason'])
  expect(check(definition.golden)).not.toThrow()
})

it('hold instants as text, null for missing keys, and not what the model does not read', () => {
  const { columns } = schemaOf(z.object({ income: z.date(), gender: z.string().optional() }))
  const graph = { nodes: [{ op: 'const', value: 1 }] as const, outputs: new Map([['score', 0]]) }
  const [golden] = goldenRows({ ...definition, inputs: columns, monitored: [], graph }, [{ income: new Date(5), other: 1 }])
  expect(golden).toEqual({ row: { income: '1970-01-01T00:00:00.005Z', gender: null }, outputs: { score: 1 } })
})

it('an output that rests on log or exp may differ by 1e-12, and others not at all', () => {
  const { score, probability } = second.outputs as { readonly score: number; readonly probability: number }
  expect(check(withOutput('probability', probability * (1 + 1e-13)))).not.toThrow()
  expect(check(withOutput('probability', probability + 1e-11))).toThrow(/golden row 1 gives probability/)
  const exact = {
    ...definition,
    graph: { ...definition.graph, outputs: new Map([...definition.graph.outputs].filter(([name]) => name !== 'probability')) },
  }
  const node = exact.graph.nodes.findIndex(({ op }) => op === 'lookup')
  const onLookup = { ...exact, graph: { ...exact.graph, outputs: new Map([['score', node]]) } }
  const [golden] = goldenRows(onLookup, [loanRows[1]!])
  const value = golden!.outputs.score as number
  expect(check([{ ...golden!, outputs: { score: value } }], onLookup)).not.toThrow()
  expect(check([{ ...golden!, outputs: { score: value + Number.EPSILON * 4 } }], onLookup)).toThrow(/golden row 0 gives score/)
  expect(score).not.toBe(value)
})

describe('are refused with E_MODEL_GOLDEN', () => {
  it.each<[string, readonly GoldenRow[], string]>([
    ['a score that is another', withOutput('score', 1), 'golden row 1 gives score'],
    ['a score that is null', withOutput('score', null), 'but null is stored'],
    ['a label that is another', withOutput('label', 'maybe'), 'but "maybe" is stored'],
    ['a decision that is a number', withOutput('decision', 1), 'but 1 is stored'],
    ['an output that the graph does not give', withOutput('margin', 1), "golden row 1 stores 'margin', which the graph does not give"],
    ['an output that is not stored', [{ ...first, outputs: {} }], 'golden row 0 gives score'],
    [
      'a row that the model refuses',
      [{ ...first, row: { ...first.row, income: -1 } }],
      "golden row 0 is refused: column 'income': below the minimum 0",
    ],
    ['a row without its keys', [{ ...first, row: {} }], "golden row 0 is refused: column 'income': the key is missing"],
  ])('%s', (_, golden, part) => {
    const { code, message } = failure(check(golden))
    expect(code).toBe('E_MODEL_GOLDEN')
    expect(message).toContain(`model 'loans': `)
    expect(message).toContain(part)
    expect(message).toContain('; the model is damaged or not ours')
  })
})
