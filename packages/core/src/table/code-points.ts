/**
 * Orders strings by Unicode code points, the same in every execution (UTF-16 order, which `<` uses, puts U+FFFD after an emoji).
 *
 * @param a - well-formed text
 * @param b - well-formed text
 * @returns a negative number, 0 or a positive one, for `sort`
 * @example
 * ```ts
 * import { compareCodePoints } from '@millrace/core'
 *
 * compareCodePoints('\u{fffd}', '😀') < 0 // => true
 * '\u{fffd}' < '😀' // => false
 * ```
 * @category Table
 * @since 0.1.0
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above every other unit. */
const rank = (unit: number) => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit)
