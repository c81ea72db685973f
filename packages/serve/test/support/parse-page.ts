import { type DefaultTreeAdapterTypes, parse } from 'parse5'

/** An element of a page, with what tests ask of it. */
export interface PageElement {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  /** The text within, as a reader gets it. */
  readonly text: string
  /** The elements around it, the nearest first. */
  readonly around: readonly PageElement[]
}

/** A parsed page. */
export interface ParsedPage {
  /** All elements, in order. */
  readonly elements: readonly PageElement[]
  /** What is not well-formed: parse errors, and elements without an end tag. */
  readonly faults: readonly string[]
  /** The elements of that tag. */
  all(tag: string): readonly PageElement[]
  /** The element of that identifier. */
  byId(id: string): PageElement | undefined
}

const voids = new Set(['meta', 'input', 'link', 'br', 'img', 'hr', 'wbr'])

/** Parses a page strictly. */
export function parsePage(source: string): ParsedPage {
  const faults: string[] = []
  const document = parse(source, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine, startCol }) => faults.push(`${code} at ${startLine}:${startCol}`),
  })
  const elements: PageElement[] = []
  const visit = (node: DefaultTreeAdapterTypes.Node, around: readonly PageElement[]): void => {
    let inside = around
    if ('tagName' in node) {
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]))
      const element = { tag: node.tagName, attributes, text: textOf(node), around }
      if (!isClosed(node, source)) faults.push(`<${node.tagName}> has no end tag`)
      elements.push(element)
      inside = [element, ...around]
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child, inside)
  }
  visit(document, [])
  return {
    elements,
    faults,
    all: (tag) => elements.filter((element) => element.tag === tag),
    byId: (id) => elements.find((element) => element.attributes.get('id') === id),
  }
}

function isClosed({ tagName, sourceCodeLocation: at }: DefaultTreeAdapterTypes.Element, source: string): boolean {
  return voids.has(tagName) || at?.endTag !== undefined || (at != null && source.slice(at.startOffset, at.endOffset).endsWith('/>'))
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node && node.nodeName === '#text') return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}
