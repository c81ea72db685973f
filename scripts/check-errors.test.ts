import { expect, test } from 'vitest'
import { checkErrors } from './check-errors.ts'
import { createFolder } from './fixture.ts'

const repository = (source: string, table: string): string =>
  createFolder({
    'packages/core/package.json': { name: '@millrace/core' },
    'packages/core/src/a.ts': source,
    'packages/core/src/a.test.ts': "const code = 'E_ONLY_IN_A_TEST'\n",
    'docs/errors.md': `| Code | Meaning |\n|---|---|\n${table}`,
  })

test('codes that are listed, each by a row, pass', () => {
  expect(checkErrors(repository("throw fail('E_ONE', `E_TWO`)\n", '| `E_ONE` | one |\n| `E_TWO` | two |\n'))).toEqual([])
})

test('a code without a row is named with its place', () => {
  expect(checkErrors(repository("\n\nthrow fail('E_ONE')\n", ''))).toEqual(['packages/core/src/a.ts:3: E_ONE has no row in docs/errors.md'])
})

test('a row without a code is named with its line', () => {
  expect(checkErrors(repository('', '| `E_GONE` | was |\n'))).toEqual(['docs/errors.md:3: no source names E_GONE'])
})

test('a code in a comment or in a template type is not a use', () => {
  expect(checkErrors(repository(`/** 'E_COMMENT' */\ntype Code = \`E_\${string}\`\n`, ''))).toEqual([])
})
