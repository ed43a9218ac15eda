import { describe, expect, it } from 'vitest';
import { html } from '#web/pages/html.ts';
import { typeset } from '#web/typeset.ts';

const [COMMA, COLON, QUESTION, OPEN, CLOSE] = ['\uff0c', '\uff1a', '\uff1f', '\uff08', '\uff09'];

describe('Chinese as it is printed', () => {
  it('has full-width marks between Chinese characters', () => {
    expect(typeset('您好,有困难?')).toBe(`您好${COMMA}有困难${QUESTION}`);
    expect(typeset('县(市、区)')).toBe(`县${OPEN}市、区${CLOSE}`);
    expect(typeset('12345,有人接')).toBe(`12345${COMMA}有人接`);
    expect(typeset(',再说')).toBe(`${COMMA}再说`);
    expect(typeset(':')).toBe(COLON);
  });
  it('leaves figures, hours and English as they are', () => {
    for (const text of ['1,060', '10:00', 'a, b (c)', '3 / 12']) expect(typeset(text)).toBe(text);
  });
});

describe('a template', () => {
  it('escapes what is put into it, unless it is markup itself', () => {
    const name = '<img src=x onerror="a">&\'';
    expect(html`<p>${name}</p>`.markup).toBe('<p>&lt;img src=x onerror=&quot;a&quot;&gt;&amp;&#39;</p>');
    expect(html`<ul>${[html`<li>1</li>`, html`<li>2</li>`]}</ul>${false}`.markup).toBe('<ul><li>1</li><li>2</li></ul>');
  });
});
