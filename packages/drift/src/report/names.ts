import { type Html, html } from '@millrace/core/html'
import { cut } from './figures.ts'

const longestName = 100
const longestInSentence = 48
const mostNames = 12

/** A name from data: cut, and kept from turning the direction of the text around it. */
export function name(text: string, longest = longestName): Html {
  return html`<bdi>${cut(text, longest)}</bdi>`
}

/** Names in a sentence; of many, the first ones and how many more there are. */
export function names(all: readonly string[]): Html {
  const shown = all.slice(0, all.length > mostNames + 1 ? mostNames : all.length)
  const rest = all.length - shown.length
  const parts = shown.map((text, i) => html`${i === 0 ? '' : i === all.length - 1 ? ' and ' : ', '}${name(text, longestInSentence)}`)
  return html`${parts}${rest > 0 && ` and ${rest} more`}`
}
