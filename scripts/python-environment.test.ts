import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { pythonEnvironment } from './python-environment.ts'

const cache = mkdtempSync(join(tmpdir(), 'millrace-python-'))
afterAll(() => rmSync(cache, { recursive: true }))
const requirements = join(cache, 'requirements.txt')
writeFileSync(requirements, '')

test('without Python, says what to install, and makes nothing', () => {
  expect(() => pythonEnvironment(requirements, { cache, candidates: ['no-such-python'] })).toThrow(
    /no Python 3 among no-such-python: install Python 3\.11 or newer/,
  )
  expect(readdirSync(cache)).toEqual(['requirements.txt'])
})
