/** 张*三, 王*: the first and, from three characters on, the last character of a name stay. */
export const maskName = (name: string): string => {
  const characters = [...name];
  if (characters.length <= 1) return '*';
  const last = characters.length > 2 ? (characters[characters.length - 1] ?? '') : '';
  return `${characters[0]}${'*'.repeat(Math.max(1, characters.length - 2))}${last}`;
};

/** 330***********8531: three in front, four at the end. */
export const maskIdNumber = (number: string): string =>
  number.length < 8
    ? '*'.repeat(number.length)
    : `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}`;

/** A cell that should hold a number: only what looks like one is shown in part; anything else might be a name. */
export const maskIdCell = (cell: string): string => {
  const folded = cell.replace(/\s/g, '');
  return /^\d[\dXx]{13,17}$/.test(folded) ? maskIdNumber(folded) : '*';
};

/** 138****5678. */
export const maskPhone = (phone: string): string =>
  phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`;
