import type { Attributes } from './protobuf/attribute.ts'
import type { OnnxNode } from './protobuf/model.ts'
import { type ElementType, elementTypes, type Tensor } from './protobuf/tensor.ts'

/** A value of the ONNX graph. */
export interface OnnxValue {
  readonly name: string
  /** Whether it has a first dimension of rows; else it is a constant, or made of constants. */
  readonly hasRows: boolean
}

/** Collects the nodes and constants of an ONNX graph; equal ones become one. */
export interface Emitter {
  /** The nodes so far, in the order in which they run. */
  readonly nodes: readonly OnnxNode[]
  /** The constants so far, by name. */
  readonly constants: ReadonlyMap<string, Tensor>
  /** The value of a node over others. */
  node(operation: string, inputs: readonly OnnxValue[], attributes?: Attributes): OnnxValue
  /** A number. */
  number(value: number): OnnxValue
  /** A constant tensor. */
  tensor(tensor: Tensor): OnnxValue
  /** Another type of elements. */
  cast(value: OnnxValue, type: ElementType): OnnxValue
  /** `[rows, 1]` as `[rows]`. */
  vector(value: OnnxValue): OnnxValue
  /** A scalar as `[rows]`; what has rows as it is. */
  rows(value: OnnxValue): OnnxValue
  /** The vectors side by side, `[rows, columns]`. */
  matrix(values: readonly OnnxValue[]): OnnxValue
  /** Gives a value the name that it has outside. */
  output(name: string, value: OnnxValue): void
}

/** What an emitter must know. */
export interface EmitterOptions {
  /** Names of inputs and outputs, which no other value may have. */
  readonly reserved: ReadonlySet<string>
  /** An input, whose rows are counted; absent where there is none, and values are of one row. */
  readonly rows: OnnxValue | undefined
}

/** Operators that are not of ONNX's own domain. */
const machineLearning: ReadonlySet<string> = new Set(['LabelEncoder', 'TreeEnsembleRegressor'])

/** Starts an ONNX graph. */
export function createEmitter({ reserved, rows }: EmitterOptions): Emitter {
  const nodes: OnnxNode[] = []
  const constants = new Map<string, Tensor>()
  const known = new Map<string, OnnxValue>()
  let names = 0
  const newName = (): string => {
    const name = `v${names++}`
    return reserved.has(name) ? newName() : name
  }
  const once = (key: string | null, make: () => OnnxValue): OnnxValue => {
    const found = key === null ? undefined : known.get(key)
    if (found !== undefined) return found
    const made = make()
    if (key !== null) known.set(key, made)
    return made
  }
  const push = (operation: string, inputs: readonly OnnxValue[], output: string, attributes: Attributes): OnnxValue => {
    const domain = machineLearning.has(operation) ? 'ai.onnx.ml' : ''
    nodes.push({ operation, domain, inputs: inputs.map(({ name }) => name), output, attributes })
    return { name: output, hasRows: inputs.some(({ hasRows }) => hasRows) }
  }
  const emitter: Emitter = {
    nodes,
    constants,
    node: (operation, inputs, attributes = {}) =>
      once(nodeKey(operation, inputs, attributes), () => push(operation, inputs, newName(), attributes)),
    number(value) {
      const scalar = emitter.tensor({ type: 'double', shape: [], values: [value] })
      return isMistaken(value) ? emitter.rows(scalar) : scalar
    },
    tensor: (tensor) =>
      once(tensorKey(tensor), () => {
        const name = newName()
        constants.set(name, tensor)
        return { name, hasRows: false }
      }),
    cast: (value, type) => emitter.node('Cast', [value], { to: elementTypes[type] }),
    vector: (value) => emitter.node('Reshape', [value, emitter.tensor(shape(-1))]),
    rows(value) {
      if (value.hasRows) return value
      const count = rows === undefined ? emitter.tensor(shape(1)) : emitter.node('Shape', [emitter.vector(rows)])
      return { ...emitter.node('Expand', [value, count]), hasRows: true }
    },
    matrix(values) {
      const columns = values.map((value) => emitter.node('Reshape', [emitter.rows(value), emitter.tensor(shape(-1, 1))]))
      return columns.length === 1 ? columns[0]! : emitter.node('Concat', columns, { axis: 1 })
    },
    output(name, value) {
      push('Identity', [emitter.rows(value)], name, {})
    },
  }
  return Object.freeze(emitter)
}

/** onnxruntime drops the sum with a constant 0 and the product with a constant 1, but looks at them in float32; what is not constant stays. */
const isMistaken = (value: number) => [0, 1].some((neutral) => value !== neutral && Math.fround(value) === neutral)

const shape = (...dimensions: readonly number[]): Tensor => ({ type: 'int64', shape: [dimensions.length], values: dimensions })

/** A text that equal nodes share; null for those whose attributes are large. */
function nodeKey(operation: string, inputs: readonly OnnxValue[], attributes: Attributes): string | null {
  if (Object.values(attributes).some((value) => typeof value !== 'number')) return null
  return JSON.stringify([operation, inputs.map(({ name }) => name), attributes])
}

/** A text that equal tensors share; null for large ones. */
function tensorKey({ type, shape, values }: Tensor): string | null {
  if (type === 'string' || values.length > 8) return null
  return `${type} ${shape} ${Array.from(values, (value) => (Object.is(value, -0) ? '-0' : value))}`
}
