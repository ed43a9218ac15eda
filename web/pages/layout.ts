import { type Html, html } from './html.ts';
import type { Drawing, Page } from './say.ts';

const pathOf = (slug: string): string => (slug === 'home' ? '/' : `/${slug}`);

const header = ({ language, say, to }: Drawing, page: Page): Html => html`
  <a class="skip" href="#main">${say('跳到正文', 'Skip to the content')}</a>
  <header class="top">
    <a class="brand" href="${page.staff === true ? to('staff') : to('')}">${page.staff === true ? say('幸福码·工作台', 'Staff pages') : say('幸福码', 'Happiness Code')}</a>
    <span class="tools">
      <button class="tool" id="large" type="button" aria-pressed="false" hidden>${say('大字版', 'Large type')}</button>
      <a class="tool" data-place hreflang="${language === 'zh' ? 'en' : 'zh-CN'}" lang="${language === 'zh' ? 'en' : 'zh-CN'}"
        href="${pathOf(page.slug)}?lang=${language === 'zh' ? 'en' : 'zh'}">${language === 'zh' ? 'English' : '中文'}</a>
    </span>
  </header>`;

const footer = ({ say, to }: Drawing): Html => html`
  <footer class="foot">
    <p>${say('不会用、说不清,都可以打', 'Prefer to talk? Call')} <a class="phone" href="tel:12345">12345</a>${say('(政务服务热线)。', ' (public service line).')}</p>
    <nav aria-label="${say('页脚', 'Footer')}">
      <a href="${to('emergency')}">${say('紧急求助电话', 'Emergency numbers')}</a>
      <a href="${to('privacy')}">${say('您的信息怎么用', 'How your data is used')}</a>
    </nav>
  </footer>`;

/** The whole document. Nothing in it comes from another host, and no style or script stands inline. */
export const documentOf = (drawing: Drawing, page: Page): string => {
  const { language, say, asset, to } = drawing;
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${page.title} · ${say('幸福码', 'Happiness Code')}</title>
<link rel="icon" type="image/svg+xml" href="${asset('icon.svg')}">
<link rel="stylesheet" href="${asset('site.css')}">
${page.staff === true && html`<link rel="stylesheet" href="${asset('staff.css')}">`}
<script src="${asset('site.js')}"></script>
${page.script === undefined ? '' : html`<script type="module" src="${asset(page.script)}"></script>`}
</head>
<body${page.staff === true && html` class="staff"`}>
${header(drawing, page)}
<main id="main" tabindex="-1" data-page="${page.slug}">
${page.back === undefined ? '' : html`<a class="back" id="back" href="${to(page.back)}">${say('返回', 'Back')}</a>`}
<p class="notice bad" id="broken" role="alert" hidden>${say(
    '页面没有装全。请刷新再试,或直接打 12345。',
    'This page did not load completely. Reload it, or call 12345.',
  )}</p>
${page.main}
</main>
${page.staff !== true && footer(drawing)}
</body>
</html>
`.markup;
};
