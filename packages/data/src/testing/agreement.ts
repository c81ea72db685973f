import assert from 'node:assert/strict'
import { argumentsOf, type Column, type Graph, lengthOf, type OperationName, operations, reachable } from '@millrace/core'

/**
 * How near two executions of an output must be.
 *
 * `bits`: the same float64. `exact`: equal numbers, 0 and -0 being equal. `ulp`: within 1e-12 of max(1, |x|). `nulls`: the same rows are null, since a step such as a
 * bucket stands above a logarithm or a power, and a number at its edge may fall either way.
 */
export type Agreement = 'bits' | 'exact' | 'ulp' | 'nulls'

/** Operations that jump: a last place below them may be a whole unit above. */
const steps: ReadonlySet<OperationName> = new Set(['floor', 'lt', 'le', 'eq', 'not', 'and', 'or', 'when', 'bucket', 'pick', 'trees'])

/** What the law of executions asks of one output of a graph, by the operations that it rests on. */
export function agreementOf({ nodes }: Graph, output: number): Agreement {
  const rounded = new Set<number>()
  let stepped = false
  for (const index of reachable(nodes, [output])) {
    const node = nodes[index]!
    const decides = argumentsOf(node).slice(0, node.op === 'when' ? 1 : undefined)
    if (steps.has(node.op) && decides.some((argument) => rounded.has(argument))) stepped = true
    if (operations[node.op].exactness === 'ulp' || argumentsOf(node).some((argument) => rounded.has(argument))) rounded.add(index)
  }
  return stepped ? 'nulls' : rounded.has(output) ? 'ulp' : 'exact'
}

/** What was computed, what it should be, and how messages call both. */
export interface Comparison {
  readonly actual: ReadonlyMap<string, Column>
  readonly expected: ReadonlyMap<string, Column>
  /** How near an output must be. */
  readonly agreement: (output: string) => Agreement
  /** What was run on what, for messages. */
  readonly where: string
}

/** Throws an `AssertionError` that names output, row and both values where columns do not agree. */
export function assertAgree({ actual, expected, agreement, where }: Comparison): void {
  assert.deepEqual([...actual.keys()], [...expected.keys()], `${where}: the outputs have other names`)
  for (const [output, wanted] of expected) {
    const given = actual.get(output)!
    assert.equal(given.type, wanted.type, `${where}: output '${output}' is of another type`)
    assert.equal(lengthOf(given), lengthOf(wanted), `${where}: output '${output}' has another number of rows`)
    const agree = agreements[agreement(output)]
    for (let row = 0; row < lengthOf(wanted); row++) {
      const [a, b] = [valueAt(given, row), valueAt(wanted, row)]
      if (!agree(a, b)) assert.fail(`${where}: output '${output}' of row ${row} is ${shown(a)}, not ${shown(b)}`)
    }
  }
}

type Value = number | string | null

function valueAt(column: Column, row: number): Value {
  if (column.type === 'string') return column.dictionary[column.codes[row]!] ?? null
  const value = column.values[row]!
  return Number.isNaN(value) ? null : value
}

const shown = (value: Value) => (Object.is(value, -0) ? '-0' : JSON.stringify(value))

const exactly = (a: Value, b: Value) => a === b

const agreements: Readonly<Record<Agreement, (a: Value, b: Value) => boolean>> = {
  bits: Object.is,
  exact: exactly,
  ulp: (a, b) => exactly(a, b) || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a))),
  nulls: (a, b) => (a === null) === (b === null),
}
