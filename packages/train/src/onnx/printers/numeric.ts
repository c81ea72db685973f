import type { Emitter, OnnxValue } from '../emitter.ts'

/** Whether a number is null. */
export const isNan = (emit: Emitter, x: OnnxValue) => emit.node('IsNaN', [x])

/** Whether both hold. */
export const both = (emit: Emitter, a: OnnxValue, b: OnnxValue) => emit.node('And', [a, b])

/** Whether one holds at least. */
export const either = (emit: Emitter, a: OnnxValue, b: OnnxValue) => emit.node('Or', [a, b])

/** The second where the first holds, else the third. */
export const where = (emit: Emitter, condition: OnnxValue, then: OnnxValue, otherwise: OnnxValue) =>
  emit.node('Where', [condition, then, otherwise])

/** Null where the condition holds, else the number. */
export const nullWhere = (emit: Emitter, condition: OnnxValue, x: OnnxValue) => where(emit, condition, emit.number(Number.NaN), x)

/** Whether a condition holds: it is neither null nor 0. */
export const holds = (emit: Emitter, x: OnnxValue) =>
  both(emit, emit.node('Not', [isNan(emit, x)]), emit.node('Not', [emit.node('Equal', [x, emit.number(0)])]))

/** Whether a number is one of the whole numbers from 0 up to one below the count. */
export function isIndex(emit: Emitter, x: OnnxValue, count: number): OnnxValue {
  const inRange = both(emit, emit.node('GreaterOrEqual', [x, emit.number(0)]), emit.node('Less', [x, emit.number(count)]))
  return both(emit, inRange, emit.node('Equal', [x, emit.node('Floor', [x])]))
}
