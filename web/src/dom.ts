/** The element that the page is known to have; a page without it is a fault of ours. */
export const need = <E extends Element>(kind: new () => E, selector: string, root: ParentNode = document): E => {
  const found = root.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`no ${selector}`);
};

/** The element, if the page has it. */
export const maybe = <E extends Element>(
  kind: new () => E,
  selector: string,
  root: ParentNode = document,
): E | undefined => {
  const found = root.querySelector(selector);
  return found instanceof kind ? found : undefined;
};

export const all = <E extends Element>(kind: new () => E, selector: string, root: ParentNode = document): E[] =>
  [...root.querySelectorAll(selector)].filter((found): found is E => found instanceof kind);

type Child = Node | string | false | undefined;

/** Puts these into an element in place of what is there (older WebViews have no `replaceChildren`). */
export const put = (element: Element, ...children: readonly (Node | string)[]): void => {
  element.textContent = '';
  element.append(...children);
};

/** Makes an element. Text always goes in as text. */
export const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | false>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(key, value);
  element.append(...children.filter((child): child is Node | string => child !== false && child !== undefined));
  return element;
};

/** Makes a drawing of one path. */
export const drawing = (className: string, box: string, ...paths: readonly string[]): SVGSVGElement => {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  for (const [key, value] of Object.entries({
    class: className,
    viewBox: box,
    'aria-hidden': 'true',
    focusable: 'false',
  })) {
    svg.setAttribute(key, value);
  }
  for (const d of paths) {
    const path = document.createElementNS(space, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
};
