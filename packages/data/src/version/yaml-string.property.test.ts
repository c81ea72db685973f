import { array, assert, constantFrom, integer, oneof, property, string } from 'fast-check'
import { test } from 'vitest'
import { parse } from 'yaml'
import { yamlString } from './yaml-string.ts'

const piece = oneof(
  constantFrom(
    ' ',
    '  ',
    "'",
    '"',
    '\\',
    '\t',
    '\n',
    ':',
    ': ',
    ' #',
    '- ',
    '?',
    '~',
    '1',
    'e5',
    '[',
    '{',
    ',',
    '&',
    '*',
    '!',
    '|',
    '\u2028',
    '\x85',
    '\ufeff',
  ),
  constantFrom('w'.repeat(30), 'v'.repeat(90), 'é', '😀', '\x7f', '\u00a0'),
  string({ unit: 'binary' }),
)

test('whatever the text and the place, YAML reads back the text', () => {
  assert(
    property(array(piece, { maxLength: 20 }), integer({ min: 0, max: 90 }), (pieces, padding) => {
      const text = pieces.join('')
      const key = `k${'x'.repeat(padding)}`
      const document: Record<string, string> = parse(`${key}:${yamlString(text, { column: key.length + 1, indent: 2 })}\n`)
      return document[key] === text
    }),
    { numRuns: 2000 },
  )
})
