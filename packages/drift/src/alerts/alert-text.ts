import type { AlertEvent, AlertKind } from './alert-event.ts'

const words = { alert: '', escalation: 'Worse: ', reminder: 'Still: ', recovery: 'Recovered: ' } as const
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const mostReasons = 20
const mostCharacters = 4000

/** Title, reasons and link as lines. */
export function alertText(kind: AlertKind, { title, reasons = [], link }: AlertEvent): string {
  const shown = reasons.slice(0, mostReasons).map(({ message }) => `• ${message}`)
  const hidden = reasons.length > shown.length ? [`… and ${reasons.length - shown.length} more`] : []
  const text = [`${words[kind]}${title}`, ...shown, ...hidden].map(escaped).join('\n')
  const cut = text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
  return link === undefined ? cut : `${cut}\n${escaped(link)}`
}

const escaped = (text: string) => text.replace(/[&<>]/g, (character) => escapes[character]!)
