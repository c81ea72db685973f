/** Chooses a share of all ids, the same ids in every process: by FNV-1a over the text, mixed as MurmurHash3 ends. */
export function sampler(share: number): (id: string) => boolean {
  if (share >= 1) return () => true
  const bound = share * 2 ** 32
  return (id) => hash(id) < bound
}

function hash(text: string): number {
  let bits = 0x811c9dc5
  for (let i = 0; i < text.length; i++) bits = Math.imul(bits ^ text.charCodeAt(i), 0x01000193)
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
