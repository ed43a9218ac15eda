import { html } from './html.ts';
import { dangerLines, hotlines } from './parts.ts';
import type { Drawing, Page } from './say.ts';

export const emergency = ({ say }: Drawing): Page => ({
  slug: 'emergency',
  title: say('紧急求助电话', 'Emergency numbers'),
  back: '',
  main: html`
  <h1>${say('现在有危险,先打电话', 'In danger now: call first')}</h1>
  <p class="lead">${say('这些电话都免费,白天黑夜都有人接。', 'These calls are free and answered day and night.')}</p>
  ${dangerLines(say)}
  <h2>${say('没有马上的危险,但很急', 'Not in danger this minute, but urgent')}</h2>
  ${hotlines([
    ['12345', say('政务服务热线:不知道找谁,就打这个', 'Public services: if you do not know whom to call')],
    [
      '12349',
      say('民政服务热线:没饭吃、没钱看病、没人照顾', 'Civil affairs: no food, no money for treatment, no care'),
    ],
    ['12338', say('妇女维权热线:家里有人打您', 'Women: violence at home')],
    ['12355', say('青少年服务热线', 'Children and young people')],
    ['12356', say('心理援助热线:心里过不去', 'Mental health support')],
  ])}
  <p>${say(
    '没有地方住、没有饭吃:打 110 或 12345,可以就近送到救助管理站,吃住不要钱。',
    'Nowhere to sleep, nothing to eat: call 110 or 12345. You can be taken to the nearest relief station; food and bed are free.',
  )}</p>`,
});
