declare module 'jstat' {
  interface Quantiles {
    /** The quantile of the chi-square law. */
    inv(probability: number, degreesOfFreedom: number): number
  }
  const jstat: { readonly chisquare: Quantiles }
  export = jstat
}
