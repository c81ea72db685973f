import { describe, expect, test } from 'vitest'
import { hasGolden, readGolden } from '../../test/fixtures/version/golden.ts'
import { booleanValue, parseDvcConfig, textValue } from './parse-dvc-config.ts'

const where = { path: 'config', key: 'cache.dir' }

describe('parseDvcConfig', () => {
  test('reads sections and options in lower case, whatever the quotes', () => {
    const text = `# c\n[Core] # c\n    No_SCM = True # c\n\n['remote "Foo Bar"']\nurl = ../r\n[remote "x"]\r\nurl=s3://b/p\r\n`
    expect([...parseDvcConfig(text, 'config')]).toEqual([
      ['core.no_scm', 'True # c'],
      ['remote "foo bar".url', '../r'],
      ['remote "x".url', 's3://b/p'],
    ])
  })

  test.each([
    ['; c\n[core]', 1],
    ['[core] ; c', 1],
    ['[core]\n    remote = r\n    remote = s', 3],
    ['[core]\n[CORE]', 2],
    ['[core]\nword', 2],
  ])('refuses %j and names line %i', (text, line) => {
    expect(() => parseDvcConfig(text, 'config')).toThrow(
      expect.objectContaining({ code: 'E_VERSION_CONFIG_INVALID', details: expect.objectContaining({ line }) }),
    )
  })

  test('values lose their quotes and a comment behind them', () => {
    expect(textValue('../cache # shared', where)).toBe('../cache')
    expect(textValue(`'s p/a#c,e' # x`, where)).toBe('s p/a#c,e')
    expect(textValue('"a b"', where)).toBe('a b')
    expect(textValue('', where)).toBe('')
  })

  test.each(['a, b', '"a', `'a' b`])('refuses %j as a value', (raw) => {
    expect(() => textValue(raw, where)).toThrow(expect.objectContaining({ code: 'E_VERSION_CONFIG_INVALID' }))
  })

  test('booleans are true and false alone', () => {
    expect([booleanValue('TRUE # c', where), booleanValue('"false"', where)]).toEqual([true, false])
    expect(() => booleanValue('yes', where)).toThrow(expect.objectContaining({ code: 'E_VERSION_CONFIG_INVALID' }))
  })

  test.skipIf(!hasGolden)('reads every text that DVC reads (../shared/golden/dvc)', () => {
    const cases: { text: string; error?: string; config?: { core: { no_scm: boolean } } }[] = readGolden('config').cases
    for (const { text, error, config } of cases) {
      if (error) continue
      const noScm = parseDvcConfig(text, 'config').get('core.no_scm')
      expect(noScm === undefined ? false : booleanValue(noScm, where), text).toBe(config?.core.no_scm)
    }
  })
})
