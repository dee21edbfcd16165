// Figures as they are shown. Pure.

/** E.g. 98.5%; an en dash where nothing was tried. */
export const rateText = (rate: number | null, language: string): string =>
  rate === null
    ? '–'
    : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(rate);
