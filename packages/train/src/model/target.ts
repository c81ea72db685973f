/**
 * A column to be predicted.
 *
 * @category Model
 * @since 0.1.0
 */
export interface Target<out C, out L> {
  /** The column. */
  readonly column: C & string
  /** The label whose probability is wanted. */
  readonly positive: string | number | boolean
  /** For the compiler alone. */
  readonly '~label'?: L | undefined
}

/**
 * A target of two classes.
 *
 * @param column - the column that holds the label
 * @param options - `positive`: the label whose probability is wanted; the other one is found in the data
 * @returns the target
 * @example
 * ```ts
 * import { binary } from '@millrace/train'
 *
 * binary('repaid', { positive: 'yes' }) // => { column: 'repaid', positive: 'yes' }
 * ```
 * @category Model
 * @since 0.1.0
 */
export function binary<const C extends string, const P extends string | number | boolean>(
  column: C,
  options: { readonly positive: P },
): Target<C, P> {
  return Object.freeze({ column, positive: options.positive })
}
