import type { TestFunctions } from '@millrace/core/testing'

/** Runs the tests that a suite declares, and names those that fail. */
export async function failingTests(declare: (functions: TestFunctions) => void): Promise<readonly string[]> {
  const declared: { readonly name: string; readonly body: () => void | Promise<void> }[] = []
  const test = (name: string, body: () => void | Promise<void>) => declared.push({ name, body })
  declare({ describe: (_, body) => body(), test: Object.assign(test, { skip: () => undefined }) })
  const failing: string[] = []
  for (const { name, body } of declared) {
    try {
      await body()
    } catch {
      failing.push(name)
    }
  }
  return failing
}
