import { type GraphNode, reachable, reachableBy } from '../graph/graph.ts'
import { argumentsOf } from '../graph/operation.ts'
import { type Dictionary, dictionariesOf, nullCode } from './dictionaries.ts'
import { foldLookups } from './fold-lookups.ts'
import type { Input } from './inputs.ts'
import { codeTableKernel, pickKernel, type Step, sparseTableKernel } from './kernels.ts'
import { numberStep } from './number-step.ts'
import { planRegisters } from './plan-registers.ts'

/** Numbers, or codes of strings. */
export type Register = Float64Array | Int32Array

/** A graph as steps over registers. */
export interface CompiledGraph {
  /** The columns that are read, each with the register that it is loaded into. */
  readonly inputs: readonly Input[]
  /** What computes the other nodes, in order. */
  readonly steps: readonly Step[]
  /** The register of each node that runs; that of a kept one holds after a run. */
  readonly registers: ReadonlyMap<number, Register>
  /** Rows in a block. */
  readonly capacity: number
}

/** Compiles the part of a graph that the kept nodes rest on; `capacityFor` says how many rows so many registers may hold. */
export function compileGraph(
  nodes: readonly GraphNode[],
  kept: ReadonlySet<number>,
  capacityFor: (registers: number) => number,
): CompiledGraph {
  const all = reachable(nodes, kept)
  const dictionaries = dictionariesOf(nodes, all)
  const tables = foldLookups(nodes, all, dictionaries)
  const textOf = (index: number) => tables.get(index)?.column ?? lookedUp(nodes[index]!)
  const numbersOf = (index: number) => (textOf(index) === null ? argumentsOf(nodes[index]!) : [])
  const order = reachableBy(kept, nodes.length, (index) => [textOf(index) ?? [], numbersOf(index)].flat())
  const plan = planRegisters(nodes, order, kept, numbersOf)
  const capacity = capacityFor(plan.count)
  const numbers = Array.from({ length: plan.count }, () => new Float64Array(capacity))
  const registers = new Map<number, Register>()
  for (const index of order) {
    const slot = plan.slots.get(index)
    registers.set(index, slot === undefined ? new Int32Array(capacity) : numbers[slot]!)
  }
  const codes = (index: number) => registers.get(index) as Int32Array
  const number = (index: number) => registers.get(index) as Float64Array

  const inputs: Input[] = []
  const steps: Step[] = []
  for (const index of order) {
    const node = nodes[index]!
    const table = tables.get(index)
    if (node.op === 'column') inputs.push(inputOf(node.name, registers.get(index)!, dictionaries.get(index)))
    else if (node.op === 'const') number(index).fill(node.value)
    else if (table !== undefined) steps.push(codeTableKernel(codes(table.column), table.values, number(index)))
    else if (node.op === 'lookup') steps.push(sparseLookup(node, dictionaries.get(node.args[0])!, codes(node.args[0]), number(index)))
    else if (node.op === 'pick') steps.push(pickKernel(number(node.args[0]), node.values.length, codes(index)))
    else steps.push(numberStep(node, number, number(index)))
  }
  return { inputs, steps, registers, capacity }
}

const lookedUp = (node: GraphNode) => (node.op === 'lookup' ? node.args[0] : null)

function inputOf(name: string, register: Register, dictionary: Dictionary | undefined): Input {
  if (register instanceof Float64Array) return { type: 'number', name, register }
  return { type: 'string', name, register, dictionary: dictionary! }
}

function sparseLookup(node: GraphNode & { readonly op: 'lookup' }, dictionary: Dictionary, codes: Int32Array, out: Float64Array): Step {
  const values = new Map(node.keys.map((key, i) => [dictionary.get(key)!, node.values[i]!]))
  values.set(nullCode, node.missing)
  return sparseTableKernel(codes, values, node.other, out)
}
