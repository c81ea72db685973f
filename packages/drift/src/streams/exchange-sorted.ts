/** Takes one value out of ascending values and puts another in, moving only what lies between; `leaving` must be there. */
export function exchangeSorted(values: Float64Array, leaving: number, entering: number): void {
  const from = firstNotBelow(values, leaving)
  const to = firstNotBelow(values, entering)
  if (to > from) {
    values.copyWithin(from, from + 1, to)
    values[to - 1] = entering
  } else {
    values.copyWithin(to + 1, to, from)
    values[to] = entering
  }
}

function firstNotBelow(values: Float64Array, value: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
