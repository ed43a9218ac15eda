/**
 * Texts in the order of their code units, for `sort`. Never by the rules of a language: those differ from machine to machine,
 * and the first comparison by them costs a starting function 10 ms (docs/adr/0013).
 */
export const inTextOrder = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};
