import { attributes, type Html, html } from '@millrace/core/html'

/** A probability as a bar, with a line at a threshold where there is one. */
export function probabilityBar(probability: number, threshold?: number): Html {
  const place = (share: number) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`
  return html`<svg class="probability" aria-hidden="true"><rect class="track" width="100%" height="100%" rx="3"/><rect class="value"${attributes({ width: place(probability) })} height="100%" rx="3"/>${threshold !== undefined && html`<rect class="mark"${attributes({ x: place(threshold) })} y="-3" width="2" height="18"/>`}</svg>`
}

/** A probability in words that claim no more than is known. */
export function percent(share: number): string {
  if (share > 0.9995 && share < 1) return 'above 99.9 %'
  if (share < 0.0005 && share > 0) return 'below 0.1 %'
  return `${(100 * share).toFixed(1).replace(/\.0$/, '')} %`
}
