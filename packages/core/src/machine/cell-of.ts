/** The number of edges at or below a number, by halving. */
export function cellOf(edges: ArrayLike<number>, x: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! <= x) low = middle + 1
    else high = middle
  }
  return low
}
