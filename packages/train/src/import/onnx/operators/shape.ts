import { indexOfGreatest } from '../../../model/targets/most-probable.ts'
import type { NodeView } from '../node-view.ts'
import { elementType } from '../tensor.ts'
import { type Labels, numbersOf, type Value } from '../value.ts'

/** Operators that move columns about, and those that leave them as they are. */
export const shape: Readonly<Record<string, (node: NodeView) => Value[]>> = {
  Identity: (node) => [node.value(0)],
  ZipMap: (node) => [node.value(0)],
  Flatten: (node) => [node.value(0)],
  Dropout: (node) => [node.value(0)],
  Cast(node) {
    const value = node.value(0)
    const type = elementType(node.int('to', 0), `the result of Cast '${node.name}'`)
    if (value.kind === 'numbers' && type !== 'string') return [{ ...value, type }]
    if (value.kind === 'labels' || (value.kind === 'texts' && type === 'string')) return [value]
    if (value.kind === 'constant' && type !== 'string' && value.type !== 'string') return [{ ...value, type }]
    throw node.unsupported('from or to strings is not read')
  },
  Concat(node) {
    const values = node.inputs.map((_, i) => node.value(i))
    if (values.every((value) => value.kind === 'texts')) return [{ kind: 'texts', columns: values.flatMap(({ columns }) => columns) }]
    const numbers = node.inputs.map((_, i) => node.numbers(i))
    if (node.int('axis', 1) === 0) throw node.unsupported('over rows is not read')
    return [
      numbersOf(
        numbers.some(({ type }) => type === 'double') ? 'double' : numbers[0]!.type,
        numbers.flatMap(({ columns }) => columns),
      ),
    ]
  },
  FeatureVectorizer: (node) => [
    numbersOf(
      'float',
      node.inputs.flatMap((_, i) => node.numbers(i).columns),
    ),
  ],
  Reshape(node) {
    const value = node.value(0)
    const dims = node.inputs[1] === undefined ? node.ints('shape') : node.constant(1).values.map(Number)
    const width = value.kind === 'numbers' || value.kind === 'texts' ? value.columns.length : 1
    const rest = dims.slice(1).reduce((product, dim) => product * dim, 1)
    const keeps = (dims[0] === -1 || dims[0] === 0) && (rest === width || rest === -1 || rest === 0)
    if (value.kind === 'constant' || !keeps)
      throw node.unsupported(`to [${dims.slice(0, 8).join(', ')}] is not read where there are ${width} columns`)
    return [value]
  },
  Gather(node) {
    const value = node.value(0)
    if (value.kind === 'constant') return [relabelled(node, value.values, node.value(1))]
    if (node.int('axis', 0) !== 1) throw node.unsupported('of rows is not read')
    return [picked(node, value)]
  },
  ArrayFeatureExtractor(node) {
    const value = node.value(0)
    return [value.kind === 'constant' ? relabelled(node, value.values, node.value(1)) : picked(node, value)]
  },
  ArgMax(node) {
    const { columns } = node.numbers(0)
    const axis = node.int('axis', 0)
    if ((axis !== 1 && axis !== -1) || node.int('select_last_index', 0) !== 0)
      throw node.unsupported('over rows, or for the last of equals, is not read')
    const scores = columns.map(({ expr }) => expr)
    if (scores.length === 0) throw node.invalid('there are no columns')
    return [{ kind: 'labels', labels: scores.map((_, k) => k), index: indexOfGreatest(scores), scores, probabilities: scores }]
  },
}

/** The labels that indexes stand for. */
function relabelled(node: NodeView, names: readonly (string | number)[], value: Value): Labels {
  if (value.kind !== 'labels') throw node.unsupported('of a constant is only read for labels')
  const labels = value.labels.map((at) => names[Number(at)])
  if (labels.includes(undefined)) throw node.invalid(`it names ${names.length} labels, and ${value.labels.length} are needed`)
  return { ...value, labels: labels as (string | number)[] }
}

function picked(node: NodeView, value: Value): Value {
  if (value.kind !== 'numbers' && value.kind !== 'texts') throw node.unsupported(`of ${value.kind} is not read`)
  const at = node.constant(1).values.map(Number)
  const wrong = at.find((j) => value.columns[j < 0 ? j + value.columns.length : j] === undefined)
  if (wrong !== undefined) throw node.invalid(`it picks column ${wrong} of ${value.columns.length}`)
  return { ...value, columns: at.map((j) => value.columns[j < 0 ? j + value.columns.length : j]!) } as Value
}
