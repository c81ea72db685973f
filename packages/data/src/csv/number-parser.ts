const zero = 48
const nine = 57
const dot = 46
const minus = 45
const plus = 43
const upperE = 69
const lowerE = 101
/** Decimal digits that a float64 holds exactly whatever they are. */
const exactDigits = 15
/** Decimal digits that an int32 holds whatever they are; its arithmetic is the fastest. */
export const integerDigits = 9
/** Powers of ten that are exact float64: one rounding by one division or multiplication gives the nearest value. */
export const powersOfTen = /* @__PURE__ */ Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/**
 * The float64 nearest to a decimal number, or NaN where the bytes are none.
 *
 * A sign, digits with at most one point among or around them, and an exponent; no spaces, separators, hexadecimal digits, `Infinity` or `NaN`. Beyond the
 * range it is infinite. Up to 15 digits with a power of ten up to 22 are one exact operation on exact numbers (Clinger's fast path); others go through `Number`.
 *
 * @see W. D. Clinger, How to read floating point numbers accurately, PLDI 1990
 */
export function parseNumber(bytes: Buffer, start: number, end: number): number {
  const negative = bytes[start] === minus
  const digitsStart = negative ? start + 1 : start
  if (end - digitsStart > integerDigits) return parseAnyNumber(bytes, start, end)
  let mantissa = 0
  let position = digitsStart
  for (; position < end && isDigit(bytes[position]!); position++) mantissa = Math.imul(mantissa, 10) + (bytes[position]! - zero)
  let value = mantissa
  if (position < end || position === digitsStart) {
    const fractionStart = position + 1
    if (bytes[position] !== dot || end - digitsStart < 2) return parseAnyNumber(bytes, start, end)
    for (position++; position < end && isDigit(bytes[position]!); position++) mantissa = Math.imul(mantissa, 10) + (bytes[position]! - zero)
    if (position < end) return parseAnyNumber(bytes, start, end)
    value = mantissa / powersOfTen[end - fractionStart]!
  }
  return negative ? -value : value
}

function parseAnyNumber(bytes: Buffer, start: number, end: number): number {
  let position = start
  const sign = bytes[position]
  if (sign === minus || sign === plus) position++
  const digitsStart = position
  let mantissa = 0
  while (position < end && isDigit(bytes[position]!)) mantissa = mantissa * 10 + (bytes[position++]! - zero)
  let digits = position - digitsStart
  let exponent = 0
  if (position < end && bytes[position] === dot) {
    const fractionStart = ++position
    while (position < end && isDigit(bytes[position]!)) mantissa = mantissa * 10 + (bytes[position++]! - zero)
    exponent = fractionStart - position
    digits -= exponent
  }
  if (digits === 0) return Number.NaN
  if (position < end) {
    const written = parseExponent(bytes, position, end)
    if (Number.isNaN(written)) return Number.NaN
    exponent += written
  }
  if (digits > exactDigits || exponent < -22 || exponent > 22) return Number(bytes.toString('latin1', start, end))
  const value = exponent < 0 ? mantissa / powersOfTen[-exponent]! : mantissa * powersOfTen[exponent]!
  return sign === minus ? -value : value
}

function parseExponent(bytes: Buffer, start: number, end: number): number {
  if (bytes[start] !== lowerE && bytes[start] !== upperE) return Number.NaN
  const sign = bytes[start + 1]
  let position = sign === minus || sign === plus ? start + 2 : start + 1
  if (position >= end) return Number.NaN
  let exponent = 0
  for (; position < end; position++) {
    if (!isDigit(bytes[position]!)) return Number.NaN
    exponent = exponent * 10 + (bytes[position]! - zero)
  }
  return sign === minus ? -exponent : exponent
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine
}
