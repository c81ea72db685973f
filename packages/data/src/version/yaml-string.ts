/**
 * Where a scalar begins: what DVC's YAML writer needs to know to fold a long one.
 */
export interface ScalarPosition {
  /** Column after `key:` or `-`, in code points from 0. */
  readonly column: number
  /** Blanks before a continuation line. */
  readonly indent: number
}

const lineWidth = 80

/** Scalars that the YAML 1.2 reader of DVC would take for null, boolean, merge key, number or date when they are not quoted. */
const retyped = [
  /^(?:|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|<<|=)$/,
  /^[-+]?[0-9][0-9_]*(?:\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)$/,
  /^[-+]?\.(?:[0-9_]+(?:[eE][-+][0-9]+)?|inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/,
  /^(?:[-+][0-9_]+|[0-9][0-9_]*|[-+]?0b[01_]+|[-+]?0o[0-7_]+|[-+]?0x[0-9a-fA-F_]+)$/,
  /^\d{4}-\d\d-\d\d$/,
  /^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/,
]

/** What no plain scalar may hold in block context. */
const indicator = /^(?:---|\.\.\.)|^[ #,[\]{}&*!|>'"%@`]|^[?-](?: |$)|:(?: |$)| #| $/

/** All but printable characters. Line and paragraph separators count: DVC's writer puts them in single quotes, which no reader gives back. */
const unprintable = /[^\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u

const shortEscapes: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\u2028': 'L',
  '\u2029': 'P',
}

/**
 * Spells a string as DVC's YAML writer does, quotes and line folds included, so that a rewrite by either tool makes no difference.
 *
 * @param text - well-formed string
 * @param position - where the scalar begins
 * @returns what follows `key:` or `-`, with the leading blank
 */
export function yamlString(text: string, position: ScalarPosition): string {
  if (unprintable.test(text)) return doubleQuoted(text, position)
  if (!indicator.test(text) && !retyped.some((pattern) => pattern.test(text))) return plain(text, position)
  return text.includes("'") ? doubleQuoted(text, position) : singleQuoted(text, position)
}

/**
 * A word that would pass the width begins a new line, after the blank before it was written; a single blank at the width is the break.
 * Several blanks never end a line: DVC's writer lets them, and its reader then gives one blank back.
 */
function plain(text: string, { column: start, indent }: ScalarPosition): string {
  const fold = `\n${' '.repeat(indent)}`
  let written = ' '
  let column = start + 1
  for (const run of text.match(/ +|[^ ]+/g) ?? []) {
    const length = lengthOf(run)
    const isBreak = run === ' ' && column >= lineWidth
    const isLate = !run.startsWith(' ') && column > indent && column + length > lineWidth && !written.endsWith('  ')
    if (isBreak || isLate) {
      written += fold
      column = indent
    }
    if (isBreak) continue
    written += run
    column += length
  }
  return written
}

function singleQuoted(text: string, { column: start, indent }: ScalarPosition): string {
  const runs = text.match(/ +|[^ ]+/g) ?? []
  let written = " '"
  let column = start + 2
  for (const [index, run] of runs.entries()) {
    const folds = run === ' ' && column > lineWidth && index > 0 && index < runs.length - 1
    written += folds ? `\n${' '.repeat(indent)}` : run
    column = folds ? indent : column + lengthOf(run)
  }
  return `${written}'`
}

function doubleQuoted(text: string, { column: start, indent }: ScalarPosition): string {
  const characters = Array.from(text)
  let written = ' "'
  let column = start + 2
  let pending = 0
  const write = (piece: string) => {
    written += piece
    column += lengthOf(piece)
  }
  for (const [index, character] of characters.entries()) {
    if (character === '"' || character === '\\' || unprintable.test(character)) {
      write(characters.slice(pending, index).join('') + escaped(character))
      pending = index + 1
    }
    const mayFold = index > 0 && index < characters.length - 1 && (character === ' ' || pending >= index)
    if (!mayFold || column + index - pending <= lineWidth) continue

    const isBreak = pending !== index && mayBreakAfter(characters, index)
    write(characters.slice(pending, index).join(''))
    pending = Math.max(pending, index)
    written += `${isBreak ? '' : '\\'}\n${' '.repeat(indent)}`
    column = indent
    if (isBreak) pending++
    else if (characters[pending] === ' ') write('\\')
  }
  return `${written}${characters.slice(pending).join('')}"`
}

/** Whether the blank here, or right behind an escape, may become the line break itself: it stands alone, and no line feed is near. */
function mayBreakAfter(characters: readonly string[], index: number): boolean {
  const character = characters[index]
  const blank = character === ' ' ? index : index + 1
  const next = characters[blank + 1]
  if (characters[blank] !== ' ' || next === undefined || next === ' ' || next === '\n') return false
  return character === ' ' ? characters[index - 1] !== ' ' : character !== '"' && character !== '\n'
}

function escaped(character: string): string {
  const short = shortEscapes[character]
  if (short !== undefined) return `\\${short}`
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16).toUpperCase()
  return code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`
}

/** Length in code points, as the writer counts columns. */
const lengthOf = (text: string): number => Array.from(text).length
