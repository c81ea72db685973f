import { type Html, html } from '@millrace/core/html'

/** A bar with its interval. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly lower: number
  readonly upper: number
}

/** Horizontal bars from 0, one a row of a table, with whiskers for intervals and the figures as text. */
export function barTable(bars: readonly Bar[], { caption, heading }: { readonly caption: string; readonly heading: string }): Html {
  const low = Math.min(0, ...bars.map(({ lower }) => lower))
  const high = Math.max(...bars.map(({ upper }) => upper), low + Number.EPSILON)
  const at = (value: number) => ((1000 * (value - low)) / (high - low)).toFixed(0)
  const picture = ({ value, lower, upper }: Bar) => {
    const [from, to] = value < 0 ? [at(value), at(0)] : [at(0), at(value)]
    return html`<svg class="bar" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true"><path class="zero" d="M${at(0)} 0V24"/><path class="amount" d="M${from} 4H${to}V20H${from}Z"/><path class="whisker" d="M${at(lower)} 12H${at(upper)}"/></svg>`
  }
  return html`<p class="muted">${caption}</p><div class="scroll" tabindex="0" role="region" aria-label="${heading}"><table class="bars">
<thead><tr><th scope="col">Column</th><th scope="col"><span class="spoken">Picture</span></th><th scope="col">${heading}</th><th scope="col">Interval</th></tr></thead>
<tbody>${bars.map((bar) => html`<tr><th scope="row">${bar.name}</th><td>${picture(bar)}</td><td>${figure(bar.value)}</td><td>${figure(bar.lower)} to ${figure(bar.upper)}</td></tr>\n`)}</tbody></table></div>`
}

const figure = (value: number) => value.toFixed(Math.abs(value) >= 10 ? 1 : 4)
