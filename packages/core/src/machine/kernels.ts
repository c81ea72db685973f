import type { BinaryName, UnaryName } from '../graph/operation.ts'
import { cellOf } from './cell-of.ts'

/** Computes the first `count` rows of a register. */
export type Step = (count: number) => void

type Values = Float64Array
type Unary = (a: Values, out: Values) => Step
type Binary = (a: Values, b: Values, out: Values) => Step

/** Loops over one register. Each is a function of its own, so that the compiler of the engine sees one operation in a loop. */
export const unaryKernels: Readonly<Record<UnaryName, Unary>> = {
  not: (a, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      out[i] = x !== x ? x : x === 0 ? 1 : 0
    }
  },
  isNull: (a, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      out[i] = x !== x ? 1 : 0
    }
  },
  floor: (a, out) => (count) => {
    for (let i = 0; i < count; i++) out[i] = Math.floor(a[i]!)
  },
  abs: (a, out) => (count) => {
    for (let i = 0; i < count; i++) out[i] = Math.abs(a[i]!)
  },
  sqrt: (a, out) => (count) => {
    for (let i = 0; i < count; i++) out[i] = Math.sqrt(a[i]!)
  },
  log: (a, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      out[i] = x > 0 ? Math.log(x) : Number.NaN
    }
  },
  exp: (a, out) => (count) => {
    for (let i = 0; i < count; i++) out[i] = Math.exp(a[i]!)
  },
}

/** Loops over two registers. */
export const binaryKernels: Readonly<Record<BinaryName, Binary>> = {
  add: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) out[i] = a[i]! + b[i]!
  },
  sub: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) out[i] = a[i]! - b[i]!
  },
  mul: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) out[i] = a[i]! * b[i]!
  },
  div: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const divisor = b[i]!
      out[i] = divisor === 0 ? Number.NaN : a[i]! / divisor
    }
  },
  pow: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const base = a[i]!
      const exponent = b[i]!
      out[i] = base !== base || (base === 0 && exponent < 0) ? Number.NaN : base ** exponent
    }
  },
  min: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      const y = b[i]!
      out[i] = x <= y || x !== x ? x : y
    }
  },
  max: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      const y = b[i]!
      out[i] = x >= y || x !== x ? x : y
    }
  },
  lt: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      const y = b[i]!
      out[i] = x < y ? 1 : x >= y ? 0 : Number.NaN
    }
  },
  le: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      const y = b[i]!
      out[i] = x <= y ? 1 : x > y ? 0 : Number.NaN
    }
  },
  eq: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      const y = b[i]!
      out[i] = x !== x || y !== y ? Number.NaN : x === y ? 1 : 0
    }
  },
  and: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      const y = b[i]!
      out[i] = x === 0 || y === 0 ? 0 : x !== x || y !== y ? Number.NaN : 1
    }
  },
  or: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      const y = b[i]!
      out[i] = (x === x && x !== 0) || (y === y && y !== 0) ? 1 : x !== x || y !== y ? Number.NaN : 0
    }
  },
  coalesce: (a, b, out) => (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      out[i] = x !== x ? b[i]! : x
    }
  },
}

/** The second register where the first holds, else the third. */
export function whenKernel(condition: Values, then: Values, otherwise: Values, out: Values): Step {
  return (count) => {
    for (let i = 0; i < count; i++) {
      const holds = condition[i]!
      out[i] = holds === holds && holds !== 0 ? then[i]! : otherwise[i]!
    }
  }
}

/** The number of edges at or below each value. */
export function bucketKernel(a: Values, edges: Values, out: Values): Step {
  return (count) => {
    for (let i = 0; i < count; i++) {
      const x = a[i]!
      out[i] = x !== x ? x : cellOf(edges, x)
    }
  }
}

/** The number that stands for each code. */
export function codeTableKernel(codes: Int32Array, table: Values, out: Values): Step {
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = table[codes[i]!]!
  }
}

/** {@link codeTableKernel} for few codes of many; `other` stands for the rest. */
export function sparseTableKernel(codes: Int32Array, table: ReadonlyMap<number, number>, other: number, out: Values): Step {
  return (count) => {
    for (let i = 0; i < count; i++) out[i] = table.get(codes[i]!) ?? other
  }
}

/** The index as a code, -1 where it is null, no integer or out of range. */
export function pickKernel(index: Values, length: number, out: Int32Array): Step {
  return (count) => {
    for (let i = 0; i < count; i++) {
      const x = index[i]!
      out[i] = x >= 0 && x < length && x === Math.floor(x) ? x : -1
    }
  }
}

/** A weighted sum, in the order of the weights; a single row is summed in a variable, to the same bits. */
export function linearKernel(features: readonly Values[], weights: Values, intercept: number, out: Values): Step {
  return (count) => {
    if (count === 1) {
      let sum = intercept
      for (let j = 0; j < features.length; j++) sum += weights[j]! * features[j]![0]!
      out[0] = sum
      return
    }
    out.fill(intercept, 0, count)
    for (let j = 0; j < features.length; j++) {
      const feature = features[j]!
      const weight = weights[j]!
      for (let i = 0; i < count; i++) out[i] = out[i]! + weight * feature[i]!
    }
  }
}
