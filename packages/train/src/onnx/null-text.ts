/**
 * What stands for a null string in the ONNX files that {@link toOnnx} writes, whose strings have no null: a character of private use, and `null`.
 *
 * @example
 * ```ts
 * import { onnxNullText } from '@millrace/train'
 *
 * onnxNullText // => '\ue000null'
 * ```
 * @category ONNX
 * @since 0.1.0
 */
export const onnxNullText = '\ue000null'

/** Why a text of the graph cannot be written; null where it can. */
export function faultOf(text: string): string | null {
  if (text === onnxNullText) return `the text ${JSON.stringify(text)} stands for null there; use another`
  if (/\p{Surrogate}/u.test(text)) return 'a text holds half a surrogate pair, which UTF-8 does not have'
  return null
}

/** Why nothing in a file can be called so; null where it can. */
export function nameFaultOf(name: string): string | null {
  if (name === '') return 'an input or output needs a name'
  return name.includes('\0') ? 'a name holds NUL, at which runtimes end it' : faultOf(name)
}
