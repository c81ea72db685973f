import type { GraphNode, OperationName } from '@millrace/core'
import type { Emitter, OnnxValue } from '../emitter.ts'
import type { TextCodes } from './text-codes.ts'
import type { TreeLeaves } from './tree-leaves.ts'

/** What printers of operations share. */
export interface PrintContext {
  readonly emit: Emitter
  /** Codes of the strings of a column. */
  readonly codes: TextCodes
  /** The leaves that rows reach in ensembles. */
  readonly leaves: TreeLeaves
}

/** Prints a node, whose arguments are printed. */
export type Printer<Name extends OperationName> = (
  node: GraphNode & { readonly op: Name },
  args: readonly OnnxValue[],
  context: PrintContext,
) => OnnxValue

/** A printer for each operation: one that is missing does not compile. Columns are inputs, which the graph's own printer declares. */
export type Printers = { readonly [Name in Exclude<OperationName, 'column'>]: Printer<Name> }
