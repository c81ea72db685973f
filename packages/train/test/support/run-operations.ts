import { createMachine, type EstimatorOperation, type TrainingData } from '@millrace/core'

/** What core computes for the rows of some features: one array an operation. */
export function runOperations(
  operations: readonly EstimatorOperation[],
  { features, names }: Pick<TrainingData, 'features' | 'names'>,
): Float64Array[] {
  const columns = names.map((name) => ({ op: 'column' as const, name, type: 'number' as const }))
  const args = names.map((_, index) => index)
  const nodes = [...columns, ...operations.map((operation) => ({ ...operation, args }))]
  const kept = operations.map((_, index) => columns.length + index)
  const machine = createMachine({ nodes }, kept)
  const rows = features[0]?.length ?? 0
  const results = operations.map(() => new Float64Array(rows))
  const column = (name: string) => ({ type: 'number' as const, values: features[names.indexOf(name)]! })
  machine.runBlocks({ rowCount: rows, column }, (start, count) => {
    results.forEach((result, index) => {
      result.set((machine.register(kept[index]!) as Float64Array).subarray(0, count), start)
    })
  })
  return results
}
