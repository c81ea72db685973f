/** Code units of a level that profiles hold as it is. */
const longest = 64
/** Code units of the longest name. */
export const longestName = 65

/**
 * A level as profiles name it: itself, or where it is longer than 64 code units its first 48 and a digest, 65 together, so that no short level has
 * the name of a long one.
 */
export function levelName(level: string): string {
  if (level.length <= longest) return level
  const start = level.slice(0, 48)
  const whole = /[\uD800-\uDBFF]$/.test(start) ? `${start.slice(0, -1)}\uFFFD` : start
  const digest = [0, 1].map((seed) => hashOf(level, seed).toString(16).padStart(8, '0')).join('')
  return `${whole}…${digest}`
}

/** FNV-1a over UTF-16 units with a final mix: the same everywhere and in every version. */
export function hashOf(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
