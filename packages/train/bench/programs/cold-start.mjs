// Imports the package and fits 614 rows of 11 columns once, and prints the milliseconds that took since Node had started. Plain JavaScript, since a loader for TypeScript
// would be measured too.
import { performance } from 'node:perf_hooks'

const rows = 614
const features = Array.from({ length: 11 }, (_, j) => Float64Array.from({ length: rows }, (_, row) => Math.sin((row + 1) * (j + 1.7)) * 10))
const target = Float64Array.from({ length: rows }, (_, row) =>
  Number(Math.sin((row + 1) * 1.7) + Math.sin((row + 1) * 2.7) * Math.cos(row) > 0),
)
const { gradientBoosting } = await import('@millrace/train')
const trainer = gradientBoosting({ trees: 100, maxLeaves: 31, learningRate: 0.1, minRows: 20, rowShare: 1, earlyStopping: false })
await trainer.fit({ names: features.map((_, j) => `x${j}`), features, target }, { seed: 7 })
console.log(performance.now() - performance.nodeTiming.bootstrapComplete)
process.exit(0)
