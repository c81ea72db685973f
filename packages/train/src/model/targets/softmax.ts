import { add, div, type Expr, exp, greatest, gt, sub, when } from '@millrace/core'

/** `exp(x) / sum(exp(x))`, from the differences to the greatest, so that nothing overflows. */
export function softmax(logits: readonly Expr<number>[]): Expr<number>[] {
  const most = logits.reduce((one, other) => greatest(one, other))
  const powers = logits.map((logit) => exp(sub(logit, most)) as Expr<number>)
  const total = sum(powers)
  return powers.map((power) => div(power, total) as Expr<number>)
}

/** Shares of a sum; equal ones where the sum is 0. */
export function normalise(parts: readonly Expr<number>[]): Expr<number>[] {
  const total = sum(parts)
  const known = gt(total, 0)
  return parts.map((part) => when(known, div(part, total) as Expr<number>, 1 / parts.length))
}

const sum = (parts: readonly Expr<number>[]) => parts.reduce((total, part) => add(total, part))
