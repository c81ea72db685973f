// Fits one of our trainers to one table of the peers and prints one line of JSON, as the peers' fit.py does.
//
//   tsx fit.ts CONTENDER FOLDER THREADS [webassembly|typescript]
import { readFileSync, writeFileSync } from 'node:fs'
import { createMachine, type EstimatorOperation, estimate, extendGraph, type Graph, type Trainer } from '@millrace/core'
import { auc, logLoss } from '@millrace/core/metrics'
import { gradientBoosting, logisticRegression, randomForest } from '@millrace/train'
import { type BenchTable, type Part, readTable } from '../support/table.ts'

const [contender = '', folder = '', threadsText = '1', kernel = 'auto'] = process.argv.slice(2)
const threads = Number(threadsText)
const common = { trees: 100, threads } as const
const trainers: Readonly<Record<string, () => Trainer>> = {
  boosting: () =>
    gradientBoosting({
      ...common,
      maxLeaves: 31,
      learningRate: 0.1,
      minRows: 20,
      rowShare: 1,
      earlyStopping: false,
      kernel: kernel as 'auto' | 'typescript' | 'webassembly',
    }),
  forest: () => randomForest(common),
  logistic: () => logisticRegression({ l2: 1 }),
}

const table = prepared(readTable(folder))
resetPeak()
const before = residentMb('VmRSS')
const { seconds, cpuSeconds, result } = await best(3)
const peak = residentMb('VmHWM')
const graph = graphOf(result.operations, table)
const { score, rowsPerSecond } = predictBatch(graph, table.test)
const probability = result.scale === 'probability' ? score : score.map((one) => 1 / (1 + Math.exp(-one)))
console.log(
  JSON.stringify({
    contender,
    fit_s: seconds,
    fit_cpu_s: cpuSeconds,
    predict_rows_per_s: rowsPerSecond,
    single_row_us: predictOne(graph, table.test),
    auc: auc({ label: table.test.label, score: probability }),
    log_loss: logLoss({ label: table.test.label, score: probability }),
    fit_mb: peak - before,
  }),
)
process.exit(0)

/** The least wall and processor time of as many fits as some seconds allow; new columns for each, so that nothing is remembered. */
async function best(forSeconds: number) {
  const { names, categories, train } = table
  let [seconds, cpuSeconds, spent] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0]
  for (;;) {
    const start = performance.now()
    const cpu = process.cpuUsage()
    const result = await trainers[contender]!().fit({ names, categories, features: [...train.features], target: train.label }, { seed: 7 })
    const took = (performance.now() - start) / 1000
    const used = process.cpuUsage(cpu)
    seconds = Math.min(seconds, took)
    cpuSeconds = Math.min(cpuSeconds, (used.user + used.system) / 1e6)
    spent += took
    if (spent >= forSeconds) return { seconds, cpuSeconds, result }
  }
}

/** Logistic regression gets standardised columns, as the peers' does; preparing is not part of the fit. */
function prepared(given: BenchTable): BenchTable {
  if (contender !== 'logistic') return given
  const scales = given.train.features.map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) }
  })
  const scaled = ({ features, label }: Part): Part => ({
    label,
    features: features.map((values, j) => values.map((value) => (value - scales[j]!.mean) / scales[j]!.deviation)),
  })
  return { ...given, train: scaled(given.train), test: scaled(given.test) }
}

function graphOf([operation]: readonly EstimatorOperation[], { names }: BenchTable): Graph {
  const nodes = names.map((name) => ({ op: 'column', name, type: 'number' }) as const)
  const columns: Graph = { nodes, outputs: new Map(names.map((name, index) => [name, index])) }
  return extendGraph(columns, ({ output }) => ({ score: estimate(operation!, names.map(output)) }))
}

function predictBatch(graph: Graph, { features, label }: Part) {
  const node = graph.outputs.get('score')!
  const machine = createMachine(graph, [node])
  const score = new Float64Array(label.length)
  const values = new Map(table.names.map((name, j) => [name, { type: 'number', values: features[j]! } as const]))
  let seconds = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const start = performance.now()
    machine.runBlocks({ rowCount: label.length, column: (name) => values.get(name)! }, (from, count) => {
      score.set(machine.register(node).subarray(0, count) as Float64Array, from)
    })
    seconds = Math.min(seconds, (performance.now() - start) / 1000)
  }
  return { score, rowsPerSecond: label.length / seconds }
}

function predictOne(graph: Graph, { features }: Part): number {
  const machine = createMachine(graph, [graph.outputs.get('score')!], { blockSize: 1 })
  const columns = machine.names.map((name) => features[table.names.indexOf(name)]!)
  const rows = Array.from({ length: 2000 }, (_, row) => columns.map((column) => column[row]!))
  for (const row of rows) machine.runRow(row)
  const times = rows.map((row) => {
    const start = performance.now()
    for (let repeat = 0; repeat < 10; repeat++) machine.runRow(row)
    return ((performance.now() - start) * 1000) / 10
  })
  return times.sort((a, b) => a - b)[times.length >> 1]!
}

/** Lets the high-water mark of memory start anew, where the kernel can. */
function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {}
}

function residentMb(field: 'VmRSS' | 'VmHWM'): number {
  try {
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}
