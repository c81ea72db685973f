// Fits 100 trees of 31 leaves to a table and prints how many rows a second TreeSHAP explains, on one thread.
//
//   tsx explain.ts FOLDER
import { explainTrees } from '@millrace/core'
import { gradientBoosting } from '@millrace/train'
import { readTable } from '../support/table.ts'

const { names, categories, train, test } = readTable(process.argv[2]!)
const trainer = gradientBoosting({
  trees: 100,
  maxLeaves: 31,
  learningRate: 0.1,
  minRows: 20,
  rowShare: 1,
  earlyStopping: false,
  threads: 1,
})
const { operations } = await trainer.fit({ names, categories, features: train.features, target: train.label }, { seed: 7 })
const [operation] = operations
if (operation?.op !== 'trees') throw new Error('boosting gave no trees')

const rows = 2000
const features = test.features.map((values) => values.slice(0, rows))
let seconds = Number.POSITIVE_INFINITY
for (let round = 0; round < 4; round++) {
  const start = performance.now()
  explainTrees(operation.trees, { features })
  seconds = Math.min(seconds, (performance.now() - start) / 1000)
}
console.log(rows / seconds)
process.exit(0)
