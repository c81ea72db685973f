const splitter = 2 ** 27 + 1

/** What the rounding of `x + y` to `sum` has lost (Knuth). */
export function sumError(x: number, y: number, sum: number): number {
  const shadow = sum - x
  return x - (sum - shadow) + (y - shadow)
}

/** What the rounding of `x * y` to `product` has lost (Dekker's splitting); both factors below 2^996. */
export function productError(x: number, y: number, product: number): number {
  const xScaled = splitter * x
  const xHigh = xScaled - (xScaled - x)
  const xLow = x - xHigh
  const yScaled = splitter * y
  const yHigh = yScaled - (yScaled - y)
  const yLow = y - yHigh
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow)
}
