import type { ColumnSpec } from '@millrace/core'
import { attributes, Html, html } from '@millrace/core/html'
import { servedKindOf } from '../kinds/served-kinds.ts'
import { renderAnswer } from './form-answer.ts'
import { type FormField, isRequired } from './form-field.ts'
import type { FieldIssue, FormPageContent } from './form-page-content.ts'
import { formPageStyle } from './form-page-style.ts'
import { capitalized, labelOf, labelsOf } from './label-of.ts'
import { renderField } from './render-field.ts'

/**
 * The page on which a person asks a model: a form of its columns, what is wrong with it, and the answer.
 *
 * It is whole HTML without any script or other resource, works with a keyboard and a screen reader, and posts to `/`. Send it with `formPagePolicy`.
 *
 * @param content - the model, what was typed, and what came of it
 * @returns the document
 * @example
 * ```ts
 * import { exampleModel } from '@millrace/core/testing'
 * import { renderFormPage } from '@millrace/serve'
 *
 * const served = { model: 'repayment', version: 3, alias: 'production', digest: null }
 * const page = renderFormPage({ model: exampleModel(), served, values: new Map(), issues: [] })
 * page.includes('<title>Repayment</title>') // => true
 * ```
 * @category Form
 * @since 0.1.0
 */
export function renderFormPage(content: FormPageContent): string {
  const { model, served, answer } = content
  const inputs = model.inputs.columns
  const monitored = model.monitored.columns.filter(({ name }) => inputs.every((input) => input.name !== name))
  const columns = [...inputs, ...monitored]
  const labels = labelsOf(columns, content.labels)
  const fields = columns.map((column, i) => fieldOf(column, { id: `field-${i + 1}`, label: labels.get(column.name)!, content }))
  const general = content.issues.filter(({ column }) => !labels.has(column ?? ''))
  const title = content.title ?? labelOf(model.name)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${stateOf(content)}${title}</title>
<style>${Html.trusted(formPageStyle)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="muted">${servedBy(served)}</p>
</header>
<main>
${content.issues.length > 0 && summary(fields, general)}${answer !== undefined && renderAnswer(answer, content, fields)}${form(fields, inputs.length, answer !== undefined)}
</main>
</body>
</html>
`
  return page.toString()
}

function fieldOf(
  column: ColumnSpec,
  { id, label, content }: Pick<FormField, 'id' | 'label'> & { readonly content: FormPageContent },
): FormField {
  const issues = content.issues.filter((issue) => issue.column === column.name)
  return { column, id, label, value: content.values.get(column.name) ?? '', issues }
}

function stateOf({ issues, answer, model }: FormPageContent): string {
  if (issues.length > 0) return 'Error: '
  return answer === undefined ? '' : `${servedKindOf(model.definition.target).verdict(answer.prediction)} – `
}

function servedBy({ model, version, alias }: FormPageContent['served']): string {
  return [`Model ${model}`, version !== null && `version ${version}`, alias].filter(Boolean).join(' · ')
}

function summary(fields: readonly FormField[], general: readonly FieldIssue[]): Html {
  const links = fields.flatMap(({ id, label, issues }) =>
    issues.map(({ message }) => html`<li><a${attributes({ href: `#${id}` })}>${label}: ${message}</a></li>`),
  )
  const others = general.map(({ column, message }) => html`<li>${column === null ? capitalized(message) : `${column}: ${message}`}</li>`)
  return html`<section class="card errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors">
<h2 id="errors">There is no answer yet</h2>
<ul>${links}${others}</ul>
</section>
`
}

function form(fields: readonly FormField[], inputs: number, answered: boolean): Html {
  const monitored = fields.slice(inputs)
  const rule =
    fields.some(({ column }) => isRequired(column)) &&
    html`<p class="hint rule">Fields marked <span class="required">*</span> are required; others may be left empty when unknown.</p>\n`
  return html`<form class="card" method="post" action="/" novalidate aria-labelledby="form">
<h2 id="form">${answered ? 'Change something and ask again' : 'Ask the model'}</h2>
${rule}<div class="fields">
${fields.slice(0, inputs).map(renderField)}
</div>
${
  monitored.length > 0 &&
  html`<section class="group" aria-labelledby="monitored">
<h2 id="monitored">Not used for the decision</h2>
<p class="hint">Recorded so that the model can be watched; it does not change the answer.</p>
<div class="fields">
${monitored.map(renderField)}
</div>
</section>
`
}<div class="actions"><button>Get the answer</button>${answered && html`<a href="/">Start afresh</a>`}</div>
</form>`
}
