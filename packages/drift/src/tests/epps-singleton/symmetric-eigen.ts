/** Eigenvalues of a symmetric matrix, each with its unit vector. */
export interface Eigen {
  readonly values: readonly number[]
  readonly vectors: readonly (readonly number[])[]
}

const mostSweeps = 60

/**
 * The eigenvalues of a small symmetric matrix by cyclic rotations of Jacobi.
 *
 * @see https://doi.org/10.1515/crll.1846.30.51 (C. G. J. Jacobi, 1846)
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): Eigen {
  const a = matrix.map((row) => [...row])
  const size = a.length
  const vectors = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)))
  const rotate = (rows: number[][], { p, q, c, s }: { p: number; q: number; c: number; s: number }) => {
    for (let k = 0; k < size; k++) {
      const [x, y] = [rows[p]![k]!, rows[q]![k]!]
      rows[p]![k] = c * x - s * y
      rows[q]![k] = s * x + c * y
    }
  }
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let turned = false
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const off = a[p]![q]!
        if (Math.abs(off) <= 1e-18 * Math.sqrt(Math.abs(a[p]![p]! * a[q]![q]!))) continue
        turned = true
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * off)
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
        const c = 1 / Math.hypot(t, 1)
        const turn = { p, q, c, s: t * c }
        rotate(a, turn)
        const columns = a.map((_, k) => a.map((row) => row[k]!))
        rotate(columns, turn)
        for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) a[i]![j] = columns[j]![i]!
        rotate(vectors, turn)
      }
    }
    if (!turned) break
  }
  return { values: a.map((row, i) => row[i]!), vectors }
}
