import { expect, test } from 'vitest'
import { checkReadmes } from './check-readmes.ts'
import { createFolder } from './fixture.ts'

const repository = (readme: string): string =>
  createFolder({
    'packages/core/package.json': { name: '@millrace/core', exports: { '.': {}, './metrics': {}, './package.json': './package.json' } },
    'packages/core/src/index.ts': "export { fit } from './fit.ts'\nexport type { Fitted } from './fit.ts'\n",
    'packages/core/src/metrics/index.ts': "export { auc } from './auc.ts'\n",
    'packages/core/README.md': readme,
  })

test('exports of every entry point that stand in a table pass', () => {
  expect(checkReadmes(repository('| `fit(spec)`, `Fitted` | learns |\n| `auc` | area |\n'))).toEqual([])
})

test('an export that only prose names is named', () => {
  expect(checkReadmes(repository('Use `auc`.\n\n| `fit`, `Fitted` | learns |\n'))).toEqual([
    "packages/core/README.md: no table names the export 'auc'",
  ])
})
