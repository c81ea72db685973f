/**
 * A test of a number. NaN is equal to nothing and different from everything.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface NumberTest {
  /** How the stored number compares with `value`. */
  readonly is: '=' | '!=' | '<' | '<=' | '>' | '>='
  /** A number that is not NaN. */
  readonly value: number
}

/**
 * A test of a text, by code points; in patterns `%` stands for any characters and `_` for one, and `ilike` leaves the case of ASCII letters
 * aside.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type TextTest =
  | { readonly is: '=' | '!='; readonly value: string }
  | { readonly is: 'like' | 'ilike'; readonly pattern: string }
  | { readonly is: 'in' | 'not in'; readonly values: readonly string[] }

/**
 * A test of whether there is a value at all. Every other test fails where there is none, `!=` and `not in` included.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface PresenceTest {
  /** What passes. */
  readonly is: 'present' | 'absent'
}

/**
 * Conditions and their combinations, as plain data. `not` passes exactly what its filter does not pass.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type Filter<Condition> =
  | Condition
  | { readonly all: readonly Filter<Condition>[] }
  | { readonly any: readonly Filter<Condition>[] }
  | { readonly not: Filter<Condition> }

/**
 * Which part of a list is wanted.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface PageRequest {
  /** Most items, from 1 to 50,000. @defaultValue 1000 */
  readonly limit?: number | undefined
  /** `nextPageToken` of the page before, for the same question; a made-up one is refused with `E_PAGE_TOKEN_INVALID`. */
  readonly pageToken?: string | undefined
}

/**
 * A part of a list.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface Page<out Item> {
  /** The items, in the order asked for. */
  readonly items: readonly Item[]
  /** Asks for what follows; absent on the last page. */
  readonly nextPageToken?: string
}
