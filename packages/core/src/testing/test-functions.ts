/**
 * The functions of a test runner that a conformance suite is written with: those of vitest, `node:test`, Jest and Bun have this shape.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface TestFunctions {
  /** Groups tests under a name. */
  readonly describe: (name: string, body: () => void) => unknown
  /** Declares a test; it fails where the body throws or rejects. */
  readonly test: TestFunction
}

/**
 * Declares one test.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface TestFunction {
  (name: string, body: () => void | Promise<void>): unknown
  /** Declares a test that is reported and not run. */
  readonly skip: (name: string, body: () => void | Promise<void>) => unknown
}
