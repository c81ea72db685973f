export { attributes, escapeHtml, Html, html } from './html.ts'

export type { Attributes, Content } from './html.ts'
