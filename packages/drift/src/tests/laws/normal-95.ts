/** What |Z| of a standard normal variable stays below in 95 of 100 draws. */
export const normal95 = 1.959963984540054
