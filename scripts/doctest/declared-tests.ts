/**
 * Stands in for `node:test` inside fences: tests run when they are declared, and the fence waits for them, so that a failing one fails it.
 */
type Body = () => void | Promise<void>

let running: Promise<void> = Promise.resolve()

/** Runs the body at once; the tests in it are declared. */
export function describe(_name: string, body: Body): void {
  void body()
}

/** Runs the body after those declared before it. */
export const test = Object.assign(
  (_name: string, body: Body): void => {
    running = running.then(body)
  },
  { skip: (_name: string, _body?: Body): void => {} },
)

/** Waits for the tests that were declared since the last call. */
export async function finishTests(): Promise<void> {
  const declared = running
  running = Promise.resolve()
  await declared
}
