/** As many as are found faster one by one than by sorting all. */
const few = 8

/** Places of the numbers that are largest in size, the earlier first where two are equal. */
export function largest(numbers: Float64Array, most: number): number[] {
  const bySize = (a: number, b: number) => Math.abs(numbers[b]!) - Math.abs(numbers[a]!) || a - b
  if (most > few || most >= numbers.length) return [...numbers.keys()].sort(bySize).slice(0, most)
  const places: number[] = []
  while (places.length < most) {
    let next = -1
    for (let i = 0; i < numbers.length; i++) if ((next < 0 || bySize(i, next) < 0) && !places.includes(i)) next = i
    places.push(next)
  }
  return places
}
