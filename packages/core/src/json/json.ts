/**
 * A value that JSON can carry: what params, states and error details are made of.
 *
 * @category JSON
 * @since 0.1.0
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
