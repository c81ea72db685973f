import type { MillraceError } from '@millrace/core'
import { invalidFile, shorten, unsupportedFile } from '../import-error.ts'
import type { AttributeMessage, NodeMessage } from './read-model.ts'
import { readTensor } from './tensor.ts'
import type { Constant, Labels, Numbers, Texts, Value } from './value.ts'

/** A node while it is read: its inputs and attributes, each checked when it is asked for. */
export class NodeView {
  readonly op: string
  /** Name of its first output. */
  readonly name: string
  readonly inputs: readonly (Value | undefined)[]
  readonly #attributes: ReadonlyMap<string, AttributeMessage>

  constructor(node: NodeMessage, inputs: readonly (Value | undefined)[]) {
    this.op = node.op ?? ''
    this.name = node.output?.[0] ?? this.op
    this.inputs = inputs
    this.#attributes = new Map((node.attributes ?? []).map((attribute) => [attribute.name ?? '', attribute]))
  }

  /** The error for a node that is not as the format says. */
  invalid(problem: string): MillraceError {
    return invalidFile('ONNX', `node '${shorten(this.name)}' (${shorten(this.op)})`, problem, { operator: shorten(this.op) })
  }

  /** The error for a node that does what is not read. */
  unsupported(what: string): MillraceError {
    return unsupportedFile('ONNX', `node '${this.name}': ${this.op} ${what}`, { operator: shorten(this.op) })
  }

  has(name: string): boolean {
    return this.#attributes.has(name)
  }

  int(name: string, otherwise: number): number {
    return this.#attributes.has(name) ? (this.#attributes.get(name)!.i ?? 0) : otherwise
  }

  float(name: string, otherwise: number): number {
    return this.#attributes.has(name) ? (this.#attributes.get(name)!.f ?? 0) : otherwise
  }

  text(name: string, otherwise: string): string {
    return this.#attributes.has(name) ? (this.#attributes.get(name)!.s ?? '') : otherwise
  }

  ints(name: string): readonly number[] {
    return this.#attributes.get(name)?.ints ?? []
  }

  texts(name: string): readonly string[] {
    return this.#attributes.get(name)?.strings ?? []
  }

  /** Finite numbers. */
  floats(name: string): readonly number[] {
    return this.#finite(name, this.#attributes.get(name)?.floats ?? [])
  }

  /** Finite numbers, from a list or, in double precision, from a tensor beside it. */
  weights(name: string): readonly number[] {
    return this.#finite(name, this.#either(name))
  }

  /** As `weights`, and infinite ones too: scikit-learn splits null from all numbers by an infinite threshold. */
  thresholds(name: string): readonly number[] {
    const clamped = this.#either(name).map((value) =>
      typeof value === 'number' ? Math.max(-Number.MAX_VALUE, Math.min(value, Number.MAX_VALUE)) : value,
    )
    return this.#finite(name, clamped)
  }

  tensor(name: string): Constant | undefined {
    const tensor = this.#attributes.get(name)?.t
    return tensor && readTensor(tensor)
  }

  numbers(index: number): Numbers {
    const value = this.inputs[index]
    if (value?.kind !== 'numbers') throw this.unsupported(`reads ${described(value)} where numbers are needed`)
    return value
  }

  constant(index: number): Constant {
    const value = this.inputs[index]
    if (value?.kind !== 'constant') throw this.unsupported(`reads ${described(value)} where a constant is needed`)
    return value
  }

  /** The one input that may be of several kinds. */
  value(index: number): Numbers | Texts | Labels | Constant {
    const value = this.inputs[index]
    if (value === undefined) throw this.invalid(`its input ${index} does not exist`)
    return value
  }

  #either(name: string): readonly (number | string)[] {
    return this.tensor(`${name}_as_tensor`)?.values ?? this.#attributes.get(name)?.floats ?? []
  }

  #finite(name: string, values: readonly (number | string)[]): readonly number[] {
    const wrong = values.find((value) => typeof value !== 'number' || !Number.isFinite(value))
    if (wrong !== undefined) throw this.invalid(`'${name}' holds ${wrong}, which is not a finite number`)
    return values as readonly number[]
  }
}

const described = (value: Value | undefined) => (value === undefined ? 'nothing' : value.kind === 'constant' ? 'a constant' : value.kind)
