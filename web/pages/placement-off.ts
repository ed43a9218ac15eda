import { html } from './html.ts';
import { phone } from './parts.ts';
import type { Drawing, Page } from './say.ts';

/** Where a scanned code leads that is switched off or unknown: nobody who stands before a poster is left there. */
export const placementOff = ({ say, to }: Drawing): Page => ({
  slug: 'placement-off',
  title: say('这个二维码已停用', 'This code is no longer in use'),
  main: html`
  <h1>${say('这个二维码已停用', 'This code is no longer in use')}</h1>
  <p>${say(
    '您扫的码不再使用,或者印错了。想说的事,照样可以在这里说。',
    'The code you scanned was switched off or misprinted. You can still tell us here.',
  )}</p>
  <p><a class="button" data-place href="${to('')}">${say('到幸福码首页', 'Go to the Happiness Code')}</a></p>
  <p>${say('不会用手机,也可以打', 'Or call')} ${phone('12345')}${say('(政务服务热线),或者找村(社区)干部。', ' (public service line), or speak to your village or community office.')}</p>
  <p><a href="${to('emergency')}">${say('现在就有危险?看紧急求助电话', 'In danger now? Emergency numbers')}</a></p>`,
});
