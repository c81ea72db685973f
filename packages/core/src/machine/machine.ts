import type { Graph } from '../graph/graph.ts'
import { reachable } from '../graph/graph.ts'
import type { Column } from '../table/column.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import type { Step } from './kernels.ts'
import { compileSteps, type Register } from './compile-steps.ts'
import { createInputs, type Inputs } from './inputs.ts'

/** Rows in a block: a few kilobytes a register, so that a pipeline stays in the cache. */
const blockSize = 1024

/** Columns of equal length, by name: a `Table`, or anything that holds columns. */
export interface ColumnSource {
  /** Number of rows. */
  readonly rowCount: number
  /** The values of one column. */
  column(name: string): Column
}

/**
 * A graph made ready to run. Its registers are mutable: one machine a worker, and none across an `await`.
 */
export interface Machine {
  /** The columns that are read. */
  readonly inputs: Inputs
  /** Runs all rows in blocks and calls `visit` after each; it reads the first `count` rows of {@link Machine.register}. */
  runBlocks(source: ColumnSource, visit: (start: number, count: number) => void): void
  /** Runs the row that `inputs.setRow` was given: a block of one. */
  runRow(): void
  /** The register of a kept node. */
  register(node: number): Register
}

/**
 * Compiles the part of a graph that the kept nodes rest on.
 *
 * @param graph - the nodes
 * @param kept - indexes of the nodes whose registers are read after a run
 * @param capacity - rows in a block; 1 for a machine that runs single rows
 */
export function createMachine({ nodes }: Pick<Graph, 'nodes'>, kept: Iterable<number>, capacity: number = blockSize): Machine {
  const roots = new Set(kept)
  const order = reachable(nodes, roots)
  const inputs = createInputs(nodes, order)
  const { steps, registers } = compileSteps(nodes, order, roots, inputs, capacity)
  return Object.freeze({
    inputs,
    runBlocks(source, visit) {
      inputs.bind(source)
      for (let start = 0; start < source.rowCount; start += capacity) {
        const count = Math.min(capacity, source.rowCount - start)
        inputs.start = start
        runSteps(steps, count)
        visit(start, count)
      }
      inputs.release()
    },
    runRow() {
      inputs.start = 0
      runSteps(steps, 1)
    },
    register(node) {
      const register = registers.get(node)
      if (register === undefined) throw new RangeError(`node ${node} was not kept`)
      return register
    },
  } satisfies Machine)
}

function runSteps(steps: readonly Step[], count: number): void {
  for (let i = 0; i < steps.length; i++) steps[i]!(count)
}

/**
 * Runs a graph over a table.
 *
 * @param graph - a resolved graph
 * @param source - a table that has the columns which the graph reads
 * @returns one column an output, by name: numbers with null in place of infinity, or strings
 * @throws MillraceError `E_COLUMN_UNKNOWN` when the table lacks a column, `E_TABLE_INVALID` when one is of another physical kind
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, mul, runGraph } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = fromRows(Loan, [{ amount: 2 }, { amount: 3 }])
 * const { serving } = await fit(defineFeatures(Loan, ({ amount }) => ({ twice: mul(amount, 2) })), loans)
 * runGraph(serving, loans).get('twice') // => { type: 'number', values: Float64Array.of(4, 6) }
 * ```
 * @category Graph
 * @since 0.1.0
 */
export function runGraph(graph: Graph, source: ColumnSource): ReadonlyMap<string, Column> {
  const machine = createMachine(graph, graph.outputs.values())
  const targets = [...graph.outputs].map(([name, index]) => {
    const node = graph.nodes[index]!
    const register = machine.register(index)
    if (register instanceof Int32Array && node.op !== 'pick') throw textOutput(name)
    const column: Column =
      node.op === 'pick'
        ? { type: 'string', codes: new Int32Array(source.rowCount), dictionary: node.values }
        : { type: 'number', values: new Float64Array(source.rowCount) }
    return { name, register, column }
  })
  machine.runBlocks(source, (start, count) => {
    for (const { register, column } of targets) {
      if (column.type === 'string') column.codes.set((register as Int32Array).subarray(0, count), start)
      else copyFinite(register as Float64Array, column.values, start, count)
    }
  })
  return new Map(targets.map(({ name, column }) => [name, column]))
}

/** Infinity is null at an output. */
function copyFinite(from: Float64Array, to: Float64Array, start: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const value = from[i]!
    to[start + i] = value - value === 0 ? value : Number.NaN
  }
}

function textOutput(name: string): MillraceError {
  return new MillraceError({
    code: 'E_GRAPH_INVALID',
    message: `the output '${name}' is a string column; strings leave a graph through 'pick' alone`,
    details: { output: name },
  })
}
