// Metrics that are on no panel and in no rule, each with the reason.
export const notShown: Readonly<Record<string, string>> = {};
