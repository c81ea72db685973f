/**
 * P(D_n >= d) by Durbin's matrix in the form of Marsaglia, Tsang and Wang; for small n d, since the matrix has 2⌈n d⌉ - 1 rows.
 *
 * @see https://doi.org/10.18637/jss.v008.i18
 */
export function durbinSurvival(n: number, d: number): number {
  const scaled = n * d
  const k = Math.ceil(scaled)
  const size = 2 * k - 1
  const h = k - scaled
  let power = durbinMatrix(size, h)
  let result: Float64Array | null = null
  let exponent = 0
  let powerExponent = 0
  for (let bits = n; bits > 0; bits = Math.floor(bits / 2)) {
    if (bits % 2 === 1) {
      result = result === null ? power : multiply(result, power, size)
      exponent = result === power ? powerExponent : exponent + powerExponent
      exponent += rescale(result, size, k)
    }
    if (bits > 1) {
      power = multiply(power, power, size)
      powerExponent = 2 * powerExponent + rescale(power, size, k)
    }
  }
  let probability = result![(k - 1) * size + k - 1]!
  for (let i = 1; i <= n; i++) {
    probability *= i / n
    if (probability < 1e-140) {
      probability *= 2 ** 460
      exponent -= 460
    }
  }
  return Math.min(1, Math.max(0, 1 - probability * 2 ** exponent))
}

function durbinMatrix(size: number, h: number): Float64Array {
  const matrix = new Float64Array(size * size)
  const at = (row: number, column: number) => row * size + column
  for (let row = 0; row < size; row++) for (let column = 0; column < size; column++) matrix[at(row, column)] = row - column + 1 < 0 ? 0 : 1
  for (let i = 0; i < size; i++) {
    matrix[at(i, 0)] = matrix[at(i, 0)]! - h ** (i + 1)
    matrix[at(size - 1, i)] = matrix[at(size - 1, i)]! - h ** (size - i)
  }
  if (2 * h > 1) matrix[at(size - 1, 0)] = matrix[at(size - 1, 0)]! + (2 * h - 1) ** size
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      for (let g = 1; g <= row - column + 1; g++) matrix[at(row, column)] = matrix[at(row, column)]! / g
    }
  }
  return matrix
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < size; inner++) {
      const factor = a[row * size + inner]!
      for (let column = 0; column < size; column++) {
        product[row * size + column] = product[row * size + column]! + factor * b[inner * size + column]!
      }
    }
  }
  return product
}

/** Keeps the middle element within range; returns the power of two that was taken out. */
function rescale(matrix: Float64Array, size: number, k: number): number {
  if (matrix[(k - 1) * size + k - 1]! < 1e140) return 0
  for (let i = 0; i < matrix.length; i++) matrix[i] = matrix[i]! * 2 ** -460
  return 460
}
