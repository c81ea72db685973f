import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { embedKernels, kernels } from './kernels.ts'
import { repository } from './workspace.ts'

test.each(kernels)('what is embedded of $source is what it compiles to', async (each) => {
  expect(readFileSync(join(repository, each.embedded), 'utf8')).toBe(await embedKernels(each))
})
