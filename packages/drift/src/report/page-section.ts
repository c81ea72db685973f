import { attributes, type Content, type Html, html } from '@millrace/core/html'

/** A part of the page with its heading, which names it for who jumps from part to part. */
export interface PageSection {
  readonly id: string
  readonly heading: string
  readonly content: Html
}

/** The markup of a section. */
export function pageSection({ id, heading, content }: PageSection): Html {
  return html`<section class="card" aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${content}</section>
`
}

/** What a table holds; figures stand to the right from the second column on, or from a given one. */
interface PageTable {
  /** What the table is, for who does not see it. */
  readonly label: string
  /** Class of the table. @defaultValue none */
  readonly className?: string | undefined
  readonly headings: readonly Content[]
  readonly rows: Content
}

/** A table that scrolls sideways by itself where it is too wide, by keyboard too. */
export function pageTable({ label, className, headings, rows }: PageTable): Html {
  return html`<div class="scroll" role="group" tabindex="0"${attributes({ 'aria-label': label })}><table${attributes({ class: className })}>
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>
${rows}</tbody></table></div>
`
}

/** A line of a table: its name, then its cells. */
export function tableLine(head: Content, cells: readonly Content[]): Html {
  return html`<tr><th scope="row">${head}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`
}

/** Parts that are folded until somebody asks. */
export function folded(summary: Content, content: Content): Html {
  return html`<details class="more"><summary>${summary}</summary>
${content}</details>
`
}
