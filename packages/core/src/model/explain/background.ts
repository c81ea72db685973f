import type { Graph } from '../../graph/graph.ts'
import type { ColumnSource } from '../../machine/column-source.ts'
import { createMachine } from '../../machine/machine.ts'

/** Most background rows: the work of an explanation grows with them, and its error only falls with their root. */
const mostBackgroundRows = 10_000

/** The arguments of the node over a table of background rows. */
export function backgroundColumns(graph: Graph, args: readonly number[], table: ColumnSource, caller: string): Float64Array[] {
  const { rowCount } = table
  if (!(rowCount >= 1 && rowCount <= mostBackgroundRows)) {
    throw new RangeError(
      `${caller}: the background has ${rowCount} rows; give from 1 to ${mostBackgroundRows}, a sample of the training rows`,
    )
  }
  const machine = createMachine(graph, args)
  const registers = args.map((argument) => machine.register(argument) as Float64Array)
  const columns = args.map(() => new Float64Array(rowCount))
  machine.runBlocks(table, (start, count) => {
    registers.forEach((register, place) => {
      columns[place]!.set(register.subarray(0, count), start)
    })
  })
  return columns
}
