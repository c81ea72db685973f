// Imports the package, fits 614 rows once, and prints the milliseconds since Node had started.
//
//   tsx cold-start.ts FOLDER
import { readTable } from '../support/table.ts'

const { names, train } = readTable(process.argv[2]!)
const start = performance.now()
const { gradientBoosting } = await import('@millrace/train')
const trainer = gradientBoosting({ trees: 100, maxLeaves: 31, learningRate: 0.1, minRows: 20, rowShare: 1, earlyStopping: false })
await trainer.fit({ names, features: train.features, target: train.label }, { seed: 7 })
console.log(performance.now() - start)
process.exit(0)
