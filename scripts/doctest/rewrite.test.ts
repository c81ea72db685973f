import { expect, test } from 'vitest'
import { Expectations } from './expectations.ts'
import { rewrite } from './rewrite.ts'

/** Runs a fence that begins on line 10 and gives what is wrong with it, with the line, or 'ok'. */
async function run(...lines: string[]): Promise<string> {
  try {
    const { code, checks } = rewrite(lines.join('\n'), 10)
    const expectations = new Expectations(checks)
    Object.assign(globalThis, { $doctest: expectations })
    await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(`${code}//${Math.random()}`)}`)
    expectations.finish()
    return 'ok'
  } catch (error) {
    const { line, message } = error as { line?: number; message: string }
    return `${line}: ${message.split('\n')[0]}`
  }
}

const differs = 'Expected values to be strictly deep-equal:'

test.each([
  ['an expression', '1 + 1 // => 2'],
  ['an expression over several lines', '[1, 2]\n  .map((each) => each + 1) // => [2, 3]'],
  ['a constant', "const name: string = 'a' // => 'a'"],
  ['what is printed', 'console.log({ a: 1 }) // => { a: 1 }'],
  ['an awaited value', 'await Promise.resolve(3) // => 3'],
  ['a comment on the next line', '1 + 1\n// => 2'],
  ['a comment over several lines', '[1, [2]]\n// => [\n//   1,\n//   [2],\n// ]'],
  ['a statement with a semicolon, before one with another', '1 + 1; // => 2\n;[3] // => [3]'],
  ['a statement in a block and in a function', 'for (const each of [1, 1]) {\n  each // => 1\n}\nconst f = () => {\n  2 // => 2\n}\nf()'],
  ['null and not-a-number', '[NaN, null, undefined] // => [NaN, null, undefined]'],
  ['an expected value that reads the fence’s own names', 'const a = [1]\na // => a'],
  ['an object without a prototype', 'Object.assign(Object.create(null), { a: 1 }) // => { a: 1 }'],
  ['a typed array', 'new Float64Array([1, 1 / 3]) // => Float64Array.of(1, 0.333)'],
  ['what Node prints', 'new Int32Array([1, 2]) // => Int32Array(2) [1, 2]'],
  ['what Node prints and is no expression', "new Map([['a', 1]]) // => Map(1) { 'a' => 1 }"],
  ['an error by its class', "JSON.parse('{') // => throws SyntaxError"],
  ['an error by its code', "Promise.reject(Object.assign(new Error(), { code: 'E_X' })) // => throws E_X"],
])('%s is checked and passes', async (_, code) => {
  expect(await run(code)).toBe('ok')
})

test.each([
  ['a wrong value', ['', '1 + 1 // => 3'], `11: ${differs}`],
  ['a wrong constant', ['const a = 1 // => 2'], `10: ${differs}`],
  ['a wrong print', ['console.log(1) // => 2'], `10: ${differs}`],
  ['a zero of the other sign', ['-0 // => 0'], `10: ${differs}`],
  ['a promise that is not awaited', ['Promise.resolve(3) // => 3'], `10: ${differs}`],
  ['a missing property', ['({ a: 1 }) // => { a: 1, b: undefined }'], `10: ${differs}`],
  ['another print', ['new Set([1]) // => Set(1) { 2 } or so'], '10: expected Set(1) { 2 } or so, got Set(1) { 1 }'],
  ['no error', ['1 // => throws E_X'], '10: expected E_X to be thrown, got the value 1'],
  [
    'another error',
    ['null.a // => throws E_X'],
    "10: expected E_X to be thrown, got TypeError: Cannot read properties of null (reading 'a')",
  ],
  ['a check that is never reached', ['if (0 > 1) {', '  1 // => 1', '}'], '11: this // => was never reached'],
  ['a comment behind no value', ['if (true) {} // => 1'], "10: this // => ends no statement (does the next line begin with '[' or '('?)"],
  [
    'a statement that runs into the next',
    ['1 // => 1', '[2] // => [2]'],
    "10: this // => ends no statement (does the next line begin with '[' or '('?)",
  ],
  ['a syntax error', ['', 'const = 1'], '11: Variable declaration expected.'],
])('%s is named with its line', async (_, lines, message) => {
  expect(await run(...lines)).toBe(message)
})

test('a number with decimals is compared to the digits written, another number exactly', async () => {
  expect(await run('2 / 3 // => 0.67')).toBe('ok')
  expect(await run('2 / 3 // => 0.66')).toBe(`10: ${differs}`)
  expect(await run('-2 / 3e7 // => -6.67e-8')).toBe('ok')
  expect(await run('-2 / 3e7 // => -6.66e-8')).toBe(`10: ${differs}`)
  expect(await run('({ a: [1 / 3, new Map([[1, 0.126]])] }) // => { a: [0.3, new Map([[1, 0.13]])] }')).toBe('ok')
  expect(await run('1.0001 // => 1')).toBe(`10: ${differs}`)
})
