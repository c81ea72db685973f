import type { Benchmark } from '../../../scripts/bench/benchmark.ts'
import { type Random, seededRandom } from '../src/random/random.ts'
import { buildTrees, type TreeNode } from '../src/trees/build-trees.ts'
import { type CompiledTrees, compileTrees } from '../src/trees/compile-trees.ts'
import { predictTrees } from '../src/trees/predict-trees.ts'
import { treesExplainer } from '../src/trees/shap/explain-trees.ts'
import type { TreeEnsemble } from '../src/trees/tree-ensemble.ts'

const features = 30
const trees = 100
const leaves = 31
const blockLength = 1024
const blockCount = 100

/** A region of the unit cube that a tree has not split yet, or has split. */
interface Region {
  readonly low: readonly number[]
  readonly high: readonly number[]
  readonly mass: number
  readonly gain: number
  split: { readonly feature: number; readonly threshold: number; readonly left: Region; readonly right: Region } | null
}

/** Leaf-wise growth: the region of the largest (drawn) gain is split next, as boosting does; deepest paths of 8 to 16 splits, 10.5 on average. */
function growTree(random: Random): TreeNode {
  const region = (low: readonly number[], high: readonly number[], mass: number): Region => {
    const gain = mass ** 0.6 * (0.01 + random.next() ** 5)
    return { low, high, mass, gain, split: null }
  }
  const root = region(new Array(features).fill(0), new Array(features).fill(1), 1)
  const open = [root]
  while (open.length < leaves) {
    open.sort((a, b) => a.gain - b.gain)
    const next = open.pop()!
    const feature = Math.floor(random.next() * random.next() * features)
    const share = 0.05 + 0.9 * random.next()
    const threshold = next.low[feature]! + share * (next.high[feature]! - next.low[feature]!)
    const left = region(next.low, next.high.with(feature, threshold), next.mass * share)
    const right = region(next.low.with(feature, threshold), next.high, next.mass * (1 - share))
    next.split = { feature, threshold, left, right }
    open.push(left, right)
  }
  const node = ({ split, mass }: Region): TreeNode =>
    split === null
      ? { value: random.next() - 0.5, cover: mass }
      : { ...split, left: node(split.left), right: node(split.right), missingLeft: random.next() < 0.5, cover: mass }
  return node(root)
}

interface Generated {
  readonly ensemble: TreeEnsemble
  readonly compiled: CompiledTrees
  readonly blocks: readonly (readonly Float64Array[])[]
}

function generate(): Generated {
  const random = seededRandom(7)
  const ensemble = buildTrees(
    Array.from({ length: trees }, () => growTree(random)),
    { base: 0, aggregate: 'sum' },
  )
  const column = () => Float64Array.from({ length: blockLength }, () => (random.next() < 0.02 ? Number.NaN : random.next()))
  const blocks = Array.from({ length: blockCount }, () => Array.from({ length: features }, column))
  return { ensemble, compiled: compileTrees(ensemble), blocks }
}

/** Uses a result, so that no work is optimised away. */
function consume(total: number): void {
  if (!Number.isFinite(total)) throw new Error(`the trees gave ${total}`)
}

/** Speed of the `trees` operation on leaf-wise trees of 31 leaves over 30 features, 2 % of them null. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'trees: 100 trees, rows per second on one core',
    unit: 'rows/s',
    goal: 400_000,
    atMost: false,
    peer: null,
    prepare() {
      const { compiled, blocks } = generate()
      const out = new Float64Array(blockLength)
      const ours = () => {
        const start = performance.now()
        let total = 0
        for (const block of blocks) {
          predictTrees(compiled, block, blockLength, out)
          total += out[0]!
        }
        consume(total)
        return (blockCount * blockLength * 1000) / (performance.now() - start)
      }
      return { ours }
    },
  },
  {
    name: 'trees: one row, 100 trees',
    unit: 'us',
    goal: 6,
    atMost: true,
    peer: null,
    prepare() {
      const { compiled, blocks } = generate()
      const registers = Array.from({ length: features }, () => new Float64Array(1))
      const out = new Float64Array(1)
      const ours = () => {
        const start = performance.now()
        let total = 0
        for (const block of blocks) {
          for (let row = 0; row < blockLength; row++) {
            for (let feature = 0; feature < features; feature++) registers[feature]![0] = block[feature]![row]!
            predictTrees(compiled, registers, 1, out)
            total += out[0]!
          }
        }
        consume(total)
        return ((performance.now() - start) * 1000) / (blockCount * blockLength)
      }
      return { ours }
    },
  },
  {
    name: 'trees: TreeSHAP, 100 trees, rows per second on one core',
    unit: 'rows/s',
    goal: 3_000,
    atMost: false,
    peer: null,
    prepare() {
      const { ensemble, blocks } = generate()
      const { explain } = treesExplainer(ensemble, features)
      const out = new Float64Array(blockLength * features)
      const ours = () => {
        const start = performance.now()
        explain(blocks[0]!, 0, blockLength, out)
        consume(out[0]!)
        return (blockLength * 1000) / (performance.now() - start)
      }
      return { ours }
    },
  },
]
