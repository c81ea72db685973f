import { MillraceError } from '@millrace/core'

/**
 * A value as the driver takes it, which would otherwise end the process (boolean), change (NaN, half a surrogate pair) or cut (NUL) some without a
 * word.
 */
export function checkParameter(value: unknown): string | number | null {
  if (typeof value === 'string') return isStorable(value) ? value : refuseText(value)
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value
  if (typeof value === 'boolean') return Number(value)
  throw new TypeError(
    `a parameter of a statement is ${typeof value === 'number' ? value : `a ${typeof value}`}; give a text, a finite number, a boolean or null`,
  )
}

/** Whether every database keeps the text as it is: without NUL and halves of surrogate pairs. */
const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text)

function refuseText(text: string): never {
  throw new MillraceError({
    code: 'E_TEXT_UNSUPPORTED',
    message: `the text ${JSON.stringify(text.slice(0, 60))} has a NUL character or half a surrogate pair, which cannot be stored; remove it`,
    details: { text: JSON.stringify(text.slice(0, 200)) },
  })
}
