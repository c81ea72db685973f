/** How packed gradients and hessians become numbers of the loss, in one round. */
export interface Units {
  /** What gradients and hessians were multiplied with. */
  readonly gradientFactor: number
  readonly hessianFactor: number
  /** 2^shift, by which the sum of gradients stands above that of hessians. */
  readonly scale: number
}

/** What l1 leaves of a sum of gradients. */
const softened = (gradient: number, l1: number): number =>
  l1 === 0 ? gradient : Math.sign(gradient) * Math.max(0, Math.abs(gradient) - l1)

/** The Newton step of a leaf: what it outputs before the learning rate. Sums are in units of the loss. */
export function outputOf(gradient: number, hessian: number, l1: number, l2: number): number {
  const curvature = hessian + l2
  return curvature > 0 ? -softened(gradient, l1) / curvature : 0
}

/** Twice by how much a leaf with this output lowers the penalised loss. */
export function scoreOf(gradient: number, hessian: number, output: number, l1: number, l2: number): number {
  return -2 * (gradient * output + l1 * Math.abs(output)) - (hessian + l2) * output * output
}
