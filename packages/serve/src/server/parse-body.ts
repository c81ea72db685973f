import { isUtf8 } from 'node:buffer'
import { MillraceError, parseJson } from '@millrace/core'
import { Refusal } from './refusal.ts'

/**
 * Reads a JSON body that may come from anyone: UTF-8, not deeper than `depth`, and without keys that reach for prototypes.
 *
 * @throws Refusal 400
 */
export function parseBody(body: Uint8Array, depth: number): unknown {
  if (body.length === 0) throw invalid('the body is empty; send JSON')
  if (!isUtf8(body)) throw invalid('the body is not UTF-8 text')
  const text = (body instanceof Buffer ? body : Buffer.from(body.buffer, body.byteOffset, body.length)).toString()
  if (isDeeper(text, depth)) throw invalid(`the body has more than ${depth} levels of arrays and objects`)
  const value = parse(text)
  // An escape may spell any key, so it is looked at as closely as the names themselves.
  if ((text.includes('__proto__') || text.includes('constructor') || text.includes('\\u')) && reachesPrototype(value)) {
    throw invalid('the body has a key __proto__ or constructor.prototype')
  }
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid(faultOf(text))
  }
}

/** Core's reader is slower and says where the fault is. */
function faultOf(text: string): string {
  try {
    parseJson(text, { name: 'the body' })
  } catch (error) {
    if (MillraceError.isInstance(error)) return error.message
  }
  return 'the body is not JSON'
}

const quote = 0x22
const backslash = 0x5c

/** Whether JSON opens more than so many arrays and objects at once; exact up to where it is no JSON any more. */
function isDeeper(text: string, depth: number): boolean {
  if (openings(text, depth) <= depth) return false
  let level = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === backslash) i++
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === 0x7b || code === 0x5b) {
      if (++level > depth) return true
    } else if (code === 0x7d || code === 0x5d) level--
  }
  return false
}

/** How many arrays and objects may be opened in all, at most one more than `most`: the search for one character is much faster than a scan. */
function openings(text: string, most: number): number {
  let count = 0
  for (const opening of ['{', '[']) {
    for (let at = text.indexOf(opening); at >= 0 && count <= most; at = text.indexOf(opening, at + 1)) count++
  }
  return count
}

function reachesPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(reachesPrototype)
  return Object.keys(value).some((key) => {
    const member = (value as Readonly<Record<string, unknown>>)[key]
    if (key === '__proto__') return true
    if (key === 'constructor' && typeof member === 'object' && member !== null && Object.hasOwn(member, 'prototype')) return true
    return reachesPrototype(member)
  })
}

const invalid = (message: string) => new Refusal(400, 'invalid_json', message)
