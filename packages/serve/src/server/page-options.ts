/**
 * What the form page says.
 *
 * @category Server
 * @since 0.1.0
 */
export interface PageOptions {
  /** Heading of the page. @defaultValue the name of the model, in words */
  readonly title?: string
  /** What people call the columns. @defaultValue their names, in words */
  readonly labels?: Readonly<Record<string, string>>
}
