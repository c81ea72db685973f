import { expect, test } from 'vitest'
import { printable, textPairs, textTable } from './text-table.ts'

const plain = { color: false }

test('aligns texts to the left and numbers to the right', () => {
  expect(
    textTable(
      ['NAME', 'AUC'],
      [
        ['a', '0.5'],
        ['longer', '10'],
      ],
      plain,
    ),
  ).toBe('NAME    AUC\na       0.5\nlonger   10')
})

test('leaves cells empty that there are not', () => {
  expect(textTable(['A', 'B', 'C'], [['1', '', 'x'], ['2']], plain)).toBe('A  B  C\n1     x\n2')
})

test('counts wide and combining characters as a terminal shows them', () => {
  expect(
    textTable(
      ['N', 'X'],
      [
        ['名', 'a'],
        ['e\u0301', 'b'],
      ],
      plain,
    ),
  ).toBe('N   X\n名  a\ne\u0301   b')
})

test('colours only the headings, and only when it may', () => {
  expect(textTable(['A'], [['x']], { color: true })).toBe('\u001b[1mA\u001b[22m\nx')
})

test('sets names and values under each other', () => {
  expect(
    textPairs(
      [
        ['run', 'r1'],
        ['status', 'done'],
      ],
      plain,
    ),
  ).toBe('run     r1\nstatus  done')
  expect(textPairs([], plain)).toBe('')
})

test('lets no text steer the terminal or break the line', () => {
  expect(printable('a\u001b[2Jb\u0007c\r\nd\u2028e\u009b31mf\u202eg')).toBe('a [2Jb c d e 31mf g')
})
