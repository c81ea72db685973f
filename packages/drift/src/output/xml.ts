/** What XML 1.0 has no way to say, half surrogate pairs among it. */
const unsayable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Text as it may stand in XML, between tags and in attributes, where line ends stay what they are. */
export function escapeXml(text: string): string {
  return text.replace(unsayable, '\uFFFD').replace(/[&<>"'\t\n\r]/g, (character) => entities[character]!)
}

/** An element, whose children stand below it, each on a line of its own. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, children: readonly string[] = []): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
  const inner = children.map((child) => `\n${child.replace(/^/gm, '  ')}`).join('')
  return `<${name}${given.join('')}${inner === '' ? '/>' : `>${inner}\n</${name}>`}`
}
