export const layers = ['registered'] as const;
