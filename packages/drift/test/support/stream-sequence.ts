/** A sequence as both languages make it, bit for bit: levels in parts, drawn by a 32-bit generator. */
export interface SequenceSpec {
  readonly kind: 'bernoulli' | 'level'
  readonly seed: number
  readonly parts: readonly { readonly n: number; readonly from: number; readonly to: number; readonly spread?: number }[]
}

export function streamSequence({ kind, seed, parts }: SequenceSpec): number[] {
  const draw = mulberry32(seed)
  return parts.flatMap(({ n, from, to, spread = 1 }) =>
    Array.from({ length: n }, (_, i) => {
      const level = from === to ? from : from + ((to - from) * i) / n
      return kind === 'bernoulli' ? Number(draw() < level) : level + spread * (draw() + draw() + draw() + draw() - 2)
    }),
  )
}

/** Doubles in [0, 1) with 32 random bits. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
