import { type Json, parseJson, type TreeNode } from '@millrace/core'
import { importLimits } from '../import-limits.ts'
import { createUses } from '../index-of-uses.ts'
import { type Entry, faultAt, type Lines, linesOf, need, readEntries, readWhole } from './lines.ts'
import { readTree, type SplitArgument } from './read-tree.ts'

/** What a LightGBM text holds. */
export interface LightgbmFile {
  readonly version: string
  /** The objective and its options as written, or null where training used its own function. */
  readonly objective: string | null
  /** Trees of one iteration: one, or one a class. */
  readonly treesPerIteration: number
  /** Whether the output is of the mean of the trees, as for random forests. */
  readonly averageOutput: boolean
  readonly features: readonly string[]
  readonly trees: readonly TreeNode[]
  /** What each argument of the trees is. */
  readonly arguments: readonly SplitArgument[]
  /** Training parameters by name. */
  readonly parameters: ReadonlyMap<string, string>
  /** Values of the category columns of a pandas frame; null where there was none. */
  readonly pandasCategories: Json
}

/** Reads the text that `Booster.save_model` writes. */
export function readLightgbm(text: string): LightgbmFile {
  const lines = linesOf(text)
  if (lines.next() !== 'tree') throw faultAt(1, "the first line is not 'tree'")
  const header = readEntries(lines, isTreeStart)
  const { entries } = header
  const needed = (key: string) => need(entries, key, lines.line)
  const treesPerIteration = readWhole(needed('num_tree_per_iteration'), 1, importLimits.classes)
  const features = readFeatures(entries, lines)
  const uses = createUses<SplitArgument>(({ feature, reading }) => `${feature} ${reading}`)
  const trees: TreeNode[] = []
  for (let start = header.stopped; start?.startsWith('Tree='); ) {
    const { line } = lines
    if (trees.length >= importLimits.trees) throw faultAt(line, `there are more than ${importLimits.trees} trees`)
    const { entries: tree, stopped } = readEntries(lines, isTreeStart)
    trees.push(readTree(tree, { line, features: features.length, uses }))
    if (stopped === null) throw faultAt(lines.line, "the text ends before 'end of trees'")
    start = stopped
  }
  if (trees.length === 0) throw faultAt(lines.line, 'there is no tree')
  if (trees.length % treesPerIteration !== 0)
    throw faultAt(lines.line, `there are ${trees.length} trees, not ${treesPerIteration} an iteration`)
  return {
    version: entries.get('version')?.value.slice(0, 20) ?? 'unknown',
    objective: entries.get('objective')?.value ?? null,
    treesPerIteration,
    averageOutput: entries.has('average_output'),
    features,
    trees,
    arguments: uses.values,
    ...readFooter(lines),
  }
}

const isTreeStart = (line: string): boolean => line.startsWith('Tree=') || line === 'end of trees'

function readFeatures(entries: ReadonlyMap<string, Entry>, lines: Lines): readonly string[] {
  const count = readWhole(need(entries, 'max_feature_idx', lines.line), 0, importLimits.features - 1) + 1
  const { value, line } = need(entries, 'feature_names', lines.line)
  const names = value.split(' ', count + 1)
  if (names.length !== count) throw faultAt(line, `'feature_names' does not hold ${count} names`)
  const long = names.find((name) => name === '' || name.length > importLimits.nameLength)
  if (long !== undefined) throw faultAt(line, `a feature's name has ${long.length} characters; 1 to ${importLimits.nameLength} are read`)
  if (new Set(names).size < count) throw faultAt(line, 'two features have the same name')
  return names
}

/** After the trees come `[name: value]` lines and one line of JSON. */
function readFooter(lines: Lines): Pick<LightgbmFile, 'parameters' | 'pandasCategories'> {
  const parameters = new Map<string, string>()
  let pandasCategories: Json = null
  for (let line = lines.next(); line !== null; line = lines.next()) {
    if (line.startsWith('pandas_categorical:')) {
      const name = `LightGBM, pandas_categorical in line ${lines.line}`
      pandasCategories = parseJson(line.slice('pandas_categorical:'.length), { name, maxBytes: importLimits.bytes, maxDepth: 4 })
    }
    const parameter = /^\[([^:\]]{1,100}): (.{0,1000})\]$/.exec(line)
    if (parameter !== null && parameters.size < 1_000) parameters.set(parameter[1]!, parameter[2]!)
  }
  return { parameters, pandasCategories }
}
